"""A walk over permissions, each answer compared with an oracle that shares nothing with the guard.

Short here; 500 runs of 50 steps, and every planted mistake: ``python -m faults permissions``.
"""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
import time_machine
from django.db import transaction

from .permissions import policy
from .permissions import world as base
from .permissions.mistakes import MISTAKES, found, walk

pytestmark = pytest.mark.django_db
# Those that show within a few runs; the others are slower, not harder.
SOON = [
    "the guard forgets which post",
    "any receiver reads any request",
    "an emergency opens without an opening",
    "whoever leads a post reads its cases",
    "the administration reads cases",
    "the window reads cases",
    "what one opened another reads",
    "a role ends at midnight, not at once",
    "forbidden is not like absent",
    "a denial is not written down",
    "a read is not written down",
    "a link forgets the one before",
]


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        with time_machine.travel(base.START, tick=False):
            made = base.build()
        with base.cheap_passphrases():
            yield made
        transaction.set_rollback(True)


def test_every_answer_is_what_the_oracle_says(world):
    asked = walk(world, runs=8, steps=25)
    print(f"\npermissions: {asked['steps']} steps in {asked['runs']} runs")
    assert asked["steps"] >= 190
    for what in ("hidden", "shown", "done"):
        assert any(name.endswith(what) for name in asked), f"nothing was {what}"


@pytest.mark.parametrize("name", SOON)
def test_a_planted_mistake_is_found(world, name):
    said, run, step = found(world, name, runs=20, steps=25)
    assert said, f"{run} runs and {step} steps did not find it"


def test_the_oracle_imports_nothing_of_the_product():
    tree = ast.parse(Path(policy.__file__).read_text("utf-8"))
    named = {one.module for one in ast.walk(tree) if isinstance(one, ast.ImportFrom)}
    named |= {n.name for one in ast.walk(tree) if isinstance(one, ast.Import) for n in one.names}
    assert named == {"__future__", "dataclasses", "datetime"}


def test_nine_in_ten_needs_ten():
    assert len(MISTAKES) >= 10 and set(SOON) <= set(MISTAKES)
