"""Two people publish figures; what was published stays, and what is not announced never is."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine

from cauce.journal.door import Refused
from cauce.measurement import made as made_of
from cauce.measurement.actions import prepare, propose, sign
from cauce.measurement.made import Made
from cauce.measurement.models import StatisticsEdition

LATER = dt.datetime(2027, 5, 3, 16, tzinfo=dt.UTC)  # the yearbook of 2026 was due on 1 April


def some(period, known) -> Made:
    """One table that says nothing but its period."""
    return Made(
        tables=[{"id": "t", "period": period.code}], hidden={}, audit={"passed": True},
        definitions={"victims-attended": 1},
    )  # fmt: skip


@pytest.fixture(autouse=True)
def maker(monkeypatch):
    """The figures are not what is tried here."""
    monkeypatch.setitem(made_of.MAKERS, "yearbook", some)
    with time_machine.travel(LATER, tick=False):
        yield


def drafted(cast, period: str = "2026") -> StatisticsEdition:
    return prepare(actor=cast.raul.actor, kind="yearbook", period=period)


def published(cast, period: str = "2026") -> StatisticsEdition:
    edition = drafted(cast, period)
    propose(actor=cast.raul.actor, edition=edition, seen=edition.hash)
    sign(actor=cast.sofia.actor, edition=edition, seen=edition.hash)
    return edition


def test_an_analyst_prepares_and_headquarters_signs(cast):
    edition = published(cast)
    edition.refresh_from_db()
    assert (edition.state, edition.prepared_by, edition.signed_by) == (
        "published", str(cast.raul.user.id), str(cast.sofia.user.id),
    )  # fmt: skip
    assert edition.hash == edition.fingerprint()
    with pytest.raises(Refused):
        prepare(actor=cast.sofia.actor, kind="yearbook", period="2025")
    waiting = drafted(cast, "2025")
    propose(actor=cast.raul.actor, edition=waiting, seen=waiting.hash)
    with pytest.raises(Refused):
        sign(actor=cast.raul.actor, edition=waiting, seen=waiting.hash)
