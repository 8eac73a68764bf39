"""A backup put back on an empty machine, and migrations back and forward on a full database."""

from __future__ import annotations

from faults import migrations, restore


def test_a_drill_puts_everything_back(postgres):
    report = restore.main(60, postgres)
    assert report.good, report.text()


def test_migrations_change_nothing_that_is_kept(postgres):
    report = migrations.main(60, postgres)
    assert report.good, report.text()
