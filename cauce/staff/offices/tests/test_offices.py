"""Who is who, from when to when, and where."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from cauce.content.loader import load_edition
from cauce.custody.journal.door import Refused
from cauce.rules.permissions import SYSTEM, permits
from cauce.staff.offices import access
from cauce.staff.offices.actions import add_partner, assign, choose_language, load_posts
from cauce.staff.offices.models import Assignment, Post, User

pytestmark = pytest.mark.django_db


def test_it_loads_the_same_posts_twice_as_once(cast):
    rows = load_edition().catalogues["posts"]
    before = list(Post.objects.order_by("code").values())
    assert load_posts(actor=SYSTEM, rows=rows) == 53
    assert list(Post.objects.order_by("code").values()) == before


def test_it_gives_a_role_from_its_first_day_to_its_last(cast):
    today = access.day_at(cast.houston, timezone.now())
    only = Assignment.objects.filter(user=cast.ines.user)
    only.update(starts_on=today, ends_on=today)
    assert access.actor_for(cast.ines.user).has_role("protection_officer")
    only.update(starts_on=today + dt.timedelta(days=2), ends_on=None)
    assert access.actor_for(cast.ines.user).grants == ()
    days_ago = today - dt.timedelta(days=2)
    only.update(starts_on=days_ago, ends_on=days_ago)
    assert access.actor_for(cast.ines.user).grants == ()


def test_somebody_who_left_may_nothing(cast):
    User.objects.filter(id=cast.ines.user.id).update(is_active=False)
    gone = access.actor_for(User.objects.get(id=cast.ines.user.id))
    assert not permits(gone, "case.list").allowed
    assert cast.ines.user not in access.staff("HOU", "protection_officer")


def test_only_the_system_gives_roles(cast):
    for somebody in (cast.bruno, cast.aurora, cast.sofia, cast.ines):
        with pytest.raises(Refused):
            assign(actor=somebody.actor, user=somebody.user, role="headquarters", post=cast.houston)
        with pytest.raises(Refused):
            add_partner(actor=somebody.actor, name="Casa Ajena (ejemplo)")


def test_it_finds_deputies_apart(cast):
    both = access.staff("HOU", "protection_officer", "protection_consul")
    assert {user.username for user in both} == {"ines", "mateo"}
    deputies = access.staff("HOU", "protection_officer", "protection_consul", deputies=True)
    assert [user.username for user in deputies] == ["mateo"]


def test_it_says_names_and_leaves_out_who_it_does_not_know(cast):
    ines = str(cast.ines.user.id)
    assert access.names_of({ines, "system", ""}) == {ines: "Inés Carranza"}


def test_it_remembers_a_language(cast):
    choose_language(actor=cast.ines.actor, user=cast.ines.user, language="en")
    assert access.actor_for(User.objects.get(username="ines")).language == "en"


@pytest.mark.parametrize(
    ("at", "holds"),
    [
        # The last day of a role ends at midnight in Houston, hours after it ended in Greenwich.
        ("2026-05-05T04:59:00+00:00", True),
        ("2026-05-05T05:01:00+00:00", False),
        ("2026-05-03T04:59:00+00:00", False),
        ("2026-05-03T05:01:00+00:00", True),
    ],
)
def test_the_days_of_a_role_are_those_of_the_post(cast, at, holds):
    first, last = dt.date(2026, 5, 3), dt.date(2026, 5, 4)
    Assignment.objects.filter(user=cast.ines.user).update(starts_on=first, ends_on=last)
    actor = access.actor_for(cast.ines.user, dt.datetime.fromisoformat(at))
    assert actor.has_role("protection_officer") is holds
