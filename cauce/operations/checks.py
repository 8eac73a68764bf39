"""Whether this server may start at all: its settings, and what the database says of itself.

What is written in a settings file is not what holds: a later line, a variable or the server of the
database may say otherwise. So it is read back at every start of the pages and of ``cauce tick``.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import connection

from cauce.content.errors import CauceError
from cauce.custody.keystore.file import connection as keystore
from cauce.operations.migrating import check_up_to_date
from cauce.operations.variables import wrong

YEAR = 31536000
LEAST_SECRET, LEAST_DIFFERENT = 50, 16  # characters
KNOWN_SECRETS = ("django-insecure", "tests-only", "changeme", "change-me", "secret")
DURABLE = (2, 3)  # SQLite's FULL and EXTRA
LOSING = ("off",)
HERE = ("", "localhost", "127.0.0.1", "::1")


class UnsafeStart(CauceError):
    """Something would leave people unprotected or lose what was written: nothing starts."""

    id = "unsafe_start"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is not as it must be, and where it is set."""

    where: str
    es: str
    en: str


def of_settings(given: Any) -> list[Fault]:
    """What makes these settings unfit for anything but the demonstration; empty when nothing."""
    return [*_of_pages(given), *_of_cookies(given), *_of_secrets(given), *_of_line(given)]


def _of_pages(given: Any) -> Iterable[Fault]:
    if given.DEBUG:
        yield Fault("DEBUG", "está encendido", "is on")
    hosts = [host.strip() for host in given.ALLOWED_HOSTS]
    if not hosts or any(not host or "*" in host or host.startswith(".") for host in hosts):
        yield Fault("CAUCE_HOSTS", "está vacío o admite cualquier nombre", "is empty or takes any name")
    if not given.SECURE_SSL_REDIRECT:
        yield Fault("SECURE_SSL_REDIRECT", "está apagado", "is off")
    if (given.SECURE_HSTS_SECONDS or 0) < YEAR:
        yield Fault("SECURE_HSTS_SECONDS", "es menos de un año", "is less than a year")
    if not given.SECURE_HSTS_INCLUDE_SUBDOMAINS:
        yield Fault("SECURE_HSTS_INCLUDE_SUBDOMAINS", "está apagado", "is off")
    if "AdminEmailHandler" in repr(given.LOGGING):
        yield Fault("LOGGING", "manda errores por correo", "sends errors by mail")
    if None in (given.DATA_UPLOAD_MAX_MEMORY_SIZE, given.DATA_UPLOAD_MAX_NUMBER_FIELDS):
        yield Fault("DATA_UPLOAD_MAX", "no tiene límite", "has no limit")


def _of_cookies(given: Any) -> Iterable[Fault]:
    for kind in ("SESSION", "CSRF"):
        name = getattr(given, f"{kind}_COOKIE_NAME")
        if not getattr(given, f"{kind}_COOKIE_SECURE"):
            yield Fault(f"{kind}_COOKIE_SECURE", "está apagado", "is off")
        bound = getattr(given, f"{kind}_COOKIE_PATH") == "/"
        if not (name.startswith("__Host-") and bound) or getattr(given, f"{kind}_COOKIE_DOMAIN"):
            yield Fault(
                f"{kind}_COOKIE_NAME",
                "no está atada a este servidor (__Host-)",
                "is not bound to this server (__Host-)",
            )
        if not getattr(given, f"{kind}_COOKIE_HTTPONLY"):
            yield Fault(f"{kind}_COOKIE_HTTPONLY", "está apagado", "is off")


def _of_secrets(given: Any) -> Iterable[Fault]:
    for secret in (given.SECRET_KEY, *given.SECRET_KEY_FALLBACKS):
        if len(secret) < LEAST_SECRET or len(set(secret)) < LEAST_DIFFERENT:
            yield Fault("CAUCE_SECRET_KEY", "es corta o se adivina", "is short or can be guessed")
        elif secret.lower().startswith(KNOWN_SECRETS):
            yield Fault("CAUCE_SECRET_KEY", "es la de un ejemplo", "is that of an example")


def _of_line(given: Any) -> Iterable[Fault]:
    """The line to the database: a socket of this machine, or TLS to whom the certificate names."""
    one = given.DATABASES["default"]
    host = one.get("HOST") or ""
    if one["ENGINE"].endswith("sqlite3") or host.startswith("/") or host in HERE:
        return
    if one.get("OPTIONS", {}).get("sslmode") != "verify-full":
        yield Fault(
            "DATABASE_URL",
            "va a otra máquina sin sslmode=verify-full",
            "goes to another machine without sslmode=verify-full",
        )


def of_variables(given: Mapping[str, str]) -> list[Fault]:
    """The variables of an environment that were meant for us and that cannot hold."""
    return [Fault(*one) for one in wrong(given)]


def of_database() -> list[Fault]:
    """What the database in use says of itself that could lose an acknowledged write."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            return list(_of_sqlite("DATABASE_URL", cursor))
        return list(_of_postgresql(cursor))


def of_keystore() -> list[Fault]:
    """The same of the keystore, which is SQLite beside any database."""
    return list(_of_sqlite("KEYSTORE_URL", keystore().cursor()))


def _of_sqlite(where: str, cursor: Any) -> Iterable[Fault]:
    mode = cursor.execute("PRAGMA journal_mode").fetchone()[0]
    if mode != "wal":
        yield Fault(where, f"journal_mode es {mode} y no wal", f"journal_mode is {mode}, not wal")
    synchronous = cursor.execute("PRAGMA synchronous").fetchone()[0]
    if synchronous not in DURABLE:
        yield Fault(
            where,
            f"synchronous es {synchronous} y no FULL (2)",
            f"synchronous is {synchronous}, not FULL (2)",
        )


def _of_postgresql(cursor: Any) -> Iterable[Fault]:
    for name in ("fsync", "synchronous_commit", "full_page_writes"):
        cursor.execute("SELECT current_setting(%s)", [name])
        value = cursor.fetchone()[0]
        if value in LOSING:
            yield Fault("DATABASE_URL", f"{name} está en «{value}»", f"{name} is '{value}'")


def refuse_unsafe() -> None:
    """Raise ``UnsafeStart`` with everything that is wrong, each with the place where it is set.

    Raises ``Behind`` where the database lacks changes of this version.
    """
    if settings.STARTS_UNSAFE:
        return
    refuse_faults()
    check_up_to_date()


def refuse_faults() -> None:
    """The same of settings, variables and what the databases say of themselves alone."""
    found = of_variables(os.environ)
    found += [] if settings.DEMO else of_settings(settings)
    found += of_database()
    found += of_keystore()
    if found:
        raise UnsafeStart(
            f"Así no arranca: {'; '.join(f'{one.where} {one.es}' for one in found)}.",
            f"It does not start like this: {'; '.join(f'{one.where} {one.en}' for one in found)}.",
            cure_es="Corríjalo donde se dice y arranque otra vez: docs/deploy.md.",
            cure_en="Mend it where it says and start again: docs/deploy.md.",
        )
