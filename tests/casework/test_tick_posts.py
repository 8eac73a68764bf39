"""What the clock does for posts: an agreement that ends soon warns once, and days are noticed."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from cauce.custody.journal.models import Entry
from cauce.operations.loop.tick import tick
from cauce.staff.notices.models import Message
from cauce.staff.offices.access import day_at
from cauce.staff.offices.models import Assignment
from cauce.staff.readiness import actions
from cauce.staff.readiness.drift import differences

pytestmark = pytest.mark.django_db


@pytest.fixture
def now():
    return timezone.now()


def agree(cast, now, ends_in: int, alert_days: int | None = None, **more):
    today = day_at(cast.houston, now)
    return actions.record_agreement(
        actor=cast.aurora.actor,
        post=cast.houston,
        signed=actions.AgreementSigned(
            kind="labour",
            with_whom="Autoridad laboral (ejemplo)",
            liaison_there="Guardia",
            liaison_here="Protección",
            signed_on=today - dt.timedelta(days=300),
            expires_on=today + dt.timedelta(days=ends_in),
            alert_days=alert_days,
        ),
        at=now,
        **more,
    )


def told() -> list[str]:
    rows = Message.objects.filter(key__startswith="agreement:")
    return sorted(rows.values_list("recipient", flat=True))


def test_an_agreement_that_ends_soon_warns_the_head_and_protection_once(cast, now):
    agree(cast, now, ends_in=91)
    assert tick(now)["posts_reminded"] == 0
    tomorrow = now + dt.timedelta(days=1)
    assert tick(tomorrow)["posts_reminded"] == 2
    assert told() == sorted([str(cast.aurora.user.id), str(cast.mateo.user.id)])
    assert tick(tomorrow)["posts_reminded"] == 0
    assert tick(tomorrow + dt.timedelta(days=40))["posts_reminded"] == 0
    message = Message.objects.filter(key__startswith="agreement:").first()
    assert "laboral" not in message.subject + message.body, "an e-mail tells no more than it must"


def test_an_agreement_with_its_own_alert_warns_then_and_a_renewed_one_never(cast, now):
    first = agree(cast, now, ends_in=20, alert_days=10)
    assert tick(now)["posts_reminded"] == 0
    agree(cast, now, ends_in=900, renews=first)
    assert tick(now + dt.timedelta(days=15))["posts_reminded"] == 0
    assert told() == []


def test_each_person_is_reminded_of_the_self_care_check_on_its_day(cast, now):
    Assignment.objects.filter(post=cast.houston).update(
        starts_on=day_at(cast.houston, now) - dt.timedelta(days=200)
    )
    assert tick(now)["posts_reminded"] == 0, "a post that has not begun owes nothing"
    today = day_at(cast.houston, now)
    actions.adopt(actor=cast.aurora.actor, post=cast.houston, on=today, at=now)
    actions.complete_self_care(actor=cast.lucia.actor, at=now)
    assert tick(now)["posts_reminded"] == 3
    to = set(Message.objects.filter(key__startswith="self-care:").values_list("recipient", flat=True))
    assert str(cast.lucia.user.id) not in to and len(to) == 3


def test_somebody_who_comes_is_noticed_by_the_clock_alone(cast, now):
    today = day_at(cast.houston, now)
    actions.adopt(actor=cast.aurora.actor, post=cast.houston, on=today, at=now)
    for who, role in (
        ("lucia", "window_officer"),
        ("ines", "protection_officer"),
        ("mateo", "protection_consul"),
        ("aurora", "head_of_post"),
    ):
        actions.enter_training(
            actor=cast.aurora.actor,
            post=cast.houston,
            user=getattr(cast, who).user,
            trained=actions.Trained(role=role, trained_on=today),
            at=now,
        )
    assert tick(now)["posts_looked_at"] == 0
    Assignment.objects.create(
        user=cast.tomas.user, role="protection_officer", post=cast.houston, starts_on=today
    )
    assert {one.action for one in differences(now)[1]} >= {"P1-05"}
    before = Entry.objects.count()
    assert tick(now)["posts_looked_at"] == 1
    assert differences(now) == (53, [])
    assert Entry.objects.filter(what="readiness.look_again").count() == 1
    assert Entry.objects.count() > before
    assert tick(now)["posts_looked_at"] == 0
