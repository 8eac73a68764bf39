"""No person in logs, in the journal, in addresses or in messages: a name is followed everywhere."""

from __future__ import annotations

import io
import json
import logging

import pytest
from django.contrib.sessions.models import Session
from django.db import connection, transaction
from django.test import Client

from cauce.custody.journal.models import Entry
from cauce.desk.cases.identity.forms import REASONS
from cauce.staff.notices.models import Message
from tests import cast as people
from tests.printing import printed_once

from .doors import DOORS
from .walking import CANARY, filled, houston, routes

PARTS = CANARY.split()


def tells(text: str) -> bool:
    return any(part.lower() in text.lower() for part in PARTS)


@pytest.fixture(scope="module")
def opened(django_db_setup, django_db_blocker):
    """A case with a name, and everything an officer can open in it opened once, the name included.

    Gives the answers and what was logged meanwhile.
    """
    logged = io.StringIO()
    listening = logging.StreamHandler(logged)
    root = logging.getLogger()
    before = root.level, logging.getLogger("django.db.backends").level
    root.addHandler(listening)
    root.setLevel(logging.DEBUG)
    logging.getLogger("django.db.backends").setLevel(logging.WARNING)
    try:
        with django_db_blocker.unblock(), transaction.atomic():
            yield _opened(people.build()), logged
            transaction.set_rollback(True)
    finally:
        root.removeHandler(listening)
        root.setLevel(before[0])
        logging.getLogger("django.db.backends").setLevel(before[1])


def _opened(cast) -> list:
    ids = houston(cast)
    client = Client(raise_request_exception=False)
    client.force_login(cast.ines.user)
    addresses = {name: filled(address, ids) for name, address in routes() if name in DOORS}
    with printed_once(unless=tells):
        answers = [client.get(address) for name, address in addresses.items() if name != "close"]
    answers.append(client.post(addresses["protection:identity"], {"reason": REASONS[0][0]}))
    assert tells(answers[-1].content.decode()), "the name was never shown: nothing is proved"
    answers.append(client.post(addresses["protection:search"], {"q": CANARY}))
    answers.append(client.post(addresses["protection:case"], {"text": CANARY, "q": CANARY}))
    return answers


@pytest.fixture
def told(opened):
    return opened[0]


@pytest.mark.pages
@pytest.mark.django_db
def test_no_log_line_holds_a_name(opened):
    _, logged = opened
    assert logged.getvalue() and not tells(logged.getvalue())
    logging.getLogger("cauce").warning("opened the case of %s", CANARY)
    assert tells(logged.getvalue())


@pytest.mark.pages
@pytest.mark.django_db
def test_no_entry_of_the_journal_holds_a_name(told):
    rows = Entry.objects.values_list("what", "actor", "about_kind", "about_id", "detail")
    assert rows.count() > 20
    assert not any(tells(json.dumps(list(row), ensure_ascii=False)) for row in rows)


@pytest.mark.pages
@pytest.mark.django_db
def test_no_redirect_and_no_message_of_the_outbox_holds_a_name(told):
    assert not any(tells(answer.headers.get("Location", "")) for answer in told)
    assert not any(tells(str(row)) for row in Message.objects.values_list())


@pytest.mark.pages
@pytest.mark.django_db
def test_no_column_of_the_database_holds_a_name_in_clear(told):
    """Every table, every column, sealed ones included: what is sealed shows nothing either."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute("SELECT * FROM " + connection.ops.quote_name(table))  # noqa: S608
            for row in cursor.fetchall():
                if any(tells(_readable(value)) for value in row):
                    found.append(table)
    assert found == []
    assert tells(_readable(f"x {CANARY} y".encode()))


@pytest.mark.pages
@pytest.mark.django_db
def test_no_session_keeps_a_name(told):
    """A session is kept encoded: it is opened here."""
    sessions = list(Session.objects.all())
    assert sessions
    assert not any(tells(str(session.get_decoded())) for session in sessions)


def _readable(value: object) -> str:
    if isinstance(value, bytes | memoryview):
        return bytes(value).decode("utf-8", "ignore")
    return str(value)
