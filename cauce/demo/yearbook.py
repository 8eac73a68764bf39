"""The yearbook of the last year whose day has come, and what is estimated of that year: one person prepared
and proposed each, another signed.

The yearbook has the tables that are announced today: where the content of today began after its day, it came
out then. The lists of the estimate are invented: nobody is on them.
"""

from __future__ import annotations

import datetime as dt

from cauce.content import earlier_editions
from cauce.measurement.actions import (
    prepare,
    prepare_estimate,
    propose,
    propose_estimate,
    sign,
    sign_estimate,
)
from cauce.measurement.estimating import Said, of_file
from cauce.measurement.models import StatisticsEdition, YearEstimate
from cauce.measurement.publishing import announced
from cauce.measurement.rules.publication.period import read_period
from cauce.rules.permissions import Actor
from cauce.staff.offices.access import actor_for
from cauce.staff.offices.models import User

from .clock import standing_at

KIND = "yearbook"
# Three lists of one year, and how many are on which of them.
LISTS = b"""consulados,ciam,sipc,count
1,0,0,410
0,1,0,115
0,0,1,82
1,1,0,70
1,0,1,50
0,1,1,20
1,1,1,12
"""
COMPARED = Said(
    routes_without_first=False,
    same_window=True,
    same_population=True,
    reviewed_pairs=240,
    recall=0.93,
    precision=0.99,
)
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
    analyst, headquarters = _two()
    with standing_at(dt.datetime.combine(day, dt.time(), dt.UTC) + MORNING):
        made = prepare(actor=analyst, kind=KIND, period=year)
        propose(actor=analyst, edition=made, seen=made.hash)
        sign(actor=headquarters, edition=made, seen=made.hash)
    return made


def estimate(today: dt.date) -> YearEstimate:
    """Make what the lists say of the year of that yearbook stand for it; some seconds."""
    analyst, headquarters = _two()
    made = prepare_estimate(actor=analyst, year=year_of(today), made=of_file(LISTS, COMPARED))
    propose_estimate(actor=analyst, estimate=made, seen=made.hash)
    sign_estimate(actor=headquarters, estimate=made, seen=made.hash)
    return made


def _two() -> tuple[Actor, Actor]:
    analyst, headquarters = (actor_for(User.objects.get(username=name)) for name in ("analisis", "central2"))
    return analyst, headquarters
