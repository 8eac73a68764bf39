"""When an appointment may be, which quarters of an hour it takes, and how it ends.

An appointment takes whole quarters of an hour, so that the database itself can refuse two at once:
a quarter of a room, of an officer or of a person is one row, and there is only one of it.
"""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from cauce.content.errors import BadInput
from cauce.content.model import Text, both

QUARTER = dt.timedelta(minutes=15)
LENGTHS = (15, 30, 45, 60, 90, 120)  # minutes
AHEAD = dt.timedelta(days=366)
FIRST_FICHA, FICHAS = 100, 900  # three figures, never begun with a nought

PLANNED, ARRIVED, DONE, MISSED, CANCELLED = "planned", "arrived", "done", "missed", "cancelled"
OPEN = (PLANNED, ARRIVED)
STATES: dict[str, Text] = {
    PLANNED: both("Por venir", "To come"),
    ARRIVED: both("Ya llegó", "Has arrived"),
    DONE: both("Se atendió", "Was seen"),
    MISSED: both("No vino", "Did not come"),
    CANCELLED: both("Se canceló", "Was cancelled"),
}
BY_PERSON, BY_POST, ENDED = "by_person", "by_post", "ended"
# One word for whatever ended the work: the row in clear does not tell which.
WHYS: dict[str, Text] = {
    BY_PERSON: both("La persona lo pidió", "The person asked for it"),
    BY_POST: both("El consulado no puede ese día", "The post cannot that day"),
    ENDED: both("Ya no hace falta", "It is no longer needed"),
}
TAKEN_AS: dict[str, Text] = {
    "printed": both("Se lleva el papel", "Takes the slip"),
    "copied": both("Lo copió a mano", "Copied it by hand"),
    "memory": both("La memoriza", "Memorises it"),
}
IN_USE: dict[str, Text] = {
    "place": both("Ese lugar ya está ocupado a esa hora.", "That place is taken at that hour."),
    "officer": both(
        "Quien atendería ya tiene una cita a esa hora.",
        "Whoever would attend has an appointment at that hour.",
    ),
    "when": both(
        "La persona ya tiene una cita a esa hora.", "The person has an appointment at that hour already."
    ),
}


def quarters(starts_at: dt.datetime, minutes: int) -> list[dt.datetime]:
    """The instants at which each quarter of an hour of it begins, in Greenwich."""
    first = starts_at.astimezone(dt.UTC)
    return [first + QUARTER * n for n in range(minutes // 15)]


def check_when(starts_at: dt.datetime, minutes: int, zone: ZoneInfo, now: dt.datetime) -> None:
    """Raises ``BadInput`` for an hour that is over, too far ahead, does not exist on that day where the
    post is, or does not begin with a quarter; and for a length that is none of ``LENGTHS``."""
    if minutes not in LENGTHS:
        raise _refused(
            "Elija cuánto dura.",
            "Choose how long it takes.",
            "minutes",
            "Está en la lista.",
            "It is in the list.",
        )
    if starts_at <= now:
        raise _refused(
            "Esa hora ya pasó.",
            "That time has passed.",
            "when",
            "Elija otra, en la hora local de su consulado.",
            "Choose another, in your post's local time.",
        )
    if starts_at > now + AHEAD:
        raise _refused(
            "Falta más de un año.",
            "That is more than a year away.",
            "when",
            "Revise el año.",
            "Check the year.",
        )
    local = starts_at.astimezone(zone)
    back = local.astimezone(dt.UTC).astimezone(zone)
    if back.replace(tzinfo=None) != local.replace(tzinfo=None):
        raise _refused(
            "Ese día esa hora no existe: cambia el horario.",
            "That time does not exist on that day: the clocks change.",
            "when",
            "Elija una hora antes o después.",
            "Choose an hour before or after.",
        )
    if starts_at.minute % 15 or starts_at.second or starts_at.microsecond:
        raise _refused(
            "La cita empieza en punto, o a los 15, 30 o 45 minutos.",
            "Appointments start on the hour, or at 15, 30 or 45 minutes past.",
            "when",
            "Cambie los minutos.",
            "Change the minutes.",
        )


def _refused(es: str, en: str, where: str, cure_es: str, cure_en: str) -> BadInput:
    return BadInput(es, en, where=where, cure_es=cure_es, cure_en=cure_en)


def in_use(where: str) -> BadInput:
    """Why a place, an officer or a person (``IN_USE``) cannot be had at that hour."""
    said = IN_USE[where]
    return _refused(
        said.es, said.en, where, "Elija otra hora, o cámbielo.", "Choose another hour, or change it."
    )


def check_not_over(state: str) -> None:
    """Raises ``BadInput`` for an appointment that was attended, missed or cancelled."""
    if state not in OPEN:
        raise _refused(
            "Esa cita ya terminó.",
            "That appointment is over.",
            "state",
            "Haga otra si hace falta.",
            "Make another one if needed.",
        )


def week_of(day: dt.date) -> list[dt.date]:
    """The seven days from Monday of the week of this day."""
    monday = day - dt.timedelta(days=day.weekday())
    return [monday + dt.timedelta(days=n) for n in range(7)]
