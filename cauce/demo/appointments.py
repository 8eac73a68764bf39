"""A few appointments of the post that the tour shows: one that nobody came to, one that is here, the next
days.
"""

from __future__ import annotations

import datetime as dt
from itertools import cycle
from zoneinfo import ZoneInfo

from cauce.cases.access_asked import attended
from cauce.intake.appointments import access
from cauce.intake.appointments.actions import Hour, close_appointment, make_appointment, mark_arrived
from cauce.staff.offices import access as offices
from cauce.staff.offices.models import Post

from .world import Invented

# How many days from today, the hour, the reason and the place.
HOURS = (
    (-1, 12, "talk", "room_2"),
    (0, 9, "talk", "room_1"),
    (0, 11, "paper", "window_2"),
    (0, 16, "orientation", "room_2"),
    (1, 10, "sign", "room_1"),
    (2, 12, "other", "window_1"),
)


def load(post: Post, now: dt.datetime) -> int:
    """What stands on the calendar; how many were kept."""
    cases = [one for one in attended() if one.post_id == post.code and one.officer]
    zone, today = ZoneInfo(post.time_zone), offices.day_at(post, now)
    made = 0
    for case, (days, hour, reason, place) in zip(cycle(cases), HOURS, strict=False):
        here = access.attends(post.code, case.id)
        officer = case.officer if case.officer in here else here[0]
        actor, day = offices.actor_for(officer), today + dt.timedelta(days=days)
        starts_at = dt.datetime.combine(day, dt.time(hour), zone)
        row = make_appointment(
            actor=actor,
            case=case,
            hour=Hour(starts_at=starts_at, minutes=30, place=place, officer=officer),
            reason=reason,
            interpreter=made == 1,
            at=starts_at - dt.timedelta(days=3),
        )
        if days < 0:
            close_appointment(actor=actor, case=case, appointment=row, came=False, at=now)
        elif made == 2:
            mark_arrived(actor=actor, appointment=row, at=now)
        made += 1
    return made


INVENTED = Invented(160, lambda world: load(world.post, world.now))
