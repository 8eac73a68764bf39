"""What runs: commands that explain themselves, migrations complete, a database that forgets nothing."""

from __future__ import annotations

import argparse
import ast
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command, load_command_class
from django.db import connection, connections, models
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.questioner import NonInteractiveMigrationQuestioner
from django.db.migrations.state import ModelState, ProjectState
from django.template.engine import Engine

from cauce.operations import variables
from cauce.site.settings import base
from scripts.helpsite import reference

from .reading import CAUCE, ROOT, named, short, tree

COMMANDS = CAUCE / "operations/management/commands"


def commands() -> list[str]:
    return sorted(path.stem for path in COMMANDS.glob("*.py") if path.stem != "__init__")


def what_a_command_lacks(command) -> list[str]:
    parser = command.create_parser("cauce", "x")
    options = {option for action in parser._actions for option in action.option_strings}
    lacks = [name for name in ("--help", "--json", "--language") if name not in options]
    if not (command.help or "").strip():
        lacks.append("help")
    lacks += [
        f"help of {action.dest}"
        for action in parser._actions
        if action.help in (None, "") and action.help is not argparse.SUPPRESS
    ]
    return lacks


@pytest.mark.parametrize("name", commands())
def test_every_command_explains_itself_and_speaks_json(name):
    assert what_a_command_lacks(load_command_class("cauce.operations", name)) == []


def test_it_notices_a_command_that_explains_nothing():
    from django.core.management.base import BaseCommand

    class Silent(BaseCommand):
        def add_arguments(self, parser):
            parser.add_argument("file")

    assert what_a_command_lacks(Silent()) == ["--json", "--language", "help", "help of file"]


def test_what_a_command_is_for_is_said_in_both_languages():
    helps = {name: load_command_class("cauce.operations", name).help for name in commands()}
    assert [name for name, words in helps.items() if not reference.BOTH.fullmatch(words)] == []


def asked_of_the_environment(text: str) -> set[str]:
    return set(re.findall(r"""os\.environ(?:\.get\()?[\[(]?["']([A-Z_]+)""", text))


def test_every_variable_that_the_program_reads_is_in_the_table_of_the_help():
    asked = {
        name
        for path in CAUCE.rglob("*.py")
        if "tests" not in path.parts and path.name not in ("place.py", "test.py")
        for name in asked_of_the_environment(path.read_text("utf-8"))
    }
    # Systemd's and the desktop's own, and the one by which Django is told where the others are.
    asked = asked - {"CREDENTIALS_DIRECTORY", "XDG_DATA_HOME"} | {"DJANGO_SETTINGS_MODULE"}
    assert {"DATABASE_URL", "KEYSTORE_URL"} <= asked
    assert sorted(asked) == list(variables.known())
    assert asked_of_the_environment('os.environ.get("CAUCE_X", "")') == {"CAUCE_X"}


@pytest.mark.django_db
def test_the_migrations_are_complete():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_it_notices_a_column_without_a_migration():
    loader = MigrationLoader(None)
    before = loader.project_state()
    after = ProjectState.from_apps(apps)
    state = after.models["notices", next(iter(apps.get_app_config("notices").models))].clone()
    assert isinstance(state, ModelState)
    state.fields["forgotten"] = models.TextField(default="")
    after.add_model(state)
    found = MigrationAutodetector(before, after, NonInteractiveMigrationQuestioner())
    assert "notices" in found.changes(graph=loader.graph)


def pragmas(cursor) -> dict[str, object]:
    found = {}
    for name in ("journal_mode", "synchronous", "foreign_keys", "secure_delete", "trusted_schema"):
        cursor.execute("PRAGMA " + name)
        found[name] = cursor.fetchone()[0]
    return found


DURABLE = {
    "journal_mode": "wal",
    "synchronous": 2,
    "foreign_keys": 1,
    "secure_delete": 1,
    "trusted_schema": 0,
}


@pytest.mark.django_db
def test_a_database_file_opens_with_the_only_durable_settings(tmp_path: Path):
    """Read back from a real file, as a running server opens it; always SQLite, whatever the suite."""
    config = base.database(f"sqlite:///{tmp_path / 'pilot.sqlite3'}")
    wrapper = connections["default"].__class__
    if connection.vendor != "sqlite":
        from django.db.backends.sqlite3.base import DatabaseWrapper as wrapper
    defaults = connections["default"].settings_dict | config
    opened = wrapper({**defaults, "TIME_ZONE": None}, "pilot")
    try:
        with opened.cursor() as cursor:
            assert pragmas(cursor) == DURABLE
    finally:
        opened.close()
    assert config["OPTIONS"]["transaction_mode"] == "IMMEDIATE"


def test_a_plain_database_would_not_have_them(tmp_path: Path):
    import sqlite3

    plain = sqlite3.connect(tmp_path / "plain.sqlite3")
    assert pragmas(plain.cursor()) != DURABLE
    plain.close()


NAMES = re.compile(r"""["']([\w/-]+(?:\.\w+)*\.html)["']""")


def templates() -> set[str]:
    """Every template of ours, by the name it is loaded with."""
    return {
        path.as_posix().split("/templates/", 1)[1]
        for path in named(".html", under=CAUCE)
        if "/templates/" in path.as_posix()
    }


# A name put together when it is asked for: the file, and the folder whose pages it can name.
MADE = re.compile(r"""f["']([\w/]+/)\{\w+\}\.html["']""")


# Templates named by a word of another file, and where the word stands: {folder prefix: file}.
NAMED_ELSEWHERE = {
    "documents/part_": "protocol/documents/outline.py",
    "readiness/_": "desk/staff/readiness/steps.py",
    "screenings/": "desk/intake/screenings/views_places.py",
}


def mentioned(texts: list[str], known: set[str]) -> set[str]:
    found: set[str] = set()
    for text in texts:
        found |= set(NAMES.findall(text))
        for folder in MADE.findall(text):
            words = set(re.findall(r"""["']([\w-]+)["']""", text))
            found |= {name for name in known if name in {f"{folder}{w}.html" for w in words}}
    return found


def test_every_template_is_used():
    texts = [
        p.read_text(encoding="utf-8") for p in named(".html", ".py", under=CAUCE) if "tests" not in p.parts
    ]
    known = templates()
    assert len(known) > 30
    framework = {name for name in known if name.startswith("django/")}
    # A part of the look may wait for its first page where its guide offers it.
    guide = (CAUCE / "ui/README.md").read_text(encoding="utf-8")
    texts += [f'"{name}"' for name in re.findall(r"`(ui/\w+\.html)`", guide)]
    for prefix, file in NAMED_ELSEWHERE.items():
        words = re.findall(r"""["'](\w+)["']""", (CAUCE / file).read_text(encoding="utf-8"))
        texts += [f'"{prefix}{word}.html"' for word in words]
    assert sorted(known - framework - mentioned(texts, known)) == []
    pages = 'page("cues")\nrender(request, f"screenings/{name}.html")'
    two = {"screenings/cues.html", "screenings/old.html", "ui/a.html"}
    assert mentioned([pages, "{% include 'ui/a.html' %}"], two) == {"screenings/cues.html", "ui/a.html"}


def test_every_template_can_be_read():
    engine = Engine.get_default()
    for name in sorted(templates()):
        engine.get_template(name)


def settings_left_open(module: ast.Module) -> list[str]:
    """Settings that would open a server: DEBUG, any host, no hasher of ours."""
    wrong = []
    for node in module.body:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            name, value = node.targets[0].id, ast.unparse(node.value)
            if name == "DEBUG" and value != "False":
                wrong.append(name)
            if name == "ALLOWED_HOSTS" and "*" in value:
                wrong.append(name)
    return wrong


def test_no_settings_open_a_server():
    for path in named(".py", under=CAUCE / "site/settings"):
        assert settings_left_open(tree(path)) == [], short(path)
    bad = ast.parse("DEBUG = True\nALLOWED_HOSTS = ['*']")
    assert settings_left_open(bad) == ["DEBUG", "ALLOWED_HOSTS"]


def test_a_reader_who_stops_reading_sees_no_stack_trace(tmp_path: Path):
    asked = tmp_path / "case.json"
    asked.write_text('{"post": "HOU", "facts": {}, "acts": []}')
    run = subprocess.Popen(
        [sys.executable, "-m", "cauce.site.cli", "plan", str(asked), "--at", "2026-12-01T10:00:00-06:00"],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "CAUCE_VAR": str(tmp_path), "PYTHONUNBUFFERED": "1"},
    )
    run.stdout.close()
    assert "Traceback" not in run.stderr.read().decode()
    assert run.wait() == 141
