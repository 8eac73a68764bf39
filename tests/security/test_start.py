"""A server that would leave people unprotected, or lose what was written, does not start."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

from cauce.custody.keystore.file import connection as keystore
from cauce.operations import checks
from faults import started

pytestmark = pytest.mark.own_database

ROOT = Path(__file__).resolve().parents[2]
WEB = "import cauce.site.wsgi"
TICK = "import sys; sys.argv = ['cauce', 'tick']; from cauce.site.cli import main; main()"
# One process judges every case on the settings of a server: each change alone must be found.
JUDGED = """
import json, sys, django
django.setup()
from django.conf import settings
from django.test import override_settings
from cauce.operations.checks import of_settings
told = {"as it is": [one.where for one in of_settings(settings)]}
for name, value in json.loads(sys.argv[1]):
    with override_settings(**{name: value}):
        told[f"{name} {value}"] = [one.where for one in of_settings(settings)]
print(json.dumps(told))
"""
GOOD = "kT9-vQ2_xLz7mPfR4bWc8sHyN3dJgA6uEoX1iVtYqZ0rKlBnMw5"


def line(host: str, options: dict[str, str]) -> dict[str, dict]:
    """A PostgreSQL in that place."""
    engine = "django.db.backends.postgresql"
    return {"default": {"ENGINE": engine, "HOST": host, "OPTIONS": options}}


CASES = [
    ("DEBUG", True, "DEBUG"),
    ("ALLOWED_HOSTS", [], "CAUCE_HOSTS"),
    ("ALLOWED_HOSTS", [""], "CAUCE_HOSTS"),
    ("ALLOWED_HOSTS", ["*"], "CAUCE_HOSTS"),
    ("ALLOWED_HOSTS", ["cauce.example", ".example"], "CAUCE_HOSTS"),
    ("SECURE_SSL_REDIRECT", False, "SECURE_SSL_REDIRECT"),
    ("SECURE_HSTS_SECONDS", 0, "SECURE_HSTS_SECONDS"),
    ("SECURE_HSTS_SECONDS", 31535999, "SECURE_HSTS_SECONDS"),
    ("SECURE_HSTS_INCLUDE_SUBDOMAINS", False, "SECURE_HSTS_INCLUDE_SUBDOMAINS"),
    ("SESSION_COOKIE_SECURE", False, "SESSION_COOKIE_SECURE"),
    ("SESSION_COOKIE_NAME", "sesion", "SESSION_COOKIE_NAME"),
    ("SESSION_COOKIE_DOMAIN", "example.org", "SESSION_COOKIE_NAME"),
    ("SESSION_COOKIE_PATH", "/mesa", "SESSION_COOKIE_NAME"),
    ("SESSION_COOKIE_HTTPONLY", False, "SESSION_COOKIE_HTTPONLY"),
    ("CSRF_COOKIE_SECURE", False, "CSRF_COOKIE_SECURE"),
    ("CSRF_COOKIE_NAME", "csrftoken", "CSRF_COOKIE_NAME"),
    ("SECRET_KEY", "short", "CAUCE_SECRET_KEY"),
    ("SECRET_KEY", "ab" * 40, "CAUCE_SECRET_KEY"),
    ("SECRET_KEY", "django-insecure-" + GOOD, "CAUCE_SECRET_KEY"),
    ("SECRET_KEY", "tests-only-and-nothing-else-never-a-real-one-" + GOOD, "CAUCE_SECRET_KEY"),
    ("SECRET_KEY_FALLBACKS", ["old"], "CAUCE_SECRET_KEY"),
    ("LOGGING", {"handlers": {"a": {"class": "x.AdminEmailHandler"}}}, "LOGGING"),
    ("DATA_UPLOAD_MAX_MEMORY_SIZE", None, "DATA_UPLOAD_MAX"),
    ("DATABASES", line("db.example", {}), "DATABASE_URL"),
    ("DATABASES", line("db.example", {"sslmode": "prefer"}), "DATABASE_URL"),
    ("DATABASES", line("10.0.0.7", {"sslmode": "require"}), "DATABASE_URL"),
    ("DATABASES", line("db.example", {"sslmode": "verify-ca"}), "DATABASE_URL"),
]
GOOD_LINES = [
    ("DATABASES", line("db.example", {"sslmode": "verify-full"})),
    ("DATABASES", line("/run/postgresql", {})),
    ("DATABASES", line("", {})),
]


def run(
    folder: Path, program: str, *words: str, warm: bool = False, **more: str
) -> subprocess.CompletedProcess:
    """This program as a server would run it, with its data in this folder.

    ``warm``: forked from a process that has read the files of the program and none of its settings,
    which tells as much of another case once one was begun from nothing.
    """
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("CAUCE", "KEYSTORE"))}
    given = {
        **kept,
        "CAUCE_VAR": str(folder),
        "DJANGO_SETTINGS_MODULE": "cauce.site.settings.run",
        "DATABASE_URL": f"sqlite:///{folder / 'cauce.sqlite3'}",
        **more,
    }
    if warm:
        return started.run("code", program, *words, environment=given)
    return subprocess.run(  # noqa: S603
        [sys.executable, "-c", program, *words],
        env=given,
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
    )


@pytest.fixture(scope="module")
def told(tmp_path_factory) -> dict[str, list[str]]:
    cases = json.dumps([*[case[:2] for case in CASES], *GOOD_LINES])
    done = run(tmp_path_factory.mktemp("judged"), JUDGED, cases)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_the_settings_of_a_server_are_fit_as_they_are(told):
    assert told["as it is"] == []


@pytest.mark.parametrize(("name", "value", "where"), CASES)
def test_each_weak_setting_alone_is_found(told, name, value, where):
    assert told[f"{name} {value}"] == [where]


@pytest.mark.parametrize(("name", "value"), GOOD_LINES)
def test_a_database_by_socket_or_to_whom_its_certificate_names_is_fit(told, name, value):
    assert told[f"{name} {value}"] == []


@pytest.mark.parametrize("program", [WEB, TICK], ids=["pages", "tick"])
@pytest.mark.parametrize(
    "more",
    [{"CAUCE_HOSTS": "*"}, {"CAUCE_HOSTS": ""}, {"CAUCE_SECRET_KEY": "too-short"}],
    ids=["any host", "no host", "weak secret"],
)
def test_neither_the_pages_nor_the_tick_start_with_it(tmp_path, program, more):
    done = run(tmp_path, program, warm=more != {"CAUCE_HOSTS": "*"}, **more)
    assert done.returncode != 0
    assert "Así no arranca" in done.stderr and next(iter(more)) in done.stderr


def test_whoever_starts_the_pages_reads_why_in_both_languages(tmp_path):
    said = run(tmp_path, WEB, CAUCE_HOSTS="*").stderr
    assert "Así no arranca: CAUCE_HOSTS" in said and "It does not start like this" in said


@pytest.mark.parametrize("tried", ["STARTS_UNSAFE", "CAUCE_STARTS_UNSAFE"])
def test_no_variable_turns_the_check_off(tmp_path, tried):
    done = run(tmp_path, WEB, warm=True, CAUCE_HOSTS="*", **{tried: "1"})
    assert done.returncode != 0 and "Así no arranca" in done.stderr


WEAKER = """
from cauce.site.settings.run import *
DATABASES["default"]["OPTIONS"]["init_command"] = "{command}"
"""


@pytest.mark.parametrize("program", [WEB, TICK], ids=["pages", "tick"])
@pytest.mark.parametrize(
    ("command", "named"),
    [
        ("PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL", "synchronous es 1"),
        ("PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF", "synchronous es 0"),
        ("PRAGMA journal_mode=DELETE; PRAGMA synchronous=FULL", "journal_mode es delete"),
    ],
)
def test_it_does_not_start_on_an_sqlite_that_could_lose_a_write(tmp_path, program, command, named):
    """Also where the settings say nothing of it any more: it is the connection that is asked."""
    (tmp_path / "weaker.py").write_text(WEAKER.format(command=command))
    weaker = {"DJANGO_SETTINGS_MODULE": "weaker", "PYTHONPATH": f"{tmp_path}:{ROOT}"}
    done = run(tmp_path, program, warm=True, **weaker)
    assert done.returncode != 0 and "Así no arranca" in done.stderr and named in done.stderr


@pytest.mark.django_db(transaction=True)
def test_the_database_in_use_is_read_back_and_a_weaker_one_is_found():
    """On either database: as it is, nothing; loosened on this connection, its name."""
    assert checks.of_database() == []
    sqlite = connection.vendor == "sqlite"
    loosen, restore = (
        ("PRAGMA synchronous=NORMAL", "PRAGMA synchronous=FULL")
        if sqlite
        else ("SET synchronous_commit = off", "RESET synchronous_commit")
    )
    with connection.cursor() as cursor:
        cursor.execute(loosen)
        try:
            found = checks.of_database()
        finally:
            cursor.execute(restore)
    assert ["synchronous" in one.en for one in found] == [True]


@pytest.mark.parametrize("name", ["fsync", "synchronous_commit", "full_page_writes"])
def test_a_postgresql_that_could_lose_a_write_is_found(name):
    """``fsync`` cannot be changed on a connection: here stands a server that answers so."""

    class Server:
        def execute(self, _query, asked):
            self.asked = asked[0]

        def fetchone(self):
            return ["off" if self.asked == name else "on"]

    assert [one.en for one in checks._of_postgresql(Server())] == [f"{name} is 'off'"]


def test_the_keystore_is_read_back_too():
    assert checks.of_keystore() == []
    keystore().execute("PRAGMA synchronous=NORMAL")
    try:
        assert [one.where for one in checks.of_keystore()] == ["KEYSTORE_URL"]
    finally:
        keystore().execute("PRAGMA synchronous=FULL")
