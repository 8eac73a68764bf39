"""The only writes of a case, one idea a file."""

from .assessing import conclude, contest, return_for_review, sign
from .closing import close_case, reopen_case
from .consents import record_consent, refuse_keeping, withdraw_consent
from .contacts import add_task, confirm_contact, remind
from .departures import depart
from .following_up import escalate_silence, log_contact, record_outcomes
from .forms import discard_form, finish_form, save_form, start_form
from .identities import save_identity
from .keys import hand_over, order_rotation, renew_key
from .letters import (
    ask_letter,
    drop_letter,
    issue_letter,
    return_letter,
    save_letter,
    start_letter,
    void_letter,
)
from .losing import propose_lost
from .moving import move_edition
from .opening import assign, hand_plan, open_case
from .planning import add_plan_item, agree_plan, close_plan_item
from .pointing import point_apart, point_to
from .recording import meet_obligation, record_act, record_facts, save_section
from .reserved import make_holder_key, write_reserved
from .risks import review_risk
from .routes import count_dates, remind_of_dates, set_route, show_routes
from .tongues import choose_interpreter, record_tongue

__all__ = [
    "point_apart", "point_to",
    "add_plan_item", "add_task", "agree_plan", "ask_letter", "assign", "choose_interpreter", "close_case",
    "close_plan_item", "conclude", "confirm_contact", "contest", "count_dates", "depart", "discard_form",
    "drop_letter", "escalate_silence", "finish_form", "hand_over", "hand_plan", "issue_letter", "log_contact",
    "make_holder_key", "meet_obligation", "move_edition", "open_case", "order_rotation", "propose_lost", "record_act",
    "record_consent", "record_facts", "record_outcomes", "record_tongue", "refuse_keeping", "remind",
    "remind_of_dates", "renew_key", "reopen_case", "return_for_review", "return_letter", "review_risk",
    "save_form", "save_identity", "save_letter", "save_section", "set_route", "show_routes", "sign",
    "start_form", "start_letter", "void_letter", "withdraw_consent", "write_reserved",
]  # fmt: skip
