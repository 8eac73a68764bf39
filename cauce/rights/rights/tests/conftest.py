"""A record of Houston, closed long ago, and a ledger of its own for each test."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from cauce.cases import actions as cases

NAME = "Citlalmina Nochebuena"
TOLD = "Le quitaron el pasaporte y la encerraban de noche."


@pytest.fixture(autouse=True)
def ledger_file(tmp_path, settings):
    settings.RETENTION_LEDGER = tmp_path / "ledger.jsonl"
    return settings.RETENTION_LEDGER


@pytest.fixture
def case(cast):
    """Opened, told, named and closed."""
    now, ines = timezone.now(), cast.ines.actor
    made = cases.open_case(
        actor=ines, post=cast.houston, channel="window", started_at=now, facts={"person.age": 31}
    )
    cases.record_consent(actor=ines, case=made, purpose="keeping", given=True, at=now)
    cases.save_section(actor=ines, case=made, kind="narrative", content=TOLD, seen=0)
    cases.save_identity(
        actor=ines,
        case=made,
        seen_version=0,
        at=now,
        fields={"given_names": "Citlalmina", "first_surname": "Nochebuena"},
    )
    cases.close_case(actor=ines, case=made, reason="goals_met", note="Terminó bien.", at=timezone.now())
    made.refresh_from_db()
    return made


@pytest.fixture
def later(case):
    """The instant so many years after the record closed."""
    return lambda years: case.closed_at + dt.timedelta(days=366 * years)
