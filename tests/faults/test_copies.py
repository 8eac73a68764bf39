"""A backup put back on an empty machine, and migrations back and forward on a full database."""

from __future__ import annotations

import pytest
from django.db import transaction

from faults import brought, chores_migrations, migrations, restore
from tests import demonstration

from .conftest import POSTGRES


@pytest.fixture
def network(postgres, monkeypatch):
    """The network of sixty cases as it was made already."""
    monkeypatch.setenv("FAULTS_NETWORK", str(demonstration.made() / demonstration.NETWORK))


def test_a_drill_puts_everything_back(network, postgres):
    report = restore.main(60, postgres)
    assert report.good, report.text()


def test_migrations_change_nothing_that_is_kept(network, postgres):
    report = migrations.main(60, postgres)
    assert report.good, report.text()


@pytest.mark.django_db
def test_of_a_table_that_no_statement_named_the_look_at_the_end_finds_what_changed(cast):
    before, posts = chores_migrations.hashes(None), type(cast.houston).objects.filter(code="HOU")
    posts.update(city="Otra")
    assert chores_migrations._hashes({"people_person"}) == before
    now = chores_migrations.hashes(None)
    assert [name for name in before if now[name] != before[name]] == ["offices_post.city"]


@pytest.mark.django_db
def test_of_a_table_that_a_statement_named_the_next_look_finds_what_changed(cast):
    before, posts = chores_migrations.hashes(None), type(cast.houston).objects.filter(code="HOU")
    posts.update(city="Otra")
    now = chores_migrations._hashes({"people_person", "offices_post"})
    assert [name for name in before if now[name] != before[name]] == ["offices_post.city"]


if POSTGRES:

    def test_every_row_is_brought_over_as_it_lies_there(django_db_setup, django_db_blocker):
        file = str(demonstration.made() / demonstration.NETWORK / brought.DATABASE)
        with django_db_blocker.unblock(), transaction.atomic():
            assert brought.bring(file) > 10_000
            with brought.reading(file):
                other = [
                    table._meta.db_table
                    for table in brought.tables()
                    if [*table._base_manager.using(brought.FROM).order_by("pk").values_list()]
                    != [*table._base_manager.order_by("pk").values_list()]
                ]
            transaction.set_rollback(True)
        assert other == []
