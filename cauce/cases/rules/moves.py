"""May a late step be looked at on another day, and until when?

The day is for whoever works: the deadline of the Protocol stays what it was, and figures count by it.
"""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from cauce.content.errors import BadInputs
from cauce.content.model import Text, both
from cauce.rules.dates import local_instant

bad_input = BadInputs(__file__)

REASONS: dict[str, Text] = {
    "person_asked": both("La persona pidió otra fecha", "The person asked for another date"),
    "not_reached": both("No se ha podido hablar con la persona", "The person could not be reached"),
    "waits": both("Se espera a una institución", "An institution has to answer first"),
    "interpreter": both("Falta intérprete", "There is no interpreter yet"),
    "other_first": both("Otra cosa urge más", "Something else is more urgent"),
}
LONGEST = 30  # days
URGENT = 1  # a safety step waits until tomorrow at most
END = dt.time(23, 59)


def last_day(on: dt.date, urgent: bool) -> dt.date:
    """The last day to which a step may be moved on this one."""
    return on + dt.timedelta(days=URGENT if urgent else LONGEST)


def until_of(day: dt.date, at: dt.datetime, tz: ZoneInfo, *, urgent: bool) -> dt.datetime:
    """Until when a late step waits when it is put on a day: its end on the clock of the post. Raises
    ``BadInput`` for a day that is over, or beyond the last one."""
    today = at.astimezone(tz).date()
    if day < today:
        raise bad_input("that_day_is_over", where="day")
    if day <= last_day(today, urgent):
        return local_instant(day, END, tz).astimezone(dt.UTC)
    if urgent:
        raise bad_input("a_safety_step_waits_until_tomorrow", where="day")
    raise bad_input("a_step_is_moved_so_many_days", where="day", days=LONGEST)
