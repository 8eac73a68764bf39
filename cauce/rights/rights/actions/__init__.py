"""The only writes of rights, one idea a file."""

from .breaching import (
    BreachKnown,
    add_actions,
    close_breach_record,
    plan_warning,
    record_breach,
    tell_authority,
    warn,
)
from .dying import record_death, undo_death
from .requests import NoteBeside, annotate, answer, carry_out, extend, receive
from .retaining import (
    confirm,
    erase,
    keep,
    lift_hold,
    place_hold,
    propose_erasure,
    record_authorisation,
    replay,
    unblock,
)

__all__ = [
    "BreachKnown",
    "NoteBeside",
    "add_actions",
    "annotate",
    "answer",
    "carry_out",
    "close_breach_record",
    "confirm",
    "erase",
    "extend",
    "keep",
    "lift_hold",
    "place_hold",
    "plan_warning",
    "propose_erasure",
    "receive",
    "record_authorisation",
    "record_breach",
    "record_death",
    "replay",
    "tell_authority",
    "unblock",
    "undo_death",
    "warn",
]
