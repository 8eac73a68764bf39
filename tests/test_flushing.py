"""Emptied quickly, the database is what a full flush leaves: nothing of the test before."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection

from cauce.custody.journal import guards
from cauce.staff.offices.models import Assignment
from tests import quickcast

pytestmark = pytest.mark.django_db(transaction=True)


def filled() -> dict[str, int]:
    counts = {
        model._meta.db_table: model._base_manager.count()
        for model in apps.get_models(include_auto_created=True)
    }
    return {table: count for table, count in counts.items() if count}


def test_nothing_stays_but_what_django_itself_writes_and_the_guards_stand():
    before = filled()
    cast = quickcast.build()
    assert filled()["journal_entry"]
    call_command("flush", verbosity=0, interactive=False)
    assert filled() == before == {t: before[t] for t in ("django_content_type", "auth_permission")}
    assert guards.missing(connection) == []
    quickcast.build()
    first = Assignment.objects.order_by("id").first()
    assert first.user.username == cast.lucia.user.username
    assert first.id == 1, "the numbers begin again"
