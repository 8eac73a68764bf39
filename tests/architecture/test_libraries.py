"""The libraries of statistics stand alone: imported where neither Django nor the rest of Cauce can be."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tests.shared import ROOT

# Imports what the libraries are made of, with all the rest of Cauce and Django shut out.
ALONE = """
import importlib.abc, pkgutil, sys, importlib
SHUT = ("django", "psycopg", "pydantic")
class Door(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in SHUT or (name.startswith("cauce.") and not name.startswith("cauce.methods")):
            raise ImportError(f"{name} is shut out")
sys.meta_path.insert(0, Door())
import cauce.methods
for found in pkgutil.walk_packages(cauce.methods.__path__, "cauce.methods."):
    if ".tests" not in found.name and not found.name.endswith(".ready"):
        importlib.import_module(found.name)
"""
USED = """
from cauce.methods import estimation, linkage
assert round(estimation.stepwise(estimation.read(estimation.DATA / "Kosovo.csv")[0]).estimate) == 14342
from cauce.methods.linkage.names import given
assert given("Ma. Guadalupe")
from cauce.methods.evaluation.order import Post
try:
    from cauce.content import errors
except ImportError:
    print("alone")
"""


def ran(code: str, **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": str(ROOT), **more},
        capture_output=True,
        text=True,
    )


def test_they_are_imported_and_used_where_django_and_the_rest_are_shut_out():
    done = ran(ALONE + USED)
    assert (done.returncode, done.stdout, done.stderr) == (0, "alone\n", "")


def test_what_shuts_out_the_rest_does_shut_it_out():
    done = ran(ALONE + "import django")
    assert done.returncode == 1 and "django is shut out" in done.stderr


@pytest.mark.parametrize("package", ["estimation", "evaluation"])
def test_they_say_what_cannot_be_used_in_both_languages_by_themselves(package):
    ask = {
        "estimation": "from cauce.methods.estimation import Unusable as wrong, parse as read",
        "evaluation": "from cauce.methods.evaluation.reading import read_panel as read\n"
        "from cauce.methods.errors import BadInput as wrong",
    }[package]
    given = {"estimation": "b''", "evaluation": "b'', 'x'"}[package]
    asked = f"try:\n    read({given})\nexcept wrong as said:\n    print(bool(said.es and said.en))"
    done = ran(f"{ALONE}\n{ask}\n{asked}")
    assert done.stdout == "True\n", done.stderr
