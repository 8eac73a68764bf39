"""The only writes of journeys, one idea a file."""

from .family import end_family, forget_refused, forget_words, open_family, tell_family
from .family_blockers import chase_family, open_blocker, resolve_blocker
from .family_relatives import (
    Told,
    add_relative,
    change_relative,
    drop_relative,
    mark_step,
    note_custody,
    note_papers,
    take_back_step,
)
from .family_sharing import answer_family, share_family, stop_sharing

__all__ = [
    "Told", "add_relative", "answer_family", "change_relative", "chase_family", "drop_relative",
    "end_family", "forget_refused", "forget_words", "mark_step", "note_custody", "note_papers",
    "open_blocker", "open_family", "resolve_blocker", "share_family", "stop_sharing", "take_back_step",
    "tell_family",
]  # fmt: skip
