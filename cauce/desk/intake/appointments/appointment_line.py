"""An appointment as a line: hour on the clock of the post, number, reason, place, whose desk. No name."""

from __future__ import annotations

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

from cauce.content.model import Text, both
from cauce.intake.appointments import rules as rules
from cauce.intake.appointments.access import Shown
from cauce.staff.offices.models import Post

SHAPES = {
    rules.PLANNED: "open",
    rules.ARRIVED: "soon",
    rules.DONE: "met",
    rules.MISSED: "to_find_out",
    rules.CANCELLED: "declined",
}


WEEKDAYS = (
    both("Lunes", "Monday"),
    both("Martes", "Tuesday"),
    both("Miércoles", "Wednesday"),
    both("Jueves", "Thursday"),
    both("Viernes", "Friday"),
    both("Sábado", "Saturday"),
    both("Domingo", "Sunday"),
)


def weekday(day: dt.date) -> Text:
    """The name of its day of the week."""
    return WEEKDAYS[day.weekday()]


def hours(starts_at: dt.datetime, minutes: int, post: Post) -> str:
    """«10:00 – 10:30» on the clock of the post."""
    zone = ZoneInfo(post.time_zone)
    ends = starts_at + dt.timedelta(minutes=minutes)
    return f"{starts_at.astimezone(zone):%H:%M} – {ends.astimezone(zone):%H:%M}"


def line(one: Shown, post: Post) -> dict[str, Any]:
    """One line of the calendar."""
    return {
        "hours": hours(one.starts_at, one.minutes, post),
        "ficha": one.ficha,
        "reason": one.reason,
        "place": one.place,
        "by": one.officer,
        "case": one.case,
        "interpreter": one.interpreter,
        "shape": SHAPES[one.state],
        "state": rules.STATES[one.state],
        "waits": one.state == rules.PLANNED,
        "here": one.state == rules.ARRIVED,
    }
