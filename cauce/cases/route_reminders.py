"""After every act that may move a date of a route: its reminders follow the rules again."""

from __future__ import annotations

import datetime as dt
from typing import Any

from cauce.custody.journal.door import effect
from cauce.rules.routes import Age, Reminder, Standing, dates_of, reminders, week_of, years_after

from . import sections
from .facts import edition_of, zone_of
from .models import Case, RouteEntry, RouteReminder


def day_of(text: str) -> dt.date | None:
    """A day as the vault writes it; None: there is none."""
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


def standings_of(case: Case) -> dict[str, Standing]:
    """Where each route stands: the newest entry of each; a route without one is not in it."""
    rows = RouteEntry.objects.filter(case=case).order_by("typed_at", "id")
    return {row.route: Standing(row.state, row.on) for row in rows}


def age_of(case: Case) -> Age:
    """What is known of the age: as it was said, or by the date of birth once somebody counted with it."""
    stored = sections.latest(case, "facts")[1] or {}
    said, doubt = stored.get("person.age"), stored.get("person.age_doubt")
    on = None
    if said:
        at = dt.datetime.fromisoformat(said["at"])
        on = (at.astimezone(zone_of(case)) if at.tzinfo else at).date()
    return Age(
        born=_counted(case),
        years=said["value"] if said else None,
        said_on=on,
        doubted=bool(doubt and doubt["value"] is True),
    )


def _counted(case: Case) -> dt.date | None:
    """The day of birth behind the exact reminders; None: nobody counted with it."""
    dates = {d.id: d for route in edition_of(case).routes.values() for d in route.dates}
    for row in RouteReminder.objects.filter(case=case, exact=True):
        date = dates.get(row.date)
        if date is not None and date.counts_from == "birth":
            return years_after(dt.date.fromisoformat(date_of(case, row)), -date.years)
    return None


def date_of(case: Case, row: RouteReminder) -> str:
    return RouteReminder.sealed.open(row, case.key_id)["on"]


def wanted(case: Case, age: Age, on: dt.date) -> dict[tuple[str, str, int], tuple[Reminder, Any]]:
    """Every reminder that the rules want now, by route, date and stage."""
    standings, found = standings_of(case), {}
    for route in edition_of(case).routes.values():
        dated = {one.date.id: one for one in dates_of(route, age, standings, on)}
        for one in reminders(dated.values()):
            found[one.route, one.date, one.days] = one, dated[one.date]
    return found


@effect
def remember(case: Case, at: dt.datetime, *, born: dt.date | None = None) -> None:
    """Write the reminders anew; what was told of a date that did not move stays told.

    ``born`` None: the date of birth was not opened now; what was counted with it before stays.
    """
    age = age_of(case)
    if born is not None:
        age = Age(born, age.years, age.said_on, age.doubted)
    want = wanted(case, age, at.astimezone(zone_of(case)).date())
    for row in RouteReminder.objects.filter(case=case):
        one = want.pop((row.route, row.date, row.days), None)
        if one is None:
            row.delete()
        elif row.exact != one[1].exact or date_of(case, row) != one[1].first.isoformat():
            row.said_at = None
            _write(case, row, *one)
    for (route, date, days), one in want.items():
        _write(case, RouteReminder(case=case, route=route, date=date, days=days), *one)


def _write(case: Case, row: RouteReminder, one: Reminder, dated: Any) -> None:
    row.exact, row.remind_on = dated.exact, week_of(one.on)
    row.sealed = RouteReminder.sealed.seal(row, {"on": dated.first.isoformat()}, case.key_id)
    row.save()
