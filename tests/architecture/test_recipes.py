"""The recipe for a feature (docs/feature.md) is followed to the letter in a copy of the tree, and holds."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.template import file as template
from tests.template.key import key

from .reading import ROOT, committed, short

RECIPE = ROOT / "docs/feature.md"
BLOCK = re.compile(
    r"^```(python|django|csv|diff)\n(?:\{# | ?# )(\S+)(?: #\})?\n(.*?)^```$", re.DOTALL | re.MULTILINE
)
FOLDERS = ("cauce/intake/found", "cauce/desk/intake/found")
READ = "var/cache"  # the content as it was read already; a feature changes nothing of it
# Tests of the house that a new feature meets first; those that read the whole tree again would take longer.
FLOORS = "tests/architecture/test_floors.py"
HOUSE = (
    "tests/architecture/test_routes.py",
    "tests/security/test_fields.py",
    f"{FLOORS}::test_foreign_keys_point_down_the_floors",
    f"{FLOORS}::test_every_app_has_the_files_of_the_house",
    f"{FLOORS}::test_a_screen_never_touches_the_database_itself",
)


def blocks(text: str) -> list[tuple[str, str, str]]:
    """(kind, path, what stands in it) of every file and every added line."""
    return BLOCK.findall(text)


def added(old: str, change: str) -> str:
    """A file with the lines of a ``diff`` block put after the line that stands above them there.

    Raises ``ValueError`` where that line is not there, or more than once.
    """
    above, *lines = change.rstrip("\n").split("\n")
    above = above.removeprefix(" ")
    if old.split("\n").count(above) != 1:
        raise ValueError(f"not there once: {above}")
    put = "".join(f"{line.removeprefix('+')}\n" for line in lines)
    return f"\n{old}".replace(f"\n{above}\n", f"\n{above}\n{put}", 1)[1:]


def followed(text: str, tree: Path) -> None:
    """Everything that the recipe says, done to a tree."""
    for kind, path, inside in blocks(text):
        here = tree / path
        if kind == "diff":
            inside = added(here.read_text(encoding="utf-8"), inside)
        here.parent.mkdir(parents=True, exist_ok=True)
        here.write_text(inside, encoding="utf-8")
        if here.suffix == ".py":
            (here.parent / "__init__.py").touch()


# Nobody writes into these: Python puts another compiled file in the place of one.
LINKED = {".pyc", ".png", ".pdf", ".zip", ".gz", ".woff2", ".sqlite3"}


def copied(to: Path) -> None:
    """The files of the repository; modules with what was compiled of them, or each start would compile the
    whole program. What may be written into is never a hard link: it would be written here as well.
    """
    compiled = [
        file for top in ("cauce", "tests") for file in (ROOT / top).glob("**/__pycache__/*.cpython-*.pyc")
    ]
    for path in (*committed(), *compiled):
        there = to / short(path)
        there.parent.mkdir(parents=True, exist_ok=True)
        if path.suffix in LINKED:
            with contextlib.suppress(OSError):  # another disk
                os.link(path, there)
                continue
        shutil.copy2(path, there)
    subprocess.run(["git", "init", "-q", str(to)], check=True)
    (to / ".venv").symlink_to(ROOT / ".venv")


def run(tree: Path, *words: str) -> None:
    given = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST")}
    given |= {
        "DJANGO_SETTINGS_MODULE": "cauce.site.settings.test",
        "PYTHONPATH": str(tree),
        "DATABASE_URL": f"sqlite:///{tree / 'var/cauce.sqlite3'}",  # in the copy all is on SQLite
    }
    done = subprocess.run([sys.executable, *words], cwd=tree, env=given, capture_output=True, text=True)
    assert done.returncode == 0, f"{' '.join(words)}\n{done.stdout[-6000:]}\n{done.stderr[-3000:]}"


# In the copy: the migration is written and laid out, and its table added to the migrated database of this
# run, which is kept for the tests there under the name of what lies there then. The migrations of before are
# not run again, but where this run has PostgreSQL.
PREPARE = """
import subprocess, sys
import django
from django.conf import settings
settings.DATABASES["default"]["NAME"] = {name!r}
django.setup()
from django.core.management import call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from cauce.intake.found.models import FoundThing
from tests.template import file, key
call_command("makemigrations", "found", verbosity=0)
written = "cauce/intake/found/migrations"
subprocess.run([sys.executable, "-m", "ruff", "format", "-q", written], check=True)
if connection.introspection.table_names():
    with connection.schema_editor() as editor:
        editor.create_model(FoundThing)
    MigrationRecorder(connection).record_applied("found", "0001_initial")
else:
    call_command("migrate", verbosity=0)
connection.close()
file.folder().mkdir(parents=True)
file.keep({name!r}, key.key())
"""


@pytest.mark.own_database
@pytest.mark.django_db
def test_the_recipe_for_a_feature_holds_in_a_copy_of_the_tree(tmp_path):
    tree, name = tmp_path / "tree", tmp_path / "migrated.sqlite3"
    copied(tree)
    if (ROOT / READ).is_dir():
        shutil.copytree(ROOT / READ, tree / READ, ignore=shutil.ignore_patterns("*.tmp"))
    followed(RECIPE.read_text(encoding="utf-8"), tree)
    if migrated := template.whole(key()):
        shutil.copyfile(migrated, name)
    run(tree, "-m", "ruff", "format", "--check", *FOLDERS)
    run(tree, "-c", PREPARE.format(name=str(name)))
    run(tree, "-m", "ruff", "check", *FOLDERS)
    run(tree, "-m", "pytest", "-p", "no:cacheprovider", *FOLDERS, *HOUSE)
    shutil.rmtree(tree)


def test_what_is_written_in_the_copy_is_not_written_here(tmp_path):
    copied(tmp_path)
    for path in (ROOT / "docs/security/events.yaml", ROOT / "cauce/site/urls.py"):
        assert not (tmp_path / short(path)).samefile(path)
    shutil.rmtree(tmp_path)


def test_the_recipe_types_commands_that_are_there():
    modules = re.findall(r"bin/python -m (\S+)", RECIPE.read_text(encoding="utf-8"))
    assert modules == ["tests.architecture.events", "tests.suite.durations"]
    assert all((ROOT / f"{one.replace('.', '/')}.py").exists() for one in modules)


def test_a_line_that_is_gone_is_noticed():
    assert added("a\nb\nc\n", " b\n+new\n") == "a\nb\nnew\nc\n"
    for old in ("a\nc\n", "b\nb\n"):
        with pytest.raises(ValueError, match="not there once: b"):
            added(old, " b\n+new\n")
