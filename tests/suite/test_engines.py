"""What PostgreSQL does not run again asked nothing of a database, or asked only what others ask there."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from . import record
from .engines import Known, Sent, fewest, left_out, read_list

TREE = "0f1e"
LAW = Known("cauce/rules/tests/test_law.py::test_means", spared=False)
CASES = Known("cauce/cases/tests/test_course.py::test_opened", spared=False)
WALK = Known("tests/journeys/test_aid.py::test_asked", spared=True)
ESSENTIAL = Known("tests/journeys/test_essential_line.py::test_line", spared=False)
ALL = [LAW, CASES, WALK, ESSENTIAL]


def ran(test: Known, asked: int, *shapes: int, tree: str = TREE) -> record.Test:
    return record.Test(test.id, tree, 1.0, asked, shapes)


def test_a_test_that_asked_nothing_is_left_out_and_one_that_opened_a_connection_is_not():
    found = left_out(ALL, [ran(LAW, 0), ran(CASES, 1)], TREE)
    assert found == {LAW.id: "asked no database"}


def test_a_journey_is_left_out_when_others_send_all_its_statements():
    records = [ran(LAW, 0), ran(CASES, 9, 1, 2, 3), ran(WALK, 5, 1, 3), ran(ESSENTIAL, 5, 4)]
    assert set(left_out(ALL, records, TREE)) == {LAW.id, WALK.id}


def test_a_journey_with_a_statement_of_its_own_runs():
    records = [ran(CASES, 9, 1, 2), ran(WALK, 5, 1, 7), ran(ESSENTIAL, 5, 4)]
    assert WALK.id not in left_out(ALL, records, TREE)


def test_of_two_journeys_that_alone_send_a_statement_the_quicker_one_runs():
    other = Known("tests/journeys/test_guide.py::test_read", spared=True)
    slow = record.Test(other.id, TREE, 9.0, 5, (7,))
    found = left_out([WALK, other], [ran(WALK, 5, 7), slow], TREE)
    assert set(found) == {other.id}


@given(st.lists(st.frozensets(st.integers(0, 12)), max_size=9), st.frozensets(st.integers(0, 12)))
def test_together_those_that_run_send_every_statement_that_was_sent(each, sent):
    spared = {str(number): Sent(shapes, 1.0) for number, shapes in enumerate(each)}
    chosen = fewest(spared, sent)
    assert sent.union(*each) == sent.union(*(spared[name].shapes for name in chosen))
    assert all(spared[name].shapes - sent for name in chosen)


STEPS = [
    Known(f"tests/journeys/test_story.py::test_it_{number}", True, "tests/journeys/test_story.py")
    for number in (1, 2, 3)
]


def test_the_journeys_of_a_file_run_together_or_not_at_all():
    own = [ran(STEPS[0], 0), ran(STEPS[1], 5, 1), ran(STEPS[2], 5, 8)]
    assert set(left_out([CASES, *STEPS], [ran(CASES, 9, 1), *own], TREE)) == set()
    same = [*own[:2], ran(STEPS[2], 5, 1)]
    found = left_out([CASES, *STEPS], [ran(CASES, 9, 1), *same], TREE)
    assert set(found) == {step.id for step in STEPS}


def test_a_test_without_a_record_runs():
    assert CASES.id not in left_out(ALL, [ran(LAW, 0)], TREE)


@pytest.mark.parametrize("tree", ["", "other"])
def test_without_a_record_of_this_tree_all_but_the_spared_journeys_run(tree):
    records = [ran(LAW, 0), ran(CASES, 9, 1)]
    assert set(left_out(ALL, records, tree)) == {WALK.id}


def about_pages() -> set[str]:
    """The files of tests with the mark of a journey or of a walk over all pages."""
    marked = re.compile(r"^(?:pytestmark = .*|@)pytest\.mark\.(?:journey|pages)\b", re.MULTILINE)
    files = [path for top in ("cauce", "tests") for path in (record.ROOT / top).rglob("test_*.py")]
    found = {path for path in files if marked.search(path.read_text("utf-8"))}
    return {path.relative_to(record.ROOT).as_posix() for path in found}


def test_nothing_that_is_left_out_opened_a_connection_unless_others_ask_the_same():
    """The proof on the real list, where this run or the last one on PostgreSQL left one."""
    listed = read_list()
    records = {one.id: one for one in record.last("sqlite") if one.tree == record.tree()}
    out = [records[id] for id in listed if id in records]
    elsewhere = {shape for one in records.values() if one.id not in listed for shape in one.shapes}
    assert [one.id for one in out if one.asked and one.file not in about_pages()] == []
    assert [one.id for one in out if not elsewhere.issuperset(one.shapes)] == []


def test_a_statement_has_one_shape_whatever_its_values_and_their_number():
    one = record.shape("SELECT a FROM t WHERE id IN (%s, %s) LIMIT 21")
    assert one == record.shape("SELECT a FROM t WHERE id IN (%s, %s, %s) LIMIT 5")
    assert one != record.shape("SELECT b FROM t WHERE id IN (%s, %s) LIMIT 21")
