"""What the sheet of routes shows of a case, and whose dates are near. The only look-ups of them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from cauce.content.model_routes import Route
from cauce.custody.journal.door import check_may
from cauce.rules.permissions import Actor, Scope
from cauce.rules.routes import NONE, Age, Dated, Standing, dates_of

from .access import WORKING
from .facts import edition_of, zone_of
from .models import Case, RouteEntry, RouteReminder
from .route_reminders import age_of, standings_of


@dataclass(frozen=True)
class Leaf:
    """One route on the sheet of a case."""

    route: Route
    standing: Standing
    dates: tuple[Dated, ...]
    history: tuple[RouteEntry, ...]  # the newest first


@dataclass(frozen=True)
class Sheet:
    """The whole sheet: the routes, the labour remedies, and what was known of the age."""

    status: tuple[Leaf, ...]
    labour: tuple[Leaf, ...]
    age: Age
    on: dt.date

    @property
    def dates(self) -> tuple[Dated, ...]:
        """The dates that matter now, the nearest first; what is not known stands before all."""
        found = [d for leaf in self.status for d in leaf.dates if d.state not in ("settled", "waits")]
        return tuple(sorted(found, key=lambda d: (d.state != "to_find_out", d.first or self.on)))


def sheet_of(case: Case, at: dt.datetime) -> Sheet:
    """The sheet of a case whose page was read (``access.page_for`` journals it)."""
    on, age, standings = at.astimezone(zone_of(case)).date(), age_of(case), standings_of(case)
    history: dict[str, list[RouteEntry]] = {}
    for row in RouteEntry.objects.filter(case=case).order_by("-typed_at", "-id"):
        history.setdefault(row.route, []).append(row)
    leaves = [
        Leaf(
            route,
            standings.get(route.id, Standing(NONE)),
            dates_of(route, age, standings, on),
            tuple(history.get(route.id, ())),
        )
        for route in sorted(edition_of(case).routes.values(), key=lambda one: one.order)
    ]
    return Sheet(
        tuple(one for one in leaves if one.route.kind == "status"),
        tuple(one for one in leaves if one.route.kind == "labour"),
        age,
        on,
    )


def near(actor: Actor, post_code: str, on: dt.date) -> list[tuple[Case, tuple[str, ...]]]:
    """Cases of the post with a date that is near, with the ids of the dates. Raises ``Absent``.

    Part of the worklist, whose reading is journalled.
    """
    check_may(actor, "case.list", Scope(post=post_code))
    rows = RouteReminder.objects.filter(
        case__post_id=post_code,
        case__status__in=WORKING,
        case__blocked_at=None,
        case__erased_at=None,
        remind_on__lte=on,
    ).select_related("case__post")
    found: dict[Case, list[str]] = {}
    for row in rows.order_by("remind_on", "date"):
        dates = found.setdefault(row.case, [])
        if row.date not in dates:
            dates.append(row.date)
    return [(case, tuple(dates)) for case, dates in found.items()]


def to_remind(on: dt.date) -> list[Case]:
    """Cases being worked on with a date that nobody was told of yet, for the loop."""
    rows = RouteReminder.objects.filter(said_at=None, remind_on__lte=on)
    return list(
        Case.objects.filter(
            id__in=rows.values("case_id"), status__in=WORKING, blocked_at=None, erased_at=None
        ).select_related("post", "officer")
    )
