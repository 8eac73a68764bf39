"""The only writes of outings."""

from .closing import close_outing, mark_late, tell_outing
from .day import end_step, move_step
from .packing import PhoneNoted, bring_back, note_phone, pack
from .planning import Facts, call_off, change_outing, plan_outing
from .team import set_team

__all__ = [
    "Facts",
    "PhoneNoted",
    "bring_back",
    "call_off",
    "change_outing",
    "close_outing",
    "end_step",
    "mark_late",
    "move_step",
    "note_phone",
    "pack",
    "plan_outing",
    "set_team",
    "tell_outing",
]
