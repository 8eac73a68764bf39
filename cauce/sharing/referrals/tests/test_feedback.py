"""How a service answered before, and what was not found: counted, and never about anybody."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from cauce.content.errors import BadInput, Unknown
from cauce.custody.journal.door import Absent, Refused
from cauce.custody.journal.models import Entry
from cauce.sharing.referrals import access_feedback, access_unmet, actions
from cauce.sharing.referrals.models import Referral, Unmet
from tests.cast import today as cast_today
from tests.closing import close, closed

from .conftest import agree, send

pytestmark = pytest.mark.django_db


def answered(cast, case, service, count, what="accept", **more):
    agree(cast, case, service)
    for _ in range(count):
        sent = send(cast, case, service, at=timezone.now() - dt.timedelta(hours=4))
        actions.answer(actor=cast.clara.actor, referral=sent, what=what, at=timezone.now(), **more)


def test_few_referrals_show_no_number(cast, case, service):
    answered(cast, case, service, 3)
    found = access_feedback.of_services(cast.ines.actor, [service.id], cast_today())
    assert found[service.id] == access_feedback.NOTHING and found[service.id].rank == 1


def test_many_tell_how_often_how_soon_and_what_the_person_said(cast, case, service):
    answered(cast, case, service, 5)
    answered(cast, case, service, 1, "reject", reason="no_capacity")
    first = Referral.objects.filter(state="accepted").first()
    actions.answer(actor=cast.clara.actor, referral=first, what="complete", at=timezone.now())
    actions.confirm_given(actor=cast.ines.actor, referral=first, given=True)
    found = access_feedback.of_services(cast.ines.actor, [service.id], cast_today())
    one = found[service.id]
    assert (one.few, one.asked, one.accepted, one.hours, one.confirmed) == (False, 6, 5, 4, 1)
    assert access_feedback.ranks(cast.sofia.actor, cast_today()) == {service.id: 0}


def test_what_still_waits_or_was_taken_back_counts_for_nothing(cast, case, service):
    agree(cast, case, service)
    for _ in range(7):
        send(cast, case, service)
    assert access_feedback.ranks(cast.ines.actor, cast_today()) == {}
    with pytest.raises(Absent):
        access_feedback.ranks(cast.clara.actor, cast_today())


def unmet(cast, case, **changes):
    given = {"need": "shelter", "reasons": ["men", "families"], "at": timezone.now()}
    return actions.record_unmet(actor=cast.ines.actor, case=case, **given | changes)


def test_what_was_not_found_is_written_once_a_day_with_all_its_reasons(cast, case):
    unmet(cast, case)
    unmet(cast, case, reasons=["capacity"])
    assert [(row.need, row.reasons) for row in Unmet.objects.all()] == [
        ("shelter", ["capacity", "families", "men"])
    ]
    assert Entry.objects.filter(what="unmet.record").last().detail["need"] == "shelter"
    assert len(access_unmet.of_case(case)) == 1


@pytest.mark.parametrize(
    ("change", "error"),
    [({"reasons": []}, BadInput), ({"reasons": ["nada"]}, Unknown), ({"need": "nada"}, Unknown)],
)
def test_a_reason_is_one_of_the_list(cast, case, change, error):
    with pytest.raises(error):
        unmet(cast, case, **change)
    assert not Unmet.objects.exists()


def test_only_whoever_works_on_the_case_writes_it(cast, case):
    with pytest.raises(Refused):
        actions.record_unmet(
            actor=cast.tomas.actor, case=case, need="legal", reasons=["none"], at=timezone.now()
        )


def test_headquarters_sees_states_and_needs_and_nothing_small(cast, case):
    today = timezone.now()
    for back in range(14):
        unmet(cast, case, at=today - dt.timedelta(days=back))
    unmet(cast, case, need="legal")
    close("unmet")
    found = closed(cast.sofia.actor, "unmet")
    assert found.number("need", "TX", "legal") is None and found.number("need", "TX", "shelter") is None
    assert found.number("total", "TX") == found.number("reason", "men") == 15
    for who in (cast.ines, cast.aurora, cast.clara):
        with pytest.raises(Absent):
            closed(who.actor, "unmet")
