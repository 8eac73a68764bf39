"""The Debian package before it is made: its scripts, its questions, and the guide that a test types."""

from __future__ import annotations

import re
import subprocess

import pytest

from tests.dist import guide
from tests.shared import ROOT

DEBIAN = ROOT / "deploy/debian"
SCRIPTS = sorted(one for one in DEBIAN.iterdir() if one.read_text("utf-8").startswith("#!/bin/sh")) + sorted(
    (ROOT / "scripts").glob("*.sh")
)
UNITS = sorted((ROOT / "deploy/systemd").iterdir())


def test_every_script_of_the_package_is_read_by_sh_without_an_error():
    assert {"postinst", "postrm", "cauce", "cauce-setup"} <= {one.name for one in SCRIPTS}
    for script in SCRIPTS:
        assert subprocess.run(["sh", "-n", script], capture_output=True).stderr == b"", script.name


def test_every_question_is_asked_in_both_languages():
    questions = (DEBIAN / "templates").read_text("utf-8").strip().split("\n\n")
    assert len(questions) == 4
    for question in questions:
        fields = dict(re.findall(r"^([A-Z][\w.-]*): ?(.*(?:\n .*)*)", question, re.M))
        assert fields["Description"] and fields["Description-es.UTF-8"], question
        lists = [value.count(",") for name, value in fields.items() if name.startswith("Choices")]
        assert len(set(lists)) <= 1 and len(lists) in (0, 3)


def test_what_the_package_asks_is_what_its_scripts_read():
    asked = set(re.findall(r"^Template: (\S+)", (DEBIAN / "templates").read_text(), re.M))
    read = {
        name
        for script in ("config", "postinst", "postrm")
        for name in re.findall(r"db_\w+ (?:high )?(cauce/[a-z]+)", (DEBIAN / script).read_text())
    }
    assert read == asked


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_a_unit_has_no_error_but_that_the_program_is_not_installed_here(unit, tmp_path):
    told = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", "--recursive-errors=no", unit],
        capture_output=True,
        text=True,
    )
    odd = [line for line in told.stderr.splitlines() if unit.name in line or "/deploy/" in line]
    assert [line for line in odd if "is not executable" not in line] == []


def test_every_command_of_the_guide_is_the_same_in_both_languages_and_known_to_its_test():
    text = guide.GUIDE.read_text("utf-8")
    spanish, english = guide.halves(text)
    assert spanish == english
    assert [name for name, _ in spanish] == list(guide.TYPED)
    assert len(re.findall(r"^```", text, re.M)) == 4 * len(guide.TYPED), "no block without a name"
    whole = (ROOT / "tests/dist/test_guide.py").read_text("utf-8")
    assert [name for name in guide.TYPED if f'"{name}"' not in whole] == []


def test_every_unit_starts_what_the_package_installs_and_the_guide_is_short():
    for unit in UNITS:
        for command in re.findall(r"^Exec\w+=(\S+)", unit.read_text("utf-8"), re.M):
            assert command in ("/usr/lib/cauce/bin/cauce", "/usr/lib/cauce/bin/gunicorn")
    assert len(guide.GUIDE.read_text("utf-8").split()) < 2200


def test_what_is_installed_is_there_and_holds_no_invented_data():
    made = (ROOT / "scripts/deb.sh").read_text("utf-8")
    for file in re.findall(r"^\tput \d+ (\$FROM/\S+|deploy/\S+|docs/\S+) ", made, re.M):
        assert list(ROOT.glob(file.replace("$FROM", "deploy/debian").replace('"', ""))), file
    for script in SCRIPTS:
        if script.parent == DEBIAN:
            assert not re.search(r"cauce demo|--sign-ins", script.read_text("utf-8"))
