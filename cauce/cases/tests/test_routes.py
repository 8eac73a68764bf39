"""Routes of a case: an append-only history, dates that follow, and a birthday that is not in clear."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from cauce.cases import access_routes
from cauce.cases.actions import (
    count_dates,
    open_case,
    record_consent,
    record_facts,
    remind_of_dates,
    save_identity,
    set_route,
)
from cauce.cases.models import Case, RouteEntry, RouteReminder
from cauce.content.errors import BadInput, Unknown
from cauce.custody.journal.door import Absent, Refused
from cauce.custody.journal.models import Entry
from cauce.rules.permissions import SYSTEM
from cauce.staff.notices.models import Message
from tests.cast import today as cast_today

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(cast):
    now = timezone.now()
    made = open_case(actor=cast.ines.actor, post=cast.houston, channel="walk_in", started_at=now)
    record_consent(actor=cast.ines.actor, case=made, purpose="keeping", given=True, at=now)
    return made


def born(cast, case, days: int) -> dt.date:
    """Somebody who turns 18 in so many days."""
    day = cast_today() + dt.timedelta(days=days)
    day = day.replace(year=day.year - 18)
    save_identity(
        actor=cast.ines.actor,
        case=case,
        seen_version=0,
        fields={"birth_date": day.isoformat()},
        at=timezone.now(),
    )
    return day


def date(case, id):
    sheet = access_routes.sheet_of(Case.objects.get(id=case.id), timezone.now())
    return next(d for leaf in sheet.status for d in leaf.dates if d.date.id == id)


def note(cast, case, **more):
    given = {"route": "cp", "state": "granted", "on": cast_today(), "said_by": "lawyer"}
    return set_route(actor=cast.ines.actor, case=case, at=timezone.now(), **given | more)


def test_an_age_as_it_was_said_gives_dates_and_a_reminder_at_once(cast, case):
    record_facts(actor=cast.ines.actor, case=case, facts={"person.age": 17}, at=timezone.now())
    assert not date(case, "otip_18").exact
    told = remind_of_dates(actor=SYSTEM, case=case, at=timezone.now())
    assert told >= 1 and remind_of_dates(actor=SYSTEM, case=case, at=timezone.now()) == 0
    message = Message.objects.filter(key__startswith="route_dates:").first()
    assert case.folio not in message.subject + message.body


def test_with_the_day_of_birth_the_date_is_exact_and_clear_columns_do_not_tell_it(cast, case):
    day = born(cast, case, days=200)
    count_dates(actor=cast.ines.actor, case=case, at=timezone.now())
    otip = date(case, "otip_18")
    assert otip.exact and otip.first == day.replace(year=day.year + 18)
    rows = RouteReminder.objects.filter(case=case, date="otip_18")
    assert sorted(row.days for row in rows) == [7, 30, 90]
    assert all(row.remind_on.weekday() == 0 for row in rows)
    assert all(day.isoformat()[4:].encode() not in bytes(row.sealed) for row in rows)
    assert Entry.objects.filter(what="identity.open").exists()


def test_a_said_age_afterwards_does_not_lose_what_was_counted(cast, case):
    born(cast, case, days=200)
    record_facts(actor=cast.ines.actor, case=case, facts={"person.age": 17}, at=timezone.now())
    assert date(case, "otip_18").exact


def test_once_it_was_asked_for_its_date_is_settled_and_nobody_is_reminded(cast, case):
    born(cast, case, days=5)
    count_dates(actor=cast.ines.actor, case=case, at=timezone.now())
    note(cast, case, route="otip_interim", state="filed")
    assert date(case, "otip_18").state == "settled"
    assert not RouteReminder.objects.filter(case=case, date="otip_18").exists()


def test_the_history_only_grows_and_the_newest_holds(cast, case):
    note(cast, case, state="with_lawyer", on=None)
    note(cast, case)
    note(cast, case, state="denied")
    assert RouteEntry.objects.filter(case=case).count() == 3
    sheet = access_routes.sheet_of(case, timezone.now())
    cp = next(leaf for leaf in sheet.status if leaf.route.id == "cp")
    assert cp.standing.state == "denied" and [r.state for r in cp.history][-1] == "with_lawyer"
    assert Entry.objects.filter(what="route.set").count() == 3


def test_what_cannot_be_is_refused_in_words(cast, case):
    for wrong in ({"route": "u5"}, {"state": "won"}, {"said_by": "x"}):
        with pytest.raises(Unknown):
            note(cast, case, **wrong)
    with pytest.raises(BadInput, match="day is missing"):
        note(cast, case, on=None)
    with pytest.raises(BadInput, match="No date of birth"):
        count_dates(actor=cast.ines.actor, case=case, at=timezone.now())
    for other in (cast.tomas, cast.aurora, cast.clara):
        with pytest.raises((Refused, Absent)):
            set_route(
                actor=other.actor,
                case=case,
                route="cp",
                state="none",
                on=None,
                said_by="lawyer",
                at=timezone.now(),
            )


def test_it_waits_for_the_consent_to_keep(cast):
    case = open_case(actor=cast.ines.actor, post=cast.houston, channel="walk_in", started_at=timezone.now())
    with pytest.raises(BadInput, match="no consent yet"):
        note(cast, case)


def test_a_near_date_is_in_the_worklist_of_its_post_alone(cast, case):
    born(cast, case, days=20)
    count_dates(actor=cast.ines.actor, case=case, at=timezone.now())
    on = cast_today()
    assert "otip_18" in access_routes.near(cast.ines.actor, "HOU", on)[0][1]
    with pytest.raises(Absent):
        access_routes.near(cast.tomas.actor, "HOU", on)
