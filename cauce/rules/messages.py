"""Somebody asks for a person: the one sentence that is answered, and what she may choose.

Whoever asks may be family, or whoever held her. So the page and its answer are the same whether she
is known here or not, and nobody at a counter finds out: the match is made later, by the loop, and
her own officer alone sees it. Source: E9 (``docs/security/ethics.csv``) and A15 (``abuse.csv``);
the days are proposed.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from cauce.content.errors import BadInputs, unknown
from cauce.content.model import Text, both

from .names import Nicknames, closeness

bad_input = BadInputs(__file__)

# How long a message waits for somebody who may come; then its key is destroyed.
KEEP = "message-keep"
CLOSE_ENOUGH = 0.8
# Whoever names an invented case could collect what was left for anybody. So a message opens once a
# second person has worked with the person of that case since the name was written: these acts tell it.
SECOND_ACTS = (
    "assessment.conclude",
    "assessment.sign",
    "case.record_act",
    "case.record_facts",
    "case.save_section",
    "consent.record",
    "contact.confirm",
    "contact.log",
    "detention.record",
    "handover.introduce",
    "identity.save",
    "opinion.answer",
    "outcome.record",
    "plan.agree",
)
# Proposed: so many different messages that met one officer's own names in so many days are looked at.
OFTEN, OFTEN_DAYS = 3, 30
YEARS_OFF = 1  # a year of birth that somebody remembers
DIGITS = 7  # of a telephone number, from its end: prefixes are written in many ways

SAME = both(
    "Recibimos su recado. Aquí no se dice si conocemos o no a alguien. Si es posible entregarlo, se "
    "entrega, y esa persona decide si contesta. No hace falta que vuelva a preguntar.",
    "We have your message. We cannot say whether or not we know anybody. If it can be passed on, "
    "it will be, and that person will decide whether to answer. You do not need to ask again.",
)
RELATIONS = {
    "family": both("Familia", "Family"),
    "friend": both("Amistad", "Friend"),
    "employer": both("Trabajo", "Work"),
    "authority": both("Autoridad", "Authority"),
    "not_said": both("No lo dijo", "Not said"),
}
ANSWERED, SILENT, BLOCKED, NOT_HER, STOPPED = "answered", "silent", "blocked", "not_her", "stopped"
CHOICES = {
    ANSWERED: both("Contesta esto", "Answers this"),
    SILENT: both("No contesta", "Does not answer"),
    BLOCKED: both("Que esta persona no vuelva a preguntar por ella", "This person must not ask again"),
    NOT_HER: both("No es la persona que se busca", "Not the person who is sought"),
}
CHOOSES = frozenset({ANSWERED, SILENT, BLOCKED})
DANGER = "danger"
NAMED = {
    DANGER: both("Es un peligro para la persona", "A danger to the person"),
    BLOCKED: both("No quiere que pregunte por ella", "Is not to ask"),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """Whom somebody asks for: a name, and the year of birth (None: not known)."""

    id: str
    name: str
    born: int | None


def may_be(asked: Asked, names: list[str], born: int | None, known: Nicknames) -> bool:
    """Whether somebody with these names and this year of birth may be who is asked for."""
    found = closeness(asked.name, names, known)
    if found is None or found.degree < CLOSE_ENOUGH:
        return False
    return asked.born is None or born is None or abs(asked.born - born) <= YEARS_OFF


def next_hour(at: dt.datetime) -> dt.datetime:
    """When what was left is looked for: with the full hour, together with all the rest, so that no
    moment of a server points to one message."""
    return at.replace(minute=0, second=0, microsecond=0) + dt.timedelta(hours=1)


def _digits(text: str) -> str:
    return "".join(c for c in text if c.isdigit())[-DIGITS:]


def is_the_same(who: str, phone: str, other: str, other_phone: str, known: Nicknames) -> bool:
    """Whether a caller may be somebody whom the person named: by telephone, or by a close name."""
    mine, theirs = _digits(phone), _digits(other_phone)
    if len(mine) == DIGITS and mine == theirs:
        return True
    found = closeness(other, [who], known) or closeness(who, [other], known)
    return found is not None and found.degree >= CLOSE_ENOUGH


def check_choice(outcome: str, told_safely: bool, words: str) -> None:
    """What she chose, said to her officer at a safe contact. Raises ``Unknown`` or ``BadInput``."""
    if outcome not in CHOICES:
        raise unknown("respuestas", "answers", outcome, CHOICES)
    if outcome in CHOOSES and not told_safely:
        raise bad_input("the_person_chooses", where="told_safely")
    if outcome == ANSWERED and not words.strip():
        raise bad_input("it_does_not_say_what_answer_is", where="words")


def label(table: dict[str, Text], code: str) -> Text:
    """The words of a code; of one that no list knows, the code."""
    return table.get(code, Text(es=code, en=code))
