"""A family of Houston: the person with a husband, a child held by the other side, and her mother."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from cauce.cases import actions as cases
from cauce.custody.journal.gathered import gathered
from cauce.family.reunification import actions
from cauce.family.reunification.actions import Told
from cauce.family.reunification.models import Reunification
from tests.cast import today


def open_case(cast, keeping=True):
    now = timezone.now()
    case = cases.open_case(
        actor=cast.ines.actor,
        post=cast.houston,
        channel="walk_in",
        started_at=now - dt.timedelta(minutes=30),
        officer=cast.ines.user,
    )
    if keeping:
        cases.record_consent(actor=cast.ines.actor, case=case, purpose="keeping", given=True, at=now)
    return case


def open_family(cast, case=None) -> Reunification:
    return actions.open_family(
        actor=cast.ines.actor, case=case or open_case(cast), agreed=True, at=timezone.now()
    )


def add(cast, family, name="Beto Canela", relation="child", twice=False, **told):
    return actions.add_relative(
        actor=cast.ines.actor,
        reunion=family,
        told=Told(name=name, relation=relation, **told),
        at=timezone.now(),
        twice=twice,
    )


def mark(cast, family, relative, step, back=0):
    actions.mark_step(
        actor=cast.ines.actor,
        reunion=family,
        relative=relative,
        step=step,
        at=timezone.now(),
        day=today() - dt.timedelta(days=back + 1),
    )


def share(cast, family, fields=("dependants", "first_name_or_alias"), **more):
    actions.share_family(
        actor=cast.ines.actor,
        reunion=family,
        partner=cast.oim,
        agreed=True,
        at=timezone.now(),
        **gathered(more | {"fields": fields}, shared=actions.FamilyShared),
    )


@pytest.fixture
def case(cast):
    return open_case(cast)


@pytest.fixture
def family(cast, case):
    return open_family(cast, case)
