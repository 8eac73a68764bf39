"""Complaints that are heard outside the post they are about: who reads one, by when, and its words."""

from .hearing import (
    ALPHABET,
    ENDED,
    IOM,
    IOM_CONCERNED,
    LENGTH,
    NEXT,
    PATTERNED,
    REVIEWERS,
    SAYS,
    URGENT,
    Due,
    Reader,
    Subject,
    code_of,
    due,
    late,
    may_read,
    plain_code,
    reading,
    repeated,
    reviewing,
)
from .words import ABOUT, CATEGORIES, REPLIES, SENTENCES, STATES, TREATED

__all__ = [
    "ABOUT", "ALPHABET", "CATEGORIES", "ENDED", "IOM", "IOM_CONCERNED", "LENGTH", "NEXT", "PATTERNED",
    "REPLIES", "REVIEWERS", "SAYS", "SENTENCES", "STATES", "TREATED", "URGENT", "Due", "Reader",
    "Subject", "code_of", "due", "late", "may_read", "plain_code", "reading", "repeated", "reviewing",
]  # fmt: skip
