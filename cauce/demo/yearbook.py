"""The yearbook of the last year whose day has come: one person prepared and proposed it, another signed.

It has the tables that are announced today: where the content of today began after its day, it came out then.
"""

from __future__ import annotations

import datetime as dt

from cauce.content import earlier_editions
from cauce.measurement.actions import prepare, propose, sign
from cauce.measurement.models import StatisticsEdition
from cauce.measurement.publishing import announced
from cauce.measurement.rules.publication.period import read_period
from cauce.staff.offices.access import actor_for
from cauce.staff.offices.models import User

from .clock import standing_at

KIND = "yearbook"
MORNING = dt.timedelta(hours=16)  # ten o'clock in Mexico City


def year_of(today: dt.date) -> int:
    """The last year whose yearbook may be out by a day."""
    release, year = announced.release(KIND), today.year - 1
    while announced.due_of(release, read_period(str(year)), after=None) >= today:
        year -= 1
    return year


def publish(today: dt.date) -> StatisticsEdition:
    """Publish it, as it was on its day or on the first of the content of today."""
    year = str(year_of(today))
    day = announced.due_of(announced.release(KIND), read_period(year), after=None)
    begins = earlier_editions.shipped()[-1].in_force_from
    if begins < today:
        day = max(day, begins)
    analyst, headquarters = (actor_for(User.objects.get(username=name)) for name in ("analisis", "central2"))
    with standing_at(dt.datetime.combine(day, dt.time(), dt.UTC) + MORNING):
        made = prepare(actor=analyst, kind=KIND, period=year)
        propose(actor=analyst, edition=made, seen=made.hash)
        sign(actor=headquarters, edition=made, seen=made.hash)
    return made
