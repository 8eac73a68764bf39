"""What PostgreSQL does not run again asked nothing of a database, or asked only what others ask there."""

from __future__ import annotations

import pytest

from . import record
from .engines import Known, left_out, read_list

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


def test_what_only_another_journey_sends_does_not_count():
    other = Known("tests/journeys/test_guide.py::test_read", spared=True)
    found = left_out([WALK, other], [ran(WALK, 5, 7), ran(other, 5, 7)], TREE)
    assert found == {}


def test_a_test_without_a_record_runs():
    assert CASES.id not in left_out(ALL, [ran(LAW, 0)], TREE)


@pytest.mark.parametrize("tree", ["", "other"])
def test_without_a_record_of_this_tree_all_but_the_spared_journeys_run(tree):
    records = [ran(LAW, 0), ran(CASES, 9, 1)]
    assert set(left_out(ALL, records, tree)) == {WALK.id}


def test_nothing_that_is_left_out_opened_a_connection_unless_others_ask_the_same():
    """The proof on the real list, where this run or the last one on PostgreSQL left one."""
    listed = read_list()
    records = {one.id: one for one in record.last("sqlite") if one.tree == record.tree()}
    out = [records[id] for id in listed if id in records]
    elsewhere = {shape for one in records.values() if one.id not in listed for shape in one.shapes}
    assert [one.id for one in out if one.asked and not one.id.startswith("tests/journeys/")] == []
    assert [one.id for one in out if not elsewhere.issuperset(one.shapes)] == []


def test_a_statement_has_one_shape_whatever_its_values_and_their_number():
    one = record.shape("SELECT a FROM t WHERE id IN (%s, %s) LIMIT 21")
    assert one == record.shape("SELECT a FROM t WHERE id IN (%s, %s, %s) LIMIT 5")
    assert one != record.shape("SELECT b FROM t WHERE id IN (%s, %s) LIMIT 21")
