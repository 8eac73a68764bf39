"""Two joined files: what one knows of custody holds for both, and their locks are taken in one order."""

from __future__ import annotations

import uuid

import pytest
from django.utils import timezone

from cauce.cases import actions as cases
from cauce.cases.contact import safe_now
from cauce.cases.models import Case
from cauce.custody.journal.door import Absent
from cauce.sharing.joins import actions as joins
from cauce.sharing.joins.join_side import Leg
from cauce.sharing.joins.models import Join
from tests.joins import joined, says, told_same, two

pytestmark = pytest.mark.django_db


def test_whoever_is_held_as_one_of_two_joined_files_knows_is_called_by_neither(cast):
    pair = two(cast)
    told_same(cast, pair)
    joined(cast, pair)
    says(cast.tomas, pair.there, "contact")
    cases.confirm_contact(
        actor=cast.tomas.actor,
        case=pair.there,
        at=timezone.now(),
        ways=[{"way": "phone_call", "days": list(range(7)), "languages": ["spa"]}],
    )
    assert "phone_call" in safe_now(pair.there, timezone.now())
    cases.record_facts(
        actor=cast.ines.actor, case=pair.here, facts={"person.detained": True}, at=timezone.now()
    )
    assert "phone_call" not in safe_now(pair.there, timezone.now())


def test_agreeing_and_parting_at_once_take_both_files_in_one_order_first(cast, monkeypatch):
    pair = two(cast)
    told_same(cast, pair)
    held: list[str] = []
    hold = Case.hold
    join = joined(
        cast,
        pair,
        until=lambda: monkeypatch.setattr(
            Case, "hold", lambda case: (held.append(str(case.id)), hold(case))[1]
        ),
    )
    agreed, in_order = held[:2], sorted((str(pair.here.id), str(pair.there.id)))
    held.clear()
    # Each from a page on which the two were not joined yet: nothing there tells of the other file.
    here = Join.objects.get(id=join.id)
    joins.part(actor=cast.ines.actor, leg=Leg(here, pair.here.id), why="asked", at=timezone.now())
    assert agreed == held[:2] == in_order
    with pytest.raises(Absent):
        Leg(here, uuid.uuid4())
