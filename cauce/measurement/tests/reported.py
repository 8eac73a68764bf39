"""Invented people in every quarter of a year, and an edition of statistics that two of the cast signed."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine

from cauce.measurement.actions import prepare, propose, sign
from cauce.measurement.indicators import figures as source
from cauce.measurement.indicators.figures import Cell
from cauce.measurement.models import StatisticsEdition
from cauce.measurement.publishing import pooled

from .fake_figures import People

LATER = dt.datetime(2027, 7, 3, 16, tzinfo=dt.UTC)
RATES = {
    "percentage-assisted",
    "screening-coverage",
    "identification-rate",
    "adherence",
    "staff-trained",
    "consent-compliance",
    "assistance-rate",
    "referral-completion",
    "lost-contact",
    "directory-freshness",
    "risk-reviews-on-time",
}


@pytest.fixture
def people(monkeypatch):
    """Nine hundred people of 2026: some two hundred in each quarter."""
    invented = People()
    invented.add(900)

    def figures(indicator, **given):
        found = invented.figures(indicator, **given)
        for key, cell in found.cells.items() if indicator in RATES else ():
            found.cells[key] = Cell(cell.contributors * 2 // 3, cell.contributors, cell.contributors, 1)
        return found

    monkeypatch.setattr(source, "figures", figures)
    monkeypatch.setattr(pooled, "figures", figures)
    with time_machine.travel(LATER, tick=False):
        yield invented


def signed(cast, kind: str, period: str) -> StatisticsEdition:
    edition = prepare(actor=cast.raul.actor, kind=kind, period=period)
    propose(actor=cast.raul.actor, edition=edition, seen=edition.hash)
    sign(actor=cast.sofia.actor, edition=edition, seen=edition.hash)
    edition.refresh_from_db()
    return edition
