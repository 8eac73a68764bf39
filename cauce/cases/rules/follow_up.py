"""Silence after contact was due: whom to tell, and whether contact may count as lost.

Any attempt without an answer may be told to somebody else; only attempts through a way and an hour
that the person marked as safe count towards losing contact. In danger nothing is sent: going in person, or
through whom the person trusts, is what counts then, and one person alone never closes. The numbers are
parameters (``missed-tries-*``, ``missed-days-*``, ``lost-contact-days``), all proposed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cauce.content.errors import BadInput, BadInputs, unknown
from cauce.content.model import Text
from cauce.rules.contact import IN_PERSON, THROUGH, SafeRecord, may_contact

bad_input = BadInputs(__file__)

REACHED, NO_ANSWER, OTHER, WRONG_WORD = "reached", "no_answer", "other_answered", "wrong_word"
RESULTS = {
    REACHED: Text(es="Se habló con la persona", en="Spoke with the person"),
    NO_ANSWER: Text(es="No contestó", en="No answer"),
    OTHER: Text(es="Contestó otra persona; no se dijo nada", en="Somebody else answered; nothing was said"),
    WRONG_WORD: Text(
        es="No dijo la palabra acordada; se colgó", en="The agreed word was not said; ended the call"
    ),
}
WORD_SAID = {
    "yes": Text(es="Sí, la dijo", en="Yes, it was said"),
    "no": Text(es="No la dijo", en="It was not said"),
    "not_agreed": Text(es="No hay palabra acordada", en="No word is agreed"),
}
SATISFACTION = {
    "yes": Text(es="Sí, le sirvió", en="Yes, it helped"),
    "in_part": Text(es="En parte", en="In part"),
    "no": Text(es="No le sirvió", en="It did not help"),
    "prefers_not_to_say": Text(es="Prefiere no contestar", en="Prefers not to say"),
    "not_asked": Text(es="No se preguntó", en="Not asked"),
}
LEVELS = ("high", "medium", "low")
LOST = "lost_contact"
COUNT_IN_DANGER = frozenset({IN_PERSON, THROUGH})

SILENT = Text(
    es="Pasó la fecha de buscarle y nadie le ha buscado o no contesta.",
    en="The date to make contact has passed, and there was none.",
)
UNANSWERED = Text(es="Los intentos no tienen respuesta.", en="The attempts have no answer.")


@dataclass(frozen=True, slots=True)
class Try:
    """One attempt to reach the person. ``on``: the day at the post; ``safe``: by her own marks, then."""

    at: dt.datetime
    on: dt.date
    result: str
    safe: bool


def counts_as_safe(
    record: SafeRecord | None,
    way: str,
    language: str,
    at: dt.datetime,
    *,
    agreed: bool,
    danger: bool,
) -> bool:
    """Whether an attempt is safe by the person's own marks at ``at``; ``record`` None: never asked.

    In danger no way may be used to send anything, so only going in person to the place and at the hour
    that were named, or through whom the person trusts, counts. Raises ``BadInput`` as ``may_contact``.
    """
    barred = danger and way not in COUNT_IN_DANGER
    return may_contact(record, way, language, at, agreed=agreed, danger=barred).allowed


def needs_second(reason: str, level: str | None, *, danger: bool) -> bool:
    """Whether somebody else must agree before it closes for this reason: contact lost at a high risk.

    ``level`` None: it was not assessed, which counts as the highest.
    """
    return reason == LOST and (danger or level_of(level) == "high")


def since_reached(tries: Iterable[Try]) -> tuple[Try, ...]:
    """The attempts after the last one that reached the person, in order."""
    ordered = sorted(tries, key=lambda one: one.at)
    last = max((i for i, one in enumerate(ordered) if one.result == REACHED), default=-1)
    return tuple(ordered[last + 1 :])


def missed(tries: Iterable[Try]) -> int:
    """How many attempts in a row had no answer, safe or not: silence is told all the same."""
    return len(since_reached(tries))


@dataclass(frozen=True, slots=True)
class LostVerdict:
    """May contact count as lost? ``days``: distinct days with a safe attempt since the last contact."""

    allowed: bool
    days: int
    needed: int
    reason: Text | None = None


def may_close_as_lost(tries: Iterable[Try], needed: int) -> LostVerdict:
    """Whether there were safe attempts on enough different days; several on one day count once."""
    days = len({one.on for one in since_reached(tries) if one.safe})
    if days >= needed:
        return LostVerdict(True, days, needed)
    return LostVerdict(
        False,
        days,
        needed,
        Text(
            es=(
                f"Hay intentos seguros en {days} de {needed} días distintos: todavía no se da "
                "por perdido el contacto."
            ),
            en=(
                f"There are safe attempts on {days} of {needed} different days: contact "
                "does not count as lost yet."
            ),
        ),
    )


def check_closing(reason: str, satisfaction: str, tries: Sequence[Try], needed: int) -> None:
    """Whether it may close for this reason. Raises ``BadInput`` with what is missing, ``Unknown``."""
    if satisfaction not in SATISFACTION:
        raise unknown("respuestas", "answers", satisfaction, SATISFACTION)
    if reason != LOST:
        return
    verdict = may_close_as_lost(tries, needed)
    if verdict.reason is not None:
        raise BadInput(
            verdict.reason.es,
            verdict.reason.en,
            where="reason",
            cure_es="Búsquele por un medio y a una hora seguros otro día, o elija otra razón.",
            cure_en="Try on another day by a safe way at a safe hour, or choose another reason.",
        )


@dataclass(frozen=True, slots=True)
class Escalation:
    """Whether somebody else must know, and every reason why."""

    tell: bool
    reasons: tuple[Text, ...] = ()


def escalates(
    tries: Iterable[Try],
    *,
    due: dt.datetime | None,
    at: dt.datetime,
    most_tries: int,
    most_days: int,
) -> Escalation:
    """Whether silence must be told. ``due``: by when contact should have been made; None: no date."""
    found = []
    if due is not None and at >= due + dt.timedelta(days=most_days):
        found.append(SILENT)
    if missed(tries) >= most_tries:
        found.append(UNANSWERED)
    return Escalation(bool(found), tuple(found))


def level_of(level: str | None) -> str:
    """The risk whose limits hold: what is not known counts as the highest."""
    return level if level in LEVELS else "high"


def check_result(result: str, word_agreed: bool, word_said: str, *, she_came: bool) -> None:
    """Whether the result makes sense beside the agreed word. Raises ``BadInput``, ``Unknown``."""
    if result not in RESULTS:
        raise unknown("resultados", "results", result, RESULTS)
    if word_said not in WORD_SAID:
        raise unknown("respuestas", "answers", word_said, WORD_SAID)
    if result == REACHED and word_agreed and word_said != "yes" and not she_came:
        raise bad_input("there_is_agreed_word", where="word_said")
