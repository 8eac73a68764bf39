"""Cases of the invented people: opened, and opened with the consent to keep."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from cauce.cases import actions


def open_at_houston(cast, **given):
    """A case opened by Inés for a contact of half an hour ago."""
    started = given.pop("started_at", timezone.now() - dt.timedelta(minutes=30))
    return actions.open_case(
        actor=cast.ines.actor, post=cast.houston, channel="walk_in", started_at=started, **given
    )


@pytest.fixture
def case(cast):
    return open_at_houston(cast)


@pytest.fixture
def kept(cast, case):
    """The case of somebody who agreed that her story be kept."""
    actions.record_consent(actor=cast.ines.actor, case=case, purpose="keeping", given=True, at=timezone.now())
    return case
