"""Somebody who asks for hundreds of pages, each time with a browser of its own: what an answer leaves, in
the house or in the browser, is taken back before the next question."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client

from cauce.staff.accounts.tests.people import proved
from tests.architecture.asking import Asking, read_once, undoing


@contextmanager
def asking(
    user=None, form: Mapping[str, Any] | None = None, *, strict: bool = False
) -> Iterator[Callable[..., HttpResponse]]:
    """Gives what answers (method, address, query, headers). ``user``: who signed in, and has just proved who
    they are; ``form`` and ``strict``: see ``Asking``."""
    with transaction.atomic():
        client = Client()
        if user:
            client.force_login(user)
            proved(client)
        ask = Asking(client, form or {}, strict=strict)
        ask("get", "/esto/no/existe/")  # that somebody is at the keyboard is noted here

        with read_once(), undoing() as undo:

            def once(*given: str, **headers: str) -> HttpResponse:
                answer = ask(*given, **headers)
                if answer.streaming:
                    answer.streaming_content = [b"".join(answer)]
                undo()
                return answer

            yield once
        transaction.set_rollback(True)


@contextmanager
def heard() -> Iterator[list[str]]:
    """Every statement that the database is sent from here on, with places for its values."""
    sent: list[str] = []

    def listen(execute, sql, params, many, context):
        sent.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(listen):
        yield sent


WRITES = re.compile(r'^\s*(?:INSERT INTO|UPDATE|DELETE FROM)\s+"?(\w+)', re.IGNORECASE)
# What looking leaves behind: who looked, and that a session is alive.
TRACES = {
    "journal_entry",
    "journal_head",
    "journal_chain",
    "django_session",
    "accounts_signin",
    "offices_user",
}


def written(sent: list[str]) -> set[str]:
    """The tables that were written to by these statements, but for traces."""
    found = {m[1] for one in sent if (m := WRITES.match(one))}
    return {table for table in found if table not in TRACES}
