"""What is looked at on a server, from its settings to nginx; a check says what is wrong, or nothing.

Why nobody can work is what ``/salud/`` knows (``watching.health``); here is also what only somebody who sets
up or looks after the machine can mend.
"""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from django.conf import settings
from django.core import mail
from django.db import DatabaseError, connection

from cauce.content.errors import BadInputs, Bilingual, CauceError
from cauce.custody.journal import integrity
from cauce.custody.keystore import escrow
from cauce.operations import checks
from cauce.operations.backup import age
from cauce.operations.migrating import Behind, check_up_to_date
from cauce.operations.watching import health
from cauce.operations.watching.health import Cause
from cauce.staff.accounts import access as accounts

from . import machine, proxy

bad_input = BadInputs(__file__)

ADMINISTRATORS = 2


def _settings(at: dt.datetime) -> Iterator[Bilingual]:
    for fault in [*checks.of_settings(settings), *checks.of_variables(os.environ)]:
        yield bad_input("it_is_set_wrongly", where=fault.where, es=fault.es, en=fault.en)


def _stores(at: dt.datetime) -> Iterator[Bilingual]:
    for fault in [*checks.of_database(), *checks.of_keystore()]:
        yield bad_input("it_is_set_wrongly", where=fault.where, es=fault.es, en=fault.en)


def _invented(at: dt.datetime) -> Iterator[Bilingual]:
    if settings.DEMO:
        yield bad_input("it_is_the_demonstration", where="DATABASE_URL")


def _role(at: dt.datetime) -> Iterator[Bilingual]:
    """On PostgreSQL the program's role only adds to the journal; a file of SQLite has no roles."""
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_user, has_table_privilege('journal_entry', 'UPDATE, DELETE, TRUNCATE'),"
            " EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'cauce_owner'"
            " AND pg_has_role(current_user, oid, 'MEMBER'))"
        )
        role, rewrites, owns = cursor.fetchone()
    if rewrites or owns:
        yield bad_input("the_role_may_rewrite_the_journal", where="DATABASE_URL", role=role)


def _envelopes(at: dt.datetime) -> Iterator[Bilingual]:
    if settings.KEYSTORE_PROVIDER != "file":
        return  # a module has its own way of being copied
    reserved = escrow.escrow_public() is not None
    if integrity.acts_about("key.rotate", "root") <= reserved:
        yield bad_input("the_root_was_never_split", where="KEYSTORE_ROOT")
    if not reserved:
        yield bad_input("nobody_keeps_the_reserved_part", where="KEYSTORE_URL")


def _recipient(at: dt.datetime) -> Iterator[Bilingual]:
    try:
        age.recipients([settings.BACKUP_RECIPIENT])
    except CauceError as problem:
        yield problem


def _places(at: dt.datetime) -> Iterator[Bilingual]:
    """The list of what was withdrawn and the anchors: to be written, and on another disk than the data."""
    data = os.stat(settings.VAR).st_dev
    for name, place in (
        ("RETENTION_LEDGER", Path(settings.RETENTION_LEDGER).parent),
        ("JOURNAL_ANCHORS", Path(settings.JOURNAL_ANCHORS)),
    ):
        folder = next(one for one in (place, *place.parents) if one.exists())
        if not os.access(folder, os.W_OK):
            yield bad_input("it_cannot_be_written", where=f"{name} ({folder})")
        elif os.stat(folder).st_dev == data:
            yield bad_input("it_lies_beside_the_data", where=name)


def _mail(at: dt.datetime) -> Iterator[Bilingual]:
    if not settings.MAIL_FROM or settings.DEMO:
        return
    try:
        with mail.get_connection():
            pass
    except OSError as problem:  # what smtplib and ssl raise is one
        where = f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}"
        yield bad_input("the_mail_server_did_not_answer", where=where, why=type(problem).__name__)


def _assets(at: dt.datetime) -> Iterator[Bilingual]:
    if not (Path(settings.STATIC_ROOT) / ".stamp").exists():
        yield bad_input("files_of_pages_are_not_there", where=str(settings.STATIC_ROOT))


def _people(at: dt.datetime) -> Iterator[Bilingual]:
    if (count := accounts.privileged_with_key()) < ADMINISTRATORS:
        yield bad_input("the_first_people_are_missing", where="cauce account first", count=count)


Check = Callable[[dt.datetime], Iterable[Bilingual]]

# Name, whether nobody can work before it is mended, check. The second list asks the database.
ALONE: tuple[tuple[str, bool, Check], ...] = (
    ("settings", True, _settings),
    ("invented", False, _invented),
    ("assets", True, _assets),
    ("recipient", False, _recipient),
    ("places", False, _places),
    ("mail", False, _mail),
    ("units", True, machine.units),
    ("ntp", False, machine.clock),
    ("proxy", True, proxy.reached),
    ("certificate", False, proxy.certificate),
)
ASKING: tuple[tuple[str, bool, Check], ...] = (
    ("stores", True, _stores),
    ("role", True, _role),
    ("envelopes", False, _envelopes),
    ("people", False, _people),
)


def _working(at: dt.datetime) -> list[Cause]:
    """What ``/salud/`` knows; a database without a single table is one that lacks every change."""
    try:
        return health.causes(at)
    except DatabaseError:
        try:
            check_up_to_date()
        except Behind as problem:
            return [Cause("migrations", problem, True)]
        raise


def causes(at: dt.datetime) -> list[Cause]:
    """Everything that is missing at this instant, what stops the work first; empty: nothing is."""
    found = [Cause(name, problem, stops) for name, stops, check in ALONE for problem in check(at)]
    found += (working := _working(at))
    if not any(one.name in ("database", "migrations") for one in working):
        found += [Cause(name, problem, stops) for name, stops, check in ASKING for problem in check(at)]
    return sorted(found, key=lambda one: not one.stops)
