"""The only writes of a case, one idea a file."""

from ._second import ask_second
from .assessing import conclude, contest, return_for_review, sign
from .bringing import bring_rows, confirm_file, finish_file, keep_file, settle_file
from .closing import close_case, reopen_case
from .colleagues import (
    answer_opinion,
    ask_opinion,
    ask_relief,
    chase_relief,
    take_over,
    withdraw_relief,
)
from .consents import ConsentTerms, record_consent, refuse_keeping, withdraw_consent
from .contact_lost import propose_lost
from .contacts import add_task, confirm_contact, remind
from .departures import depart
from .detaining import Detention, end_detention, record_detention
from .dying import (
    note_told,
    open_file,
    propose_death,
    propose_undoing,
    seal_file,
    tell_correction,
    tell_of_death,
)
from .filters import drop_filter, keep_filter
from .following_up import ContactAttempt, escalate_silence, log_contact, record_outcomes
from .forms import discard_form, finish_form, save_form, start_form
from .giving import Given, give_cases, take_case
from .handing import chase_handover, introduce, tell_handover, write_sheet
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
from .moving import move_edition, replan_case
from .opening import assign, hand_plan, open_case
from .opening_many import Opening, open_many
from .planning import add_plan_item, agree_plan, chase_line, close_plan_item, tell_of_line
from .recording import meet_obligation, put_facts_right, record_act, record_facts, save_section
from .recusing import chase_recusal, declare_party, lift_recusal, reassign_case
from .registering import set_order, tell_taken, write_number
from .rescheduling import reschedule
from .reserved import make_holder_key, write_reserved
from .risks import RiskJudged, review_risk
from .routes import count_dates, remind_of_dates, set_route, show_routes
from .same_person import point_apart, point_to
from .taking_back import drop_file, forget_file, take_back
from .tongues import choose_interpreter, record_tongue
from .voiding import propose_void, void_case
