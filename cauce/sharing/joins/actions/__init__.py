"""The only writes of coincidences between posts and of joint files."""

from .comparing import compare, mark
from .doubles import ask_to_join_here
from .joining import agree_to_join, ask_to_join, end_join, note_counted, part
from .looking import look_here, say_two_people
from .saying import answer, want_to_talk

__all__ = [
    "agree_to_join",
    "answer",
    "ask_to_join",
    "ask_to_join_here",
    "compare",
    "end_join",
    "look_here",
    "mark",
    "note_counted",
    "part",
    "say_two_people",
    "want_to_talk",
]
