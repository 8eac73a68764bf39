"""Routes of relief: where each stands, the dates that follow, and that the sheet was shown."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from cauce.content.errors import BadInputs, unknown
from cauce.custody.journal.door import Entry, act
from cauce.people import access as people
from cauce.rules.permissions import Actor
from cauce.rules.routes import check_standing
from cauce.staff.notices.actions import queue_each
from cauce.staff.offices import access as offices

from ..access_told import attending
from ..facts import edition_of, zone_of
from ..models import Case, RouteEntry, RouteReminder
from ..replan import replan
from ..route_reminders import day_of, remember
from ._shared import add_act

bad_input = BadInputs(__file__)

WORKING = ("active", "follow_up")
SUBJECT = "Fecha próxima / Upcoming date"
BODY = "Ábrala desde sus pendientes. / Open it from your worklist."
RECEIVES = ("protection_officer", "protection_consul")


@act("route.set", requires="case.work", on="case")
def set_route(
    *,
    actor: Actor,
    entry: Entry,
    case: Case,
    route: str,
    state: str,
    on: dt.date | None,
    said_by: str,
    at: dt.datetime,
) -> RouteEntry:
    """Add to the history of a route where it stands now, and count its dates again.

    ``on`` None: the state has no day. Raises ``Unknown`` for a route, state or source that is not
    listed; ``BadInput`` without the day it needs, for a day to come, or before the consent to keep.
    """
    routes = edition_of(case).routes
    if route not in routes:
        raise unknown("rutas", "routes", route, routes, "route")
    check_standing(state, on, said_by, at.astimezone(zone_of(case)).date())
    if case.keeping != "given":
        raise bad_input("there_is_no_consent_yet_to_keep_this", where="keeping")
    made = RouteEntry(
        case=case, route=route, state=state, on=on, said_by=said_by, typed_at=timezone.now(), by=actor.user
    )
    made.save(force_insert=True)
    remember(case, at)
    entry.about("case", case.id, post=case.post_id)
    entry.detail(route=route, state=state, said_by=said_by)
    return made


@act("route.count", requires="case.work", on="case")
def count_dates(*, actor: Actor, entry: Entry, case: Case, at: dt.datetime) -> None:
    """Count the dates with the day of birth, which is opened for it and stays in its vault.

    Raises ``Absent`` for whoever may not open it; ``BadInput`` when none was kept, or it is not a date.
    """
    opened = people.identity(actor, case.person, reason="routes")
    born = day_of(opened.fields.get("birth_date", ""))
    if born is None:
        raise bad_input("no_date_of_birth_is_on_file", where="birth_date")
    remember(case, at, born=born)
    entry.about("case", case.id, post=case.post_id)


@act("route.show", requires="case.work", on="case")
def show_routes(*, actor: Actor, entry: Entry, case: Case, at: dt.datetime) -> None:
    """The person was shown the sheet: it meets the action of the Protocol, and nothing is decided."""
    add_act(case, "routes_shown", at=at, by=actor.user)
    remember(case, at)
    replan(case, timezone.now())
    entry.about("case", case.id, post=case.post_id)


@act("route.remind", requires="system.run", on="case")
def remind_of_dates(*, actor: Actor, entry: Entry, case: Case, at: dt.datetime) -> int:
    """Tell whoever works on the case that dates are near, once for each stage; how many stages."""
    rows = RouteReminder.objects.filter(case=case, said_at=None, remind_on__lte=offices.day_at(case.post, at))
    entry.about("case", case.id, post=case.post_id)
    if case.status not in WORKING or case.blocked_at or case.erased_at:
        return 0
    told = attending(case, RECEIVES)
    done = rows.update(said_at=at)
    if done:
        queue_each(
            told,
            key=f"route_dates:{case.id}:{at.date()}",
            about=case.id,
            subject=SUBJECT,
            body=BODY,
            at=at,
            kept=True,
        )
    entry.detail(stages=done)
    return done
