"""The table of the ASVS: whole, with evidence that exists and runs, and honest about the rest."""

from __future__ import annotations

import csv
from collections import Counter

import pytest

from tests.shared import shared

from .evidence import is_test, missing, named, rows, wrong

STATUS = ("met", "not_met", "operator", "not_used")
AUTOMATED = 0.85  # of what applies: the target of the checklist


def table() -> list[dict[str, str]]:
    return rows("asvs.csv")


def test_every_requirement_that_applies_has_its_row():
    with shared("security/asvs.csv").open(encoding="utf-8", newline="") as file:
        asked = {row["req_id"]: row for row in csv.DictReader(file)}
    ours = {row["req_id"]: row for row in table()}
    assert set(ours) == set(asked)
    for id, row in ours.items():
        assert row["level"] == asked[id]["level"]
        if row["status"] == "not_used":
            assert asked[id]["applies"] == "conditional", id


def test_every_row_says_what_holds_and_why():
    odd = []
    for row in table():
        if row["status"] not in STATUS:
            odd.append(f"{row['req_id']}: {row['status']!r}")
        elif row["status"] == "met" and not named(row["evidence"]):
            odd.append(f"{row['req_id']}: met, and nothing shows it")
        elif row["status"] != "met" and len(row["note"]) < 15:
            odd.append(f"{row['req_id']}: {row['status']} without a reason")
    assert odd == []


def test_the_tests_and_files_it_names_exist_and_run():
    assert list(wrong(table(), "req_id")) == []


@pytest.mark.parametrize(
    ("one", "found"),
    [
        ("tests/security/test_asvs.py::test_every_row_says_what_holds_and_why", ""),
        ("docs/deploy.md", ""),
        ("docs/nothing.md", "docs/nothing.md does not exist"),
        (
            "tests/security/test_asvs.py::test_nothing",
            "tests/security/test_asvs.py has no test test_nothing that runs",
        ),
        ("bench/README.md::test_x", "bench/README.md is not run by ./test"),
    ],
)
def test_evidence_that_is_not_there_is_noticed(one, found):
    assert missing(one) == found


def test_most_of_what_applies_is_held_by_a_test():
    """Figures of the notes come from here: nobody counts by hand."""
    applies = [row for row in table() if row["status"] != "not_used"]
    automated = [
        row for row in applies if row["status"] == "met" and any(map(is_test, named(row["evidence"])))
    ]
    counts = Counter(row["status"] for row in applies)
    assert len(automated) >= AUTOMATED * len(applies), (len(automated), counts)
