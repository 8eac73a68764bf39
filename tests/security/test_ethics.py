"""The table of the twenty ethics requirements: each with how it is enforced and tests that run."""

from __future__ import annotations

import re

from tests.shared import shared

from .evidence import is_test, missing, named, rows, wrong

NUMBERS = [f"E{number}" for number in range(1, 21)]


def table() -> list[dict[str, str]]:
    return rows("ethics.csv")


def test_all_twenty_stand_there_in_order_and_no_other():
    text = shared("security/ethics.md").read_text(encoding="utf-8")
    asked = re.findall(r"^\| \*\*(E\d+)\*\*", text, re.M)
    assert [row["id"] for row in table()] == NUMBERS == asked


def test_each_is_said_in_both_languages_with_how_it_is_enforced():
    for row in table():
        for name in ("requirement_es", "requirement_en", "how", "how_es"):
            assert len(row[name]) > 15, (row["id"], name)
        for es, en in (("requirement_es", "requirement_en"), ("how_es", "how")):
            assert row[es] != row[en], row["id"]


def test_each_has_a_test_that_exists_and_runs():
    assert list(wrong(table(), "id")) == []
    assert [row["id"] for row in table() if not any(map(is_test, named(row["evidence"])))] == []
    assert missing("tests/security/test_ethics.py::test_of_nothing")


def test_what_the_product_does_not_hold_is_said():
    """Requirements of which a part is not there are known, and say so in their note."""
    said = {row["id"] for row in table() if row["note"]}
    assert said >= {"E11", "E15", "E19", "E20"}
