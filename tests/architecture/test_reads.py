"""No page about a person without its entry, and no page at all when the entry cannot be written."""

from __future__ import annotations

from unittest import mock

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.utils import timezone

from cauce.cases import actions as cases
from cauce.cases.models import Case
from cauce.custody.journal.models import Entry
from cauce.site.routes import OPEN_ROUTES
from tests.printing import printed_once

from .doors import DOORS
from .reads import CONTENT, LISTS, undecided
from .walking import CANARY, filled, houston, routes

ROUTES = {name: address for name, address in routes() if name not in OPEN_ROUTES}


def rename(old: str, new: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {old} RENAME TO {new}")


def reader(name: str) -> str:
    """Somebody who may: the protection consul where possible."""
    who = sorted(DOORS[name].thing)
    return "mateo" if "mateo" in who else who[0]


def ask(cast, client, ids, name: str):
    client.force_login(getattr(cast, reader(name)).user)
    return client.get(filled(ROUTES[name], ids))


def test_each_route_says_whether_it_shows_anything_about_a_person():
    assert undecided() == []
    assert not (CONTENT | LISTS) - set(DOORS)
    with mock.patch.dict(DOORS, {"kitchen:soup": DOORS["home"]}):
        assert undecided() == ["kitchen:soup"]


@pytest.mark.pages
@pytest.mark.django_db
def test_each_page_about_a_person_writes_that_it_was_read(cast, client):
    ids, wrong = houston(cast), []
    for name in sorted(CONTENT | LISTS):
        before = Entry.objects.filter(kind="read").count()
        with printed_once():
            answer = ask(cast, client, ids, name)
        wrote = Entry.objects.filter(kind="read").count() - before
        if answer.status_code not in (200, 302) or wrote < 1 or (name in LISTS and wrote != 1):
            wrong.append(f"{name}: {answer.status_code}, {wrote} entries")
    assert wrong == []


@pytest.mark.django_db
def test_without_a_journal_no_page_about_a_person_opens(cast):
    """Fail closed: the table of entries is gone, and with it every page that would need one."""
    ids, client = houston(cast), Client(raise_request_exception=False)
    open_ones = []
    rename("journal_entry", "journal_elsewhere")
    for name in sorted(CONTENT | LISTS):
        answer = ask_without_entry(cast, client, ids, name)
        if answer.status_code not in (503, 507) or CANARY.encode() in answer.content:
            open_ones.append(f"{name}: {answer.status_code}")
    assert open_ones == []


def ask_without_entry(cast, client, ids, name: str):
    """Signed in before; what fails is the page. PostgreSQL ends the transaction of a statement that fails."""
    client.force_login(getattr(cast, reader(name)).user)
    with transaction.atomic():
        mark = transaction.savepoint()
        with printed_once():
            answer = client.get(filled(ROUTES[name], ids))
        transaction.savepoint_rollback(mark)
    return answer


@pytest.mark.django_db
def test_without_a_journal_no_act_is_done(cast):
    def opened():
        return cases.open_case(
            actor=cast.ines.actor, post=cast.houston, channel="walk_in", started_at=timezone.now()
        )

    rename("journal_entry", "journal_elsewhere")
    with pytest.raises(DatabaseError), transaction.atomic():
        opened()
    rename("journal_elsewhere", "journal_entry")
    assert not Case.objects.exists()
    opened()
    assert Case.objects.count() == 1, "the act would have worked"
