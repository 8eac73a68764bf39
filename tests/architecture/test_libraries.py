"""The libraries of statistics stand alone: imported where neither Django nor the rest of Cauce can be."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tests.shared import ROOT

# All the rest of Cauce, and Django, are shut out.
SHUT = """
import importlib, importlib.abc, pkgutil, sys
OUT = ("django", "psycopg", "pydantic")
class Door(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in OUT or (name.startswith("cauce.") and not name.startswith("cauce.methods")):
            raise ImportError(f"{name} is shut out")
sys.meta_path.insert(0, Door())
"""
ALL = """
import cauce.methods
for found in pkgutil.walk_packages(cauce.methods.__path__, "cauce.methods."):
    if ".tests" not in found.name:
        importlib.import_module(found.name)
"""
USED = """
from cauce.methods import estimation
from cauce.methods.errors import BadInput
from cauce.methods.evaluation.reading import read_panel
from cauce.methods.linkage.names import given
assert round(estimation.stepwise(estimation.read(estimation.DATA / "Kosovo.csv")[0]).estimate) == 14342
assert given("Ma. Guadalupe")
for read, wrong in ((estimation.parse, estimation.Unusable), (lambda body: read_panel(body, "x"), BadInput)):
    try:
        read(b"")
    except wrong as said:
        print(bool(said.es and said.en))
"""


def ran(code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
    )


def test_they_are_imported_and_used_where_django_and_the_rest_are_shut_out():
    """Each module of theirs; and what cannot be used they say in both languages by themselves."""
    done = ran(SHUT + ALL + USED)
    assert (done.returncode, done.stdout, done.stderr) == (0, "True\nTrue\n", "")


@pytest.mark.parametrize("name", ["django", "cauce.content.errors"])
def test_what_is_shut_out_cannot_be_imported(name):
    done = ran(f"{SHUT}import {name}")
    assert done.returncode == 1 and f"{name.rpartition('.')[0] or name} is shut out" in done.stderr
