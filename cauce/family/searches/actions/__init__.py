"""The only writes of messages and searches, one idea a file."""

from .looking import end_days, look_for, tell_often
from .passing import (
    choose,
    end_messages,
    end_named,
    forget_messages,
    name_somebody,
    note_passed,
)
from .searching import (
    SearchTold,
    StepTaken,
    add_identification,
    add_step,
    chase_search,
    end_search,
    hand_search,
    note_remains,
    note_result,
    open_search,
    tell_family,
)
from .taking import MessageTold, take_message

__all__ = [
    "MessageTold",
    "SearchTold",
    "StepTaken",
    "add_identification",
    "add_step",
    "chase_search",
    "choose",
    "end_days",
    "end_messages",
    "end_named",
    "end_search",
    "forget_messages",
    "hand_search",
    "look_for",
    "name_somebody",
    "note_passed",
    "note_remains",
    "note_result",
    "open_search",
    "take_message",
    "tell_family",
    "tell_often",
]
