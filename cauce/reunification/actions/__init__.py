"""The only writes of journeys, one idea a file."""

from .returning import (
    agree_contact,
    agree_risk,
    assess_destination,
    count_money,
    mark_ready,
    note_advice,
    plan_return,
    start_return,
)
from .returning_after import erase_returns, note_contact, tell_late, tell_silence
from .returning_going import (
    confirm_reception,
    depart_return,
    lapse_return,
    note_received,
    note_reception,
    receive_return,
    share_return,
    stop_return,
    unshare_return,
)

__all__ = [
    "agree_contact", "agree_risk", "assess_destination", "confirm_reception", "count_money", "depart_return",
    "erase_returns", "lapse_return", "mark_ready", "note_advice", "note_contact", "note_received", "note_reception",
    "plan_return", "receive_return", "share_return", "start_return", "stop_return", "tell_late", "tell_silence",
    "unshare_return",
]  # fmt: skip
