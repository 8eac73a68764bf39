"""The only writes of economic aid."""

from .allotting import allot
from .asking import AidAsked, ask_aid, price_aid, show_evidence, take_back_aid
from .deciding import approve_aid, decline_aid
from .ending import end_aids, hold_budgets
from .erasing import erase_aid_words
from .giving import Receipt, chase_aid, deliver_aid, record_receipt, record_return, settle_aid
from .kinds import decide_kind, draft_kind
from .lapsing import lapse_aid

__all__ = [
    "AidAsked",
    "Receipt",
    "allot",
    "approve_aid",
    "ask_aid",
    "chase_aid",
    "decide_kind",
    "decline_aid",
    "deliver_aid",
    "draft_kind",
    "end_aids",
    "erase_aid_words",
    "hold_budgets",
    "lapse_aid",
    "price_aid",
    "record_receipt",
    "record_return",
    "settle_aid",
    "show_evidence",
    "take_back_aid",
]
