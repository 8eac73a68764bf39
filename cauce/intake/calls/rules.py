"""How soon must somebody answer this call, when may it be called back, and is that telephone safe?

Anything red is an emergency; a yes to a core question is passed on at once. Which answer asks for what is
proposed. What was not asked is never taken for a no.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from cauce.content.errors import BadInputs
from cauce.content.model import Text
from cauce.rules.dates import add, zone

bad_input = BadInputs(__file__)

Urgency = Literal["urgent", "today", "next_day"]
Order = Literal["call", "cannot_ask", "nothing_to_tell", "ask", "on_danger"]
NAMES: dict[str, Text] = {
    "urgent": Text(es="Ahora", en="Now"),
    "today": Text(es="Hoy", en="Today"),
    "next_day": Text(es="El siguiente día hábil", en="The next working day"),
}
TODAY = dt.timedelta(hours=12)
CALL = "phone_call"
NO_CALL = frozenset({"none", "comes_in"})  # ways by which nobody calls: never, or the person decides when
UNSURE = frozenset({"does_not_know", "prefers_not_to_say"})

DANGER = Text(
    es="Hay peligro ahora, o se dijo la palabra de alarma.",
    en="There is danger now, or the danger word was said.",
)
MAYBE = Text(
    es="No se sabe si hay peligro ahora, y no se puede hablar con libertad.",
    en="Whether there is danger now is not known, and it is not possible to talk freely.",
)
CHILD = Text(
    es="Puede ser menor de edad y algo amerita una conversación.",
    en="The person may be under age, and something calls for a talk.",
)
TELLS = Text(
    es="Contó algo, o contestó que sí a una de las preguntas.",
    en="The person told something, or answered yes to one of the questions.",
)
NOT_FREE = Text(es="No se pudo hablar con libertad.", en="It was not possible to talk freely.")
PHRASES = Text(
    es="Se oyeron frases que ameritan hablar con calma.",
    en="Things were said that call for an unhurried conversation.",
)
UNKNOWN = Text(es="No se sabe si hay peligro ahora.", en="Whether there is danger now is not known.")
NOT_ASKED = Text(es="No se llegó a preguntar si hay peligro.", en="Whether there is danger was not asked.")
NOTHING = Text(
    es="Por ahora, nada de lo que se dijo requiere otra acción.",
    en="For now, nothing that was said calls for further action.",
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """How soon, and every reason for it."""

    urgency: Urgency
    reasons: tuple[Text, ...]


def urgency_of(answers: Mapping[str, str], outcomes: tuple[str, ...]) -> Verdict:
    """How soon a call asks for an answer. ``answers``: of the instrument; ``outcomes``: what it led to.

    The most urgent that any reason asks for; a line that was cut before anything was asked is of today.
    """
    now = _now(answers, outcomes)
    if now:
        return Verdict("urgent", now)
    today = _today(answers, outcomes)
    return Verdict("today", today) if today else Verdict("next_day", (NOTHING,))


def calls_for_help(answers: Mapping[str, str], outcomes: tuple[str, ...]) -> bool:
    """Whether help is asked for at once, of 911: there is danger, or nobody can ask. A child who told
    something is answered as soon, by somebody of the post."""
    return any(one in (DANGER, MAYBE) for one in _now(answers, outcomes))


def order_of(answers: Mapping[str, str], outcomes: tuple[str, ...], *, located: bool) -> Order:
    """The one thing to do about 911 in a call that is for now. ``call``: there is danger. ``cannot_ask``: it
    is not known, and the line is closed or the person cannot talk: call too; ``nothing_to_tell``: the same,
    without anything by which 911 could look for them: call once there is. ``ask``: it is not known, and
    they can be asked; where it was not noted whether they can talk, that is no no. ``on_danger``: they said
    that there is none.

    ``located``: whether a place or a number was noted.
    """
    if DANGER in _now(answers, outcomes):
        return "call"
    if answers.get("danger_now") == "no":
        return "on_danger"
    closed = answers.get("line_lost") == "yes" or answers.get("can_talk") in {"no", *UNSURE}
    if not closed:
        return "ask"
    return "cannot_ask" if located else "nothing_to_tell"


def _not_free(answers: Mapping[str, str]) -> bool:
    return (
        answers.get("can_talk") in {"no", *UNSURE}
        or answers.get("someone_listens") in {"yes", *UNSURE}
        or answers.get("line_lost") == "yes"
    )


def _now(answers: Mapping[str, str], outcomes: tuple[str, ...]) -> tuple[Text, ...]:
    found = []
    if "emergency_route" in outcomes or "yes" in (
        answers.get("danger_now"),
        answers.get("code_said"),
    ):
        found.append(DANGER)
    if answers.get("danger_now") in UNSURE and _not_free(answers):
        found.append(MAYBE)
    young = {answers.get("under_18"), answers.get("minor_today")} & {"yes", *UNSURE}
    if young and "full_interview" in outcomes:
        found.append(CHILD)
    return tuple(found)


def _today(answers: Mapping[str, str], outcomes: tuple[str, ...]) -> tuple[Text, ...]:
    found = []
    if "full_interview" in outcomes:
        found.append(TELLS)
    if _not_free(answers):
        found.append(NOT_FREE)
    elif "offer_private_talk" in outcomes:
        found.append(PHRASES)
    if "danger_now" not in answers:
        found.append(NOT_ASKED)
    elif answers["danger_now"] in UNSURE:
        found.append(UNKNOWN)
    return tuple(found)


def answer_by(urgency: Urgency, came_at: dt.datetime, minutes: int, tz: str) -> dt.datetime:
    """By when somebody must have called back, where the person named no hour. ``minutes``: of what is urgent.

    A call of the night that is for today is due in the morning; twelve hours are PROPOSED.
    """
    if urgency == "urgent":
        return came_at + dt.timedelta(minutes=minutes)
    if urgency == "today":
        return came_at + TODAY
    return add(came_at, 1, "working_days", zone(tz)).astimezone(dt.UTC)


def not_to_be_called(told: Mapping[str, object], answers: Mapping[str, str]) -> bool:
    """Whether the person asked not to be called back: by the way that was agreed (they come or call when
    they can), at no hour of the day, or by a «no» to being called at this number, where neither another way
    nor an hour was agreed besides.

    ``told``: what was typed beside the answers; ``back_at`` "" or None: no hour was agreed.
    """
    way = told.get("way")
    if way in NO_CALL or at_no_hour(told):
        return True
    besides = way not in (None, "", CALL) or told.get("back_at")
    return answers.get("safe_callback") == "no" and not besides


def at_no_hour(told: Mapping[str, object]) -> bool:
    """Whether the hours in which never to call are the whole day: the same hour twice."""
    return bool(told.get("never_from")) and told.get("never_from") == told.get("never_to")


def may_be_called(told: Mapping[str, object], answers: Mapping[str, str]) -> bool:
    """Whether something was said by which the person can be called: a way, a number, an hour, or a «yes» to
    being called at this number. Neither this nor ``not_to_be_called``: nothing was agreed.

    ``told``: what was typed beside the answers.
    """
    said = any(told.get(one) for one in ("way", "number", "back_at"))
    return (said or answers.get("safe_callback") == "yes") and not not_to_be_called(told, answers)


def is_forbidden(local: dt.time, start: dt.time | None, end: dt.time | None) -> bool:
    """Whether the person asked not to be called at this hour of their clock. None: no such hours.

    From a later hour to an earlier one goes through midnight; the same hour twice is the whole day.
    """
    if start is None or end is None:
        return False
    if start == end:
        return True
    if start < end:
        return start <= local < end
    return local >= start or local < end


def never_in(told: Mapping[str, object]) -> tuple[dt.time | None, dt.time | None]:
    """The hours in which never to call, as they were typed; None: none were said."""
    start, end = (str(told.get(one) or "") for one in ("never_from", "never_to"))
    return (dt.time.fromisoformat(start), dt.time.fromisoformat(end)) if start and end else (None, None)


def first_permitted(at: dt.datetime, start: dt.time | None, end: dt.time | None, tz: str) -> dt.datetime:
    """The first instant from ``at`` on at which the person may be called, on the clock of the post: ``at``
    itself, or the end of the hours in which never to call (None: there are none; the same hour twice, where
    no hour is left: ``at``)."""
    if start is None or end is None or start == end:
        return at
    while is_forbidden((local := at.astimezone(zone(tz))).time(), start, end):
        over = local.date() if local.time() < end else local.date() + dt.timedelta(days=1)
        at = dt.datetime.combine(over, end, zone(tz)).astimezone(dt.UTC)
    return at


def check_window(wanted: dt.time | None, start: dt.time | None, end: dt.time | None) -> None:
    """Whether what was written of the hours can be. Raises ``BadInput``."""
    if (start is None) != (end is None):
        raise bad_input("one_of_two_limits_of_hours", where="never_to" if end is None else "never_from")
    if wanted is not None and is_forbidden(wanted, start, end):
        raise bad_input("agreed_time_falls_within_hours_when_calling", where="back_at")


@dataclass(frozen=True, slots=True)
class DeviceVerdict:
    """May that telephone be used? ``reasons`` empty: nothing stands against it; each says the cure."""

    safe: bool
    reasons: tuple[Text, ...] = ()


def device_verdict(questions: Mapping[str, Text], answers: Mapping[str, str]) -> DeviceVerdict:
    """Whether a call or a message to that telephone is safe: each question must be answered «no».

    ``questions``: for each its id, and why another answer refuses, with the cure. What was not asked,
    is not known or was not said refuses: nobody calls a telephone on a guess.
    """
    against = tuple(why for id, why in questions.items() if answers.get(id) != "no")
    return DeviceVerdict(not against, against)
