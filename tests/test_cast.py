"""The cast that nearly every test asks for is written at once: it must be what the acts would leave."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.contrib.auth.hashers import check_password

from cauce.custody.journal import chain
from cauce.custody.journal.models import Entry
from cauce.staff.offices import access as offices
from cauce.staff.offices.models import Assignment, Partner, Post, User
from tests import cast as people
from tests import quickcast

pytestmark = pytest.mark.django_db
# What is drawn or read from a clock differs between any two casts.
DRAWN = {"id", "at", "seal", "previous", "password", "last_login"}


def named(value) -> object:
    """Who an id is of, so that two casts can be held against each other."""
    return getattr(value, "username", None) or getattr(value, "name", None) or value


def rows() -> dict[str, list[dict]]:
    """Every row of every table, with names for ids."""
    who = {str(one.id): named(one) for kind in (User, Partner) for one in kind.objects.all()}
    found = {}
    for model in apps.get_models(include_auto_created=True):
        fields = [f for f in model._meta.concrete_fields if f.name not in DRAWN]
        found[model._meta.db_table] = [
            {f.name: who.get(str(value := f.value_from_object(row)), value) for f in fields}
            for row in model._base_manager.order_by("pk")
        ]
    for table in ("offices_user", "offices_partner"):  # their ids are drawn, so no order is in them
        found[table].sort(key=str)
    return found


def shown(cast) -> dict[str, object]:
    """What a test sees of a cast."""
    seen = {}
    for name, value in vars(cast).items():
        if isinstance(value, people.Member):
            grants = [
                (
                    grant.role,
                    grant.post,
                    grant.partner and named(Partner.objects.get(id=grant.partner)),
                )
                for grant in value.actor.grants
            ]
            value = (named(value.user), grants, value.actor.language)
        seen[name] = {k: v.pk for k, v in value.items()} if name == "posts" else named(value)
    return seen


@pytest.fixture
def both(db):
    """Both casts: what a test sees, and what is in the database."""
    from django.db import transaction

    made = []
    for build in (people.build, quickcast.build):
        with transaction.atomic():
            made.append((shown(build()), rows()))
            transaction.set_rollback(True)
    return made


def test_what_a_test_sees_is_the_same(both):
    (slow, _), (quick, _) = both
    assert quick == slow


def test_the_database_is_the_same_table_by_table(both):
    (_, slow), (_, quick) = both
    assert slow["offices_user"], "the casts are empty"
    for table, expected in slow.items():
        assert quick[table] == expected, table


def test_its_journal_holds_and_each_member_is_who_the_database_says():
    cast = quickcast.build()
    assert chain.verify() == (Entry.objects.count(), [])
    for username, *_ in (*people.STAFF, *people.OUTSIDE):
        member = getattr(cast, username)
        assert member.actor == offices.actor_for(User.objects.get(username=username))
        assert check_password(people.PASSWORD, member.user.password)


def test_the_posts_in_hand_are_the_rows(cast):
    in_hand = {code: {**vars(post), "_state": None} for code, post in cast.posts.items()}
    assert in_hand == {post.code: {**vars(post), "_state": None} for post in Post.objects.all()}


def test_where_somebody_made_posts_already_the_acts_make_the_cast():
    Post.objects.create(code="HOU", name="Otra", kind="?", city="?", state="TX", time_zone="UTC")
    cast = quickcast.build()
    assert cast.houston.city == Post.objects.get(code="HOU").city != "?"
    assert Assignment.objects.filter(user=cast.ines.user, post=cast.houston).exists()
