"""A backup put back on an empty machine, and migrations back and forward on a full database."""

from __future__ import annotations

import pytest

from faults import migrations, restore
from tests import demonstration


@pytest.fixture(autouse=True)
def network(postgres, monkeypatch):
    """The network of sixty cases as it was made already."""
    if not postgres:
        monkeypatch.setenv("FAULTS_NETWORK", str(demonstration.made() / demonstration.NETWORK))


def test_a_drill_puts_everything_back(postgres):
    report = restore.main(60, postgres)
    assert report.good, report.text()


def test_migrations_change_nothing_that_is_kept(postgres):
    report = migrations.main(60, postgres)
    assert report.good, report.text()
