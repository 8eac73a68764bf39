"""What the documents tell to type is typed, in the order in which it is told; ``make dist-test``.

Not collected by ``./test``: each command is a start of the program, and the help is made whole.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.test_help import ENGLISH, ROOT, SPANISH, commands, text_of

BIN = Path(sys.executable).parent


class Typed:
    """A folder in which somebody types, with the data of the program in one below it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.env = os.environ | {
            "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}",
            "DJANGO_SETTINGS_MODULE": "cauce.site.settings.run",
            "RETENTION_LEDGER": str(folder / "elsewhere/retention-ledger.jsonl"),
        }
        (folder / "elsewhere").mkdir()
        self.data("first")

    def data(self, name: str) -> None:
        """From now on the data of the program lie in this folder."""
        (self.folder / name).mkdir()
        self.env["CAUCE_VAR"] = str(self.folder / name)

    def type(self, line: str) -> str:
        """What a command prints. Raises ``AssertionError`` with what it says when it fails."""
        done = self.typed(line)
        assert done.returncode == 0, f"{line}\n{done.stdout}\n{done.stderr}"
        return done.stdout

    def typed(self, line: str) -> subprocess.CompletedProcess[str]:
        """A command, whatever came of it."""
        words = shlex.split(line)
        return subprocess.run(words, cwd=self.folder, env=self.env, capture_output=True, text=True)


@pytest.mark.parametrize("folder", [SPANISH, ENGLISH], ids=["es", "en"])
def test_the_page_of_backups_is_followed_to_the_letter(folder, tmp_path):
    """Only what the page leaves to whoever reads it is done here: the names of files, an empty place."""
    told = commands(text_of(folder / "operators/restore.md"))
    new, back_up, check, restore, *after, anchor = told
    at = Typed(tmp_path)
    at.type("cauce migrate -v0")
    at.type("cauce tick")
    at.type(commands(text_of(folder / "guides/administrator.md"))[0])
    printed = at.type(new)
    at.env["CAUCE_BACKUP_RECIPIENT"] = re.search(r"age1\w+", printed)[0]
    identity = re.search(r"--identity (\S+)", check)[1]
    (tmp_path / identity).write_text(re.search(r"AGE-SECRET-KEY-\w+", printed)[0] + "\n")
    at.type(back_up)
    for kind in ("data", "keys"):
        (made,) = tmp_path.rglob(f"cauce-{kind}-*.age")
        made.rename(tmp_path / f"cauce-{kind}.age")
    assert "0" in at.type(check)
    assert at.typed(restore).returncode == 2, "where something is, nothing is put back"
    at.data("second")
    at.type(restore)
    for line in (*after, anchor):
        at.type(line)
    assert at.type(commands(text_of(folder / "guides/auditor.md"))[0])


def test_the_help_is_made_whole_and_asks_nobody_for_anything(tmp_path):
    """``make site``: no warning, no script or style in a page, every link of every page leads somewhere."""
    out = tmp_path / "help"
    subprocess.run(["make", "site", f"FOLDER={out}"], cwd=ROOT, check=True)
    found = sorted(out.rglob("*.html"))
    assert len(found) > 150
    lost = [one for page in found for one in wrong(page)]
    assert lost == []
    before = (out / "es/index.html").stat().st_mtime_ns
    subprocess.run(["make", "site", f"FOLDER={out}"], cwd=ROOT, check=True)
    assert (out / "es/index.html").stat().st_mtime_ns == before, "made of the same words it stays as it is"


def wrong(page: Path) -> list[str]:
    """What a page has that our policy would not let it, and its links that lead nowhere."""
    text = page.read_text(encoding="utf-8")
    found = re.findall(r"<style|<[^>]* (?:style|on\w+)=|<script(?![^>]*\ssrc=)[^>]*>", text)
    found += re.findall(r'<(?:script|link|img)[^>]* (?:src|href)="(?:https?:)?//[^"]*"', text)
    for target in re.findall(r'<[a-z][^>]* (?:href|src)="([^"#?]*)(?:#[^"]*)?"', text):
        inside = target and not re.match(r"https?:|mailto:|/", target)
        if inside and not (page.parent / target).resolve().exists():
            found.append(target)
    return [f"{page.name}: {one}" for one in found]
