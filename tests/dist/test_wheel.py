"""The package holds what the folder has, every template, style and text of the content, and no test."""

from __future__ import annotations

import re
import tomllib
import zipfile
from email.parser import Parser

import pytest

from cauce.methods.extras import EXTRAS
from tests.architecture.reading import ROOT, committed

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
OF_TESTS = re.compile(r"(^|/)(tests/|conftest\.py$|test_)|^cauce/site/settings/(test|place)\.py$")


@pytest.fixture(scope="module")
def packed(wheel) -> dict[str, bytes]:
    """What is in it, without what says of itself what it is."""
    with zipfile.ZipFile(wheel) as held:
        return {name: held.read(name) for name in held.namelist()}


def here() -> dict[str, bytes]:
    """What must be in it, by its place there."""
    files = {file.relative_to(ROOT).as_posix(): file for file in committed()}
    return {
        re.sub("^content/", "cauce/_content/", name): file.read_bytes()
        for name, file in files.items()
        if name.startswith(("cauce/", "content/")) and not OF_TESTS.search(name)
    }


def test_it_holds_every_file_of_the_program_and_of_the_content_and_nothing_else(packed):
    ours = {name: body for name, body in packed.items() if ".dist-info/" not in name}
    wanted = here()
    assert ours.keys() == wanted.keys()
    assert [name for name in ours if ours[name] != wanted[name]] == []
    kinds = {name.rpartition(".")[2] for name in ours}
    assert kinds >= {"html", "css", "js", "woff2", "svg", "csv", "yaml", "md", "json", "zip"}
    assert len([name for name in ours if name.startswith("cauce/_content/")]) > 250


def test_it_holds_no_test_no_path_and_nothing_that_was_compiled(packed):
    assert [name for name in packed if OF_TESTS.search(name) or name.endswith((".pth", ".pyc"))] == []
    assert OF_TESTS.search("cauce/desk/conftest.py") and OF_TESTS.search("cauce/aid/tests/doors.py")
    assert not OF_TESTS.search("cauce/desk/cases/assessment/views_contest.py")


def test_it_says_its_version_its_pythons_its_command_and_its_extras(packed):
    [about] = [body.decode() for name, body in packed.items() if name.endswith(".dist-info/METADATA")]
    told = Parser().parsestr(about)
    assert told["Version"] == PROJECT["version"] and told["License-Expression"] == "Apache-2.0"
    assert sorted(told["Requires-Python"].split(",")) == sorted(PROJECT["requires-python"].split(","))
    assert set(told.get_all("Provides-Extra")) == EXTRAS.keys()
    [points] = [body.decode() for name, body in packed.items() if name.endswith("entry_points.txt")]
    assert "cauce = cauce.site.cli:main" in points
    assert {name.rpartition("/")[2] for name in packed if "/licenses/" in name} == {"LICENSE", "NOTICE"}
