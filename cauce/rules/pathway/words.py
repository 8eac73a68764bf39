"""The reasons of an obligation, said: sentences in Spanish and English, made only when read."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from cauce.content.grammar import FactValue, OneOf
from cauce.content.model import Fact
from cauce.content.sentences import clause, fact_words, joined
from cauce.rules import dates
from cauce.rules.dates import says_period as period_words
from cauce.rules.pathway.model import (
    DECLINED,
    DEPARTED,
    Act,
    Always,
    BlockedBy,
    Clock,
    ClosedBy,
    EditionLike,
    FactValues,
    Fails,
    Holds,
    Missing,
    Moved,
    Passed,
    Reason,
    State,
)

__all__ = ["PASSED", "period_words", "reason_words", "state_words"]

_STATES: dict[State, tuple[str, str]] = {
    "open": ("por hacer", "to do"),
    "overdue": ("vencida", "overdue"),
    "blocked": ("espera a otra", "waits for another"),
    "to_find_out": ("por averiguar", "to find out"),
    "met": ("hecha", "done"),
    "declined": ("se ofreció y declinó", "offered and declined"),
    "waived": ("no se siguió, con motivo", "not followed, with a reason"),
    "not_required": ("no corresponde", "not required"),
}


# What ran out, or may have, before the person was first attended.
PASSED = (
    "Quizá ya pasó; se ofrece igual, hoy",
    "It may have passed; it is offered all the same, today",
)


def state_words(state: State, language: str) -> str:
    """The state as the screens say it."""
    return _STATES[state][1 if language == "en" else 0]


def _facts(edition: EditionLike, values: FactValues, language: str) -> str:
    words = [fact_words(edition.facts[name], value, language) for name, value in values]
    return joined(words, language, last="and" if language == "en" else "y")


def _is(fact: Fact, value: FactValue | None, tz: ZoneInfo, language: str) -> str:
    """A fact after «Porque»: «el nivel de riesgo es alto», with its day as people say it."""
    if value is None or isinstance(value, bool):
        return fact_words(fact, value, language)
    if isinstance(value, dt.date):
        verb = "is" if language == "en" else "es el"
        return f"{fact.label[language]} {verb} {_when(value, tz, language)}"
    return clause(OneOf((value,)), fact, language)


def _because(edition: EditionLike, values: FactValues, tz: ZoneInfo, language: str) -> str:
    words = [_is(edition.facts[name], value, tz, language) for name, value in values]
    return joined(words, language, last="and" if language == "en" else "y")


def _start(edition: EditionLike, name: str, language: str) -> str:
    if name in edition.acts:
        return f"«{edition.acts[name].title[language]}»"
    return edition.facts[name].label[language]


def _of(start: str) -> str:
    """«del momento», and never «de el momento»."""
    return f"del {start[3:]}" if start.startswith("el ") else f"de {start}"


def _when(instant: dt.datetime | dt.date, tz: ZoneInfo, language: str) -> str:
    if not isinstance(instant, dt.datetime):
        return dates.says_date(instant, language)
    local = instant.astimezone(tz)
    between = " at " if language == "en" else ", "
    return f"{dates.says_date(local.date(), language)}{between}{local:%H:%M}"


def _clock(edition: EditionLike, clock: Clock, tz: ZoneInfo, language: str) -> str:
    english = language == "en"
    start = _start(edition, clock.start, language)
    if clock.started is None or clock.amount is None:
        if clock.start in edition.facts:
            return f"Its deadline depends on {start}." if english else f"Su plazo depende {_of(start)}."
        return f"Its clock starts with {start}." if english else f"Su plazo empieza con {start}."
    period = period_words(clock.amount, clock.unit, language)
    when = _when(clock.started, tz, language)
    said = edition.parameters[clock.parameter].said
    if said is not None:
        text = f"{'Deadline' if english else 'Plazo'}: {said[language]}, {start} ({when})."
    elif clock.amount < 0:
        text = f"Deadline: {period} {start} ({when})." if english else f"Plazo: {period} de {start} ({when})."
    elif english:
        text = f"Deadline: {period}, counted from {start} ({when})."
    else:
        text = f"Plazo: {period}, desde {start} ({when})."
    if clock.unknown:
        labels = joined(
            [edition.facts[name].label[language] for name in clock.unknown],
            language,
            last="and" if english else "y",
        )
        text += (
            f" The stricter deadline applies until this is known: {labels}."
            if english
            else f" Rige el plazo más estricto mientras no se sepa: {labels}."
        )
    return text


def _closed(edition: EditionLike, act: Act, tz: ZoneInfo, language: str) -> str:
    english = language == "en"
    when = _when(act.at, tz, language)
    if act.name == DEPARTED:
        return (
            f"Departure from the Protocol, with its reason in the record ({when})."
            if english
            else f"Se decidió apartarse del Protocolo; la razón consta en el registro ({when})."
        )
    if act.name == DECLINED:
        return f"It was offered and declined ({when})." if english else f"Se ofreció y no se quiso ({when})."
    return f"{edition.acts[act.name].title[language]} ({when})."


def _blocked(edition: EditionLike, reason: BlockedBy, language: str) -> str:
    titles = [f"{name} «{edition.actions[name].title[language]}»" for name in reason.actions]
    if language == "en":
        return f"First: {joined(titles, language, last='and')}."
    return f"Antes: {joined(titles, language, last='y')}."


def _missing(edition: EditionLike, reason: Missing, language: str) -> str:
    questions = " ".join(edition.facts[name].question[language] for name in reason.facts)
    return f"To find out: {questions}" if language == "en" else f"Hay que averiguar: {questions}"


def reason_words(edition: EditionLike, reason: Reason, language: str, tz: ZoneInfo) -> str:
    """One reason as a sentence, with instants in the time zone of the post."""
    english = language == "en"
    match reason:
        case Always():
            return "It applies in every case." if english else "Corresponde en todos los casos."
        case Holds(facts=values):
            facts = _because(edition, values, tz, language)
            return f"Because {facts}." if english else f"Porque {facts}."
        case Fails(facts=values):
            facts = _facts(edition, values, language)
            return f"It does not apply: {facts}." if english else f"No corresponde: {facts}."
        case Missing():
            return _missing(edition, reason, language)
        case BlockedBy():
            return _blocked(edition, reason, language)
        case ClosedBy(act=act):
            return _closed(edition, act, tz, language)
        case Passed():
            return f"{PASSED[1 if english else 0]}."
        case Moved(since=since):
            when = _when(since, tz, language)
            return (
                f"It is counted from when the case moved to this edition, which brought it ({when})."
                if english
                else f"Se cuenta desde que el caso pasó a esta edición, que lo trajo ({when})."
            )
        case Clock():
            return _clock(edition, reason, tz, language)
