"""Which dates matter on each route of relief, from what is known; and when to remind of them.

Information, never advice: a route is chosen by the person with a lawyer. Only dates that a source
gives are computed. An age that is not known is to be found out;
a said age gives the first and the last day on which a birthday can be, and the first one counts.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from cauce.content.errors import BadInputs, unknown
from cauce.content.model import Text
from cauce.content.model_routes import Route, RouteDate

bad_input = BadInputs(__file__)

NONE, WITH_LAWYER, FILED = "none", "with_lawyer", "filed"
GRANTED, DENIED, NOT_PURSUED = "granted", "denied", "not_pursued"
STATES = (NONE, WITH_LAWYER, FILED, GRANTED, DENIED, NOT_PURSUED)
LABELS = {
    NONE: Text(es="Nada todavía", en="Nothing yet"),
    WITH_LAWYER: Text(es="La abogada o el abogado lo está revisando", en="The lawyer is reviewing it"),
    FILED: Text(es="Presentado", en="Filed"),
    GRANTED: Text(es="Concedido", en="Granted"),
    DENIED: Text(es="Negado", en="Denied"),
    NOT_PURSUED: Text(es="No se seguirá", en="Not pursued"),
}
DATED = (FILED, GRANTED, DENIED)  # these happened on a day
SAID_BY = {
    "lawyer": Text(es="Lo dijo la abogada o el abogado", en="The lawyer said so"),
    "person": Text(es="Lo dijo la persona", en="The person said so"),
    "notice": Text(es="Lo dice el documento recibido", en="The document received says so"),
}
NO_CLOCK = Text(
    es="Plazo por confirmar con la abogada o el abogado",
    en="Time limit to be confirmed with the lawyer",
)
# Lawyer before law enforcement unless there is danger (P4-05; source lawyer-first).
LAWYER_FIRST = {
    False: Text(
        es=(
            "Primero la abogada o el abogado, después cualquier autoridad: hablar con una autoridad "
            "puede involucrar a migración."
        ),
        en=(
            "The lawyer first, any authority afterwards: talking to an authority may bring in "
            "immigration enforcement."
        ),
    ),
    True: Text(
        es=(
            "Hay peligro ahora: la seguridad va primero y se puede llamar a una autoridad sin esperar a la "
            "abogada o al abogado. Contáctele al mismo tiempo."
        ),
        en=(
            "There is danger now: safety comes first, and an authority may be called without waiting for the "
            "lawyer. Contact one at the same time."
        ),
    ),
    None: Text(
        es="No se sabe si hay peligro: pregúntelo. Salvo peligro inmediato, primero la abogada o el abogado.",
        en=(
            "It is not known whether there is danger: ask. Unless danger is "
            "immediate, the lawyer comes first."
        ),
    ),
}

State = Literal["ahead", "near", "passed", "settled", "to_find_out", "waits"]


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a route stands: the newest entry of its history. ``on`` None: it has no day."""

    state: str
    on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Age:
    """What is known of how old the person is. ``born`` wins; ``years`` as said on ``said_on``.

    All None: not known. ``doubted``: the person may be younger than was said, so a said age of 18
    or more proves nothing.
    """

    born: dt.date | None = None
    years: int | None = None
    said_on: dt.date | None = None
    doubted: bool = False


@dataclass(frozen=True, slots=True)
class Dated:
    """One date of a route for this case. ``first`` and ``last`` the same: it is exact.

    Both None: it is settled, to be found out, or waits for a decision; ``reason`` says which.
    """

    route: str
    date: RouteDate
    state: State
    reason: Text
    first: dt.date | None = None
    last: dt.date | None = None
    reminders: tuple[dt.date, ...] = ()

    @property
    def exact(self) -> bool:
        return self.first is not None and self.first == self.last


def years_after(day: dt.date, years: int) -> dt.date:
    """The same day so many years later; of 29 February, the 28th where there is none: never late."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def birthday(age: Age, years: int) -> tuple[dt.date, dt.date] | None:
    """The first and the last day on which the person can turn so old; None: not known.

    Whoever says 17 turns 18 between the next day and a year later.
    """
    if age.born is not None:
        day = years_after(age.born, years)
        return day, day
    if age.years is None or age.said_on is None or (age.doubted and age.years >= 18):
        return None
    last = years_after(age.said_on, years - age.years)
    return years_after(last, -1) + dt.timedelta(days=1), last


def _settled(date: RouteDate, standings: Mapping[str, Standing]) -> Text | None:
    for id in date.settled_by:
        found = standings.get(id, Standing(NONE))
        if found.state in (FILED, GRANTED):
            day = found.on.isoformat() if found.on else "—"
            return Text(
                es=f"Se presentó o concedió ({day}); esta fecha ya no corre.",
                en=f"Filed or granted ({day}); this date no longer runs.",
            )
    return None


def _when(
    route: Route, date: RouteDate, age: Age, standings: Mapping[str, Standing]
) -> tuple[dt.date, dt.date] | Literal["waits", "to_find_out"]:
    """The two ends of the date, or why there are none: ``waits`` or ``to_find_out``."""
    if date.counts_from == "birth":
        return birthday(age, date.years) or "to_find_out"
    standing = standings.get(route.id, Standing(NONE))
    if standing.state != GRANTED:
        return "waits"
    if standing.on is None:
        return "to_find_out"
    day = years_after(standing.on, date.years) + dt.timedelta(days=date.days)
    return day, day


MISSING = {
    ("to_find_out", "birth"): Text(
        es="Por averiguar: no se sabe la edad. Mientras tanto, actúe como si faltara poco.",
        en="To find out: the age is not known. Meanwhile act as if little time were left.",
    ),
    ("to_find_out", "granted"): Text(
        es="Por averiguar: falta el día en que se concedió.",
        en="To find out: the day when it was granted is missing.",
    ),
    ("waits", "granted"): Text(
        es="Se cuenta desde que se conceda.", en="It is counted from when it is granted."
    ),
}


def dates_of(route: Route, age: Age, standings: Mapping[str, Standing], on: dt.date) -> tuple[Dated, ...]:
    """The dates of one route as they stand on a day, each with its reason and its reminders."""
    found = []
    for date in route.dates:
        if settled := _settled(date, standings):
            found.append(Dated(route.id, date, "settled", settled))
            continue
        span = _when(route, date, age, standings)
        if isinstance(span, str):
            found.append(Dated(route.id, date, span, MISSING[span, date.counts_from]))
            continue
        first, last = span
        ahead: State = "passed" if on >= last else "near" if on >= first else "ahead"
        # The day on which it can no longer be done is the birthday itself: the last is the day before.
        remind = tuple(first - dt.timedelta(days=days) for days in date.remind)
        found.append(
            Dated(
                route.id,
                date,
                ahead,
                _reason(date, age, ahead, first == last),
                first,
                last,
                remind if ahead != "passed" else (),
            )
        )
    return tuple(found)


def _reason(date: RouteDate, age: Age, state: State, exact: bool) -> Text:
    if state == "passed":
        return Text(
            es="Esta fecha ya pasó: infórmelo a la abogada o al abogado.",
            en="This date has passed: tell the lawyer.",
        )
    if date.counts_from == "granted":
        return Text(
            es="Se cuenta desde el día en que se concedió.", en="Counted from the day when it was granted."
        )
    if exact and age.born is not None:
        return Text(es="Según la fecha de nacimiento.", en="By the date of birth.")
    return Text(
        es=(
            f"La persona dijo tener {age.years} años: puede ser cualquier día de este "
            "periodo, y cuenta el primero."
        ),
        en=(
            f"The person said they are {age.years}: it may be any day in this period, and "
            "the earliest one counts."
        ),
    )


@dataclass(frozen=True, slots=True)
class Reminder:
    """Somebody is told from this day on of a date of a route; each stage once."""

    route: str
    date: str
    days: int  # before it; 0: it may be any day now, find out the day of birth
    on: dt.date


def reminders(dates: Iterable[Dated]) -> tuple[Reminder, ...]:
    """Every stage of what is still ahead; of a date that may be any day now, that it may."""
    found = []
    for one in dates:
        if one.first is None or one.state not in ("ahead", "near"):
            continue
        if one.state == "near":
            found.append(Reminder(one.route, one.date.id, 0, one.first))
            continue
        for days, on in zip(one.date.remind, one.reminders, strict=True):
            found.append(Reminder(one.route, one.date.id, days, on))
    return tuple(found)


def week_of(day: dt.date) -> dt.date:
    """The Monday on or before a day: what a reminder keeps in clear, so that it is no birth date."""
    return day - dt.timedelta(days=day.weekday())


def check_standing(state: str, on: dt.date | None, said_by: str, today: dt.date) -> None:
    """Raises ``Unknown`` for another state or source; ``BadInput`` without its day, or in the future."""
    if state not in STATES:
        raise unknown("estados", "states", state, STATES, "state")
    if said_by not in SAID_BY:
        raise unknown("quién lo dice", "who says it", said_by, SAID_BY, "said_by")
    if state in DATED and on is None:
        raise bad_input("the_day_is_missing", where="on")
    if on is not None and on > today:
        raise bad_input("that_day_has_not_come_yet", where="on")
