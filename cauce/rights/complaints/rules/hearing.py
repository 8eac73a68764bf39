"""What follows from a complaint: who may read it, by when it is answered, and how its code is written.

It is heard outside the post: nobody who works or ever worked there reads it, nor anybody of a place
where the person complained of is now. About headquarters, internal control alone; about internal
control, headquarters alone. Periods are content, all proposed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from cauce.content.loader import Edition, parameter_on
from cauce.rules.dates import add

HEADQUARTERS, CONTROL, IOM = "headquarters", "internal_control", "iom"
REVIEWERS = (HEADQUARTERS, CONTROL)
# Danger, and what nobody of the staff may ever ask of anybody: at once.
URGENT = frozenset({"danger", "sexual"})
ENDED = ("founded", "unfounded", "not_established", "referred")
# Where IOM may be told, when she says yes: what its programmes send people to.
IOM_CONCERNED = frozenset({"provider", "interpreter", "service"})
PATTERNED = ("provider", "interpreter")

# What the house may do next in each state, and which sentences go with it.
NEXT: dict[str, tuple[str, ...]] = {
    "filed": ("acknowledged", "in_review", "needs_answer", *ENDED),
    "acknowledged": ("in_review", "needs_answer", *ENDED),
    "in_review": ("in_review", "needs_answer", *ENDED),
    "needs_answer": ("in_review", "needs_answer", *ENDED),
}
SAYS: dict[str, tuple[str, ...]] = {
    "acknowledged": ("read",),
    "in_review": ("looking", "news"),
    "needs_answer": ("ask_when", "ask_who", "ask_more", "ask_authority"),
    **{one: (one,) for one in ENDED},
}


# Letters and figures that are not mistaken for one another on paper.
ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
LENGTH = 12  # eleven drawn and one that checks them


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom it is about. ``post`` None: she did not say, or none. ``user`` '': nobody named yet.

    ``posts`` and ``roles``: where that person works or ever worked, and as what.
    """

    about: str
    post: str | None = None
    user: str = ""
    posts: frozenset[str] = frozenset()
    roles: frozenset[str] = frozenset()
    with_iom: bool = False


@dataclass(frozen=True, slots=True)
class Reader:
    """Who wants to read: roles of today, and every post where they work, worked or will work."""

    user: str
    roles: frozenset[str]
    posts: frozenset[str]


def reviewing(subject: Subject) -> frozenset[str]:
    """The roles that look into it: never that of whoever it is about, and never nobody."""
    out = {
        role
        for role, about in ((HEADQUARTERS, "headquarters"), (CONTROL, "control"))
        if subject.about == about or role in subject.roles
    }
    return frozenset(REVIEWERS) - out or frozenset({CONTROL})


def reading(subject: Subject) -> frozenset[str]:
    """The roles that may read it: those that look into it, and IOM where it is concerned and she
    said yes."""
    told = subject.with_iom and subject.about in IOM_CONCERNED and IOM not in subject.roles
    return reviewing(subject) | ({IOM} if told else frozenset())


def may_read(reader: Reader, subject: Subject) -> bool:
    """Whether this person may know that it exists.

    Whoever is named never does, nor anybody of the post or of a post of the one named, nor of the
    place it is about, whatever other role they hold; where the post is not known, nobody of any post.
    """
    if not reader.roles & reading(subject) or (reader.user and reader.user == subject.user):
        return False
    # One account may be of headquarters and of internal control: of either it is about, it is both.
    if reader.roles & (frozenset(REVIEWERS) - reviewing(subject)):
        return False
    if reader.posts & subject.posts or subject.post in reader.posts:
        return False
    unknown = subject.post is None and subject.about in ("officer", "service")
    return not (unknown and reader.posts)


@dataclass(frozen=True, slots=True)
class Due:
    """By when it is acknowledged, answered a first time, and ended."""

    acknowledge: dt.datetime
    answer: dt.datetime
    end: dt.datetime


def due(edition: Edition, category: str, at: dt.datetime, tz: ZoneInfo) -> Due:
    """The three dates, from the parameters in force; what is urgent is acknowledged at once."""
    on = at.astimezone(tz).date()

    def by(id: str) -> dt.datetime:
        return add(at, parameter_on(edition, id, on).value, edition.parameters[id].unit, tz)

    first = "complaint-at-once" if category in URGENT else "complaint-acknowledge"
    return Due(by(first), by("complaint-answer"), by("complaint-end"))


def late(at: dt.datetime, *, state: str, acknowledged: bool, answered: bool, due: Due) -> str:
    """The first of its dates that has passed unmet: acknowledge, answer, end; '' for none."""
    if state in ENDED:
        return ""
    for name, met, by in (
        ("acknowledge", acknowledged, due.acknowledge),
        ("answer", answered, due.answer),
        ("end", False, due.end),
    ):
        if not met and at >= by:
            return name
    return ""


def _check(letters: Sequence[str]) -> str:
    """The letter that checks the others (Luhn, modulo 32): one wrong letter is always noticed."""
    total, factor, size = 0, 2, len(ALPHABET)
    for one in reversed(letters):
        times = ALPHABET.index(one) * factor
        total += times // size + times % size
        factor = 3 - factor
    return ALPHABET[-total % size]


def code_of(drawn: bytes) -> str:
    """A code for paper from bytes drawn by chance (eleven at least): ``K7MP-Q2XW-TBA4``."""
    letters = [ALPHABET[one % len(ALPHABET)] for one in drawn[: LENGTH - 1]]
    whole = "".join([*letters, _check(letters)])
    return "-".join(whole[start : start + 4] for start in range(0, LENGTH, 4))


def plain_code(typed: str) -> str:
    """The letters of a code as it was typed, blanks and dashes aside; '' when one must be wrong."""
    letters = [one for one in typed.upper() if not one.isspace() and one not in "-.–"]
    if len(letters) != LENGTH or not set(letters) <= set(ALPHABET):
        return ""
    return "".join(letters) if _check(letters[:-1]) == letters[-1] else ""


def repeated(marks: Iterable[str], least: int) -> dict[str, int]:
    """Of the marks of a period (one for each complaint), those that come back so often, with how many."""
    found: dict[str, int] = {}
    for one in marks:
        found[one] = found.get(one, 0) + 1
    return {one: many for one, many in found.items() if one and many >= least}
