"""The only writes of telephones and of what arrives from them."""

from .answering import answer, discard, erase, open_case_from, release
from .devices import Registered, lose, register, revoke, say_lost
from .taking import FormFilled, Packet, Received, receive, receive_answers, reread

__all__ = [
    "FormFilled",
    "Packet",
    "Received",
    "Registered",
    "answer",
    "discard",
    "erase",
    "lose",
    "open_case_from",
    "receive",
    "receive_answers",
    "register",
    "release",
    "reread",
    "revoke",
    "say_lost",
]
