"""The table of the fifteen abuse cases: each with a test that bears its sentence, exists and runs."""

from __future__ import annotations

import re

from tests.shared import shared

from .evidence import is_test, named, rows, wrong

CASES = [f"A{number:02}" for number in range(1, 16)]


def table() -> list[dict[str, str]]:
    return rows("abuse.csv")


def sentences() -> dict[str, str]:
    """The testable sentence of each case, as the reference has it, without its markup."""
    text = shared("security/threats.md").read_text(encoding="utf-8")
    found = re.findall(r"^\| \*\*(A\d\d)\*\*[^|]*\| ([^|]+) \|", text, re.M)
    return {id: sentence.replace("*", "").replace("`", "").strip() for id, sentence in found}


def bears_its_sentence(row: dict[str, str]) -> bool:
    """Whether a test of the row is named after the case, in more than a word or two."""
    names = [one.partition("::")[2] for one in named(row["evidence"])]
    return any(re.match(rf"test_{row['id']}(_[a-z0-9]+){{6,}}$", name) for name in names)


def test_each_of_the_fifteen_stands_there_with_its_sentence():
    assert [row["id"] for row in table()] == CASES
    asked = sentences()
    assert {row["id"]: row["sentence"] for row in table()} == {id: asked[id] for id in CASES}


def test_each_has_a_test_named_after_its_sentence():
    assert [row["id"] for row in table() if not bears_its_sentence(row)] == []
    assert not bears_its_sentence({"id": "A01", "evidence": "tests/x.py::test_a_page_opens"})
    assert not bears_its_sentence({"id": "A01", "evidence": "tests/x.py::test_A02_a_b_c_d_e_f_g"})


def test_the_tests_it_names_exist_and_run():
    assert list(wrong(table(), "id")) == []
    assert all(is_test(one) for row in table() for one in named(row["evidence"]))


def test_what_is_weaker_than_the_sentence_is_said():
    """No row claims the whole of a sentence of which a part is not there."""
    weaker = {row["id"] for row in table() if row["note"]}
    assert weaker >= {"A05", "A11", "A12", "A15"}
