"""What PostgreSQL does not run again asked nothing of a database, or only what others ask there."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from . import record
from .engines import THRICE, Group, Known, chosen, fewest, left_out, of_the_program, read_list

TREE = "0f1e"
LAW = Known("cauce/rules/tests/test_law.py::test_means")
CASES = Known("cauce/cases/tests/test_course.py::test_opened")
WALK = Known("tests/journeys/test_aid.py::test_asked", spared=True)
ESSENTIAL = Known("tests/journeys/test_essential_line.py::test_line", differs=True)
ALL = [LAW, CASES, WALK, ESSENTIAL]


def ran(test: Known, asked: int, *shapes: int, tree: str = TREE, unseen: int = 0) -> record.Test:
    return record.Test(test.id, tree, 1.0, asked, shapes, unseen=unseen)


def test_a_test_that_asked_nothing_is_left_out_and_one_that_asked_what_nobody_else_asks_is_not():
    found = left_out(ALL, [ran(LAW, 0), ran(CASES, 1, 1)], TREE)
    assert found == {LAW.id: "asked no database"}


def test_a_test_that_opened_a_connection_where_nobody_sees_what_it_asks_runs():
    assert CASES.id not in left_out(ALL, [ran(LAW, 0), ran(CASES, 1, unseen=1)], TREE)


def several(number: int) -> list[Known]:
    return [Known(f"cauce/cases/tests/test_plan.py::test_{one}") for one in range(number)]


def test_of_five_tests_that_send_the_same_statement_three_run():
    tests = several(5)
    found = left_out(tests, [ran(test, 2, 7) for test in tests], TREE)
    assert len(found) == 5 - THRICE
    assert set(found.values()) == {"what it sends of 1 statements is sent by 3 other tests"}


def test_what_commits_for_good_runs_though_others_send_the_same_and_counts_among_the_three():
    race = Known("tests/casework/test_races.py::test_two_at_once", differs=True)
    tests = several(5)
    found = left_out([race, *tests], [ran(race, 2, 7), *(ran(test, 2, 7) for test in tests)], TREE)
    assert race.id not in found
    assert len(found) == 3


def test_a_journey_is_left_out_when_others_send_all_its_statements():
    records = [ran(LAW, 0), ran(CASES, 9, 1, 2, 3), ran(WALK, 5, 1, 3), ran(ESSENTIAL, 5, 4)]
    assert set(left_out(ALL, records, TREE)) == {LAW.id, WALK.id}


def test_a_journey_with_a_statement_of_its_own_runs():
    records = [ran(CASES, 9, 1, 2), ran(WALK, 5, 1, 7), ran(ESSENTIAL, 5, 4)]
    assert WALK.id not in left_out(ALL, records, TREE)


@pytest.mark.parametrize(
    ("sends", "tree", "runs"), [((1, 7), TREE, False), ((1, 2), TREE, True), ((1, 7), "0dd", True)]
)
def test_a_journey_is_left_out_when_what_runs_elsewhere_sends_all_its_statements(sends, tree, runs):
    records = [ran(WALK, 5, 1, 7), ran(ESSENTIAL, 5, 4), ran(CASES, 9, *sends, tree=tree)]
    assert (WALK.id not in left_out([WALK, ESSENTIAL], records, TREE, CASES.id.__eq__)) is runs


def test_of_two_journeys_that_alone_send_a_statement_the_quicker_one_runs():
    other = Known("tests/journeys/test_guide.py::test_read", spared=True)
    slow = record.Test(other.id, TREE, 9.0, 5, (7,))
    found = left_out([WALK, other], [ran(WALK, 5, 7), slow], TREE)
    assert set(found) == {other.id}


def test_whoever_read_what_others_were_answered_is_as_slow_as_if_it_had_asked_itself():
    other = Known("tests/security/test_asvs_sessions.py::test_way_out", spared=True)
    reader = record.Test(other.id, TREE, 0.1, 5, (7,), kept=9.0)
    found = left_out([WALK, other], [ran(WALK, 5, 7), reader], TREE)
    assert set(found) == {other.id}


@given(st.lists(st.tuples(st.frozensets(st.integers(0, 12)), st.booleans(), st.booleans()), max_size=14))
def test_together_those_that_run_send_every_statement_three_times_or_as_often_as_it_is_sent(each):
    groups = {
        str(number): Group((str(number),), shapes, 1.0, must and not spared, spared)
        for number, (shapes, must, spared) in enumerate(each)
    }
    running = chosen(groups)
    for shape in range(13):
        deep = [name for name, one in groups.items() if shape in one.shapes and not one.spared]
        walks = [name for name, one in groups.items() if shape in one.shapes and one.spared]
        sending = running & {*deep, *walks}
        assert len(sending) >= (min(THRICE, len(deep)) or bool(walks))
    assert all(name in running for name, one in groups.items() if one.must)


@given(st.lists(st.frozensets(st.integers(0, 12)), max_size=9))
def test_none_is_chosen_that_sends_nothing_which_is_wanted(each):
    groups = {str(number): Group((), shapes, 1.0, False, False) for number, shapes in enumerate(each)}
    wanted = dict.fromkeys(range(6), 2)
    assert all(groups[name].shapes & wanted.keys() for name in fewest(groups, wanted, set()))


@given(st.lists(st.tuples(st.frozensets(st.integers(0, 12)), st.floats(0, 60)), max_size=14))
def test_without_any_of_those_chosen_something_wanted_would_lack(each):
    groups = {str(n): Group((str(n),), shapes, cost, False, False) for n, (shapes, cost) in enumerate(each)}
    running = chosen(groups)
    times = Counter(shape for one in groups.values() for shape in one.shapes)
    sent = Counter(shape for name in running for shape in groups[name].shapes)
    for name in running:
        assert any(sent[shape] <= min(THRICE, times[shape]) for shape in groups[name].shapes)


def looked(test: Known, shapes: tuple[int, ...], probes: tuple[int, ...]) -> record.Test:
    return record.Test(test.id, TREE, 1.0, len(shapes), shapes, probes=probes)


def test_a_statement_that_tests_alone_send_to_look_counts_for_nothing():
    records = [ran(LAW, 0), looked(CASES, (1, 2), ()), looked(WALK, (2, 7), (7,)), ran(ESSENTIAL, 5, 4)]
    assert set(left_out(ALL, records, TREE)) == {LAW.id, WALK.id}


def test_a_statement_that_the_program_sends_anywhere_counts_in_every_test():
    records = [looked(CASES, (1, 7), ()), looked(WALK, (2, 7), (7,))]
    assert of_the_program(records) == {1, 2, 7}


STEPS = [
    Known(f"tests/journeys/test_story.py::test_it_{number}", True, file="tests/journeys/test_story.py")
    for number in (1, 2, 3)
]


def test_the_journeys_of_a_file_run_together_or_not_at_all():
    own = [ran(STEPS[0], 0), ran(STEPS[1], 5, 1), ran(STEPS[2], 5, 8)]
    found = left_out([CASES, *STEPS], [ran(CASES, 9, 1, 2), *own], TREE)
    assert found == {}
    same = [*own[:2], ran(STEPS[2], 5, 1)]
    found = left_out([CASES, *STEPS], [ran(CASES, 9, 1), *same], TREE)
    assert set(found) == {step.id for step in STEPS}


def test_what_a_journey_sends_that_runs_counts_as_well():
    records = [ran(CASES, 9, 1), ran(WALK, 5, 1, 7)]
    assert set(left_out([CASES, WALK], records, TREE)) == {CASES.id}


def test_a_test_without_a_record_runs():
    assert CASES.id not in left_out(ALL, [ran(LAW, 0)], TREE)


@pytest.mark.parametrize("tree", ["", "other"])
def test_without_a_record_of_this_tree_all_but_the_spared_journeys_run(tree):
    records = [ran(LAW, 0), ran(CASES, 9, 1)]
    assert set(left_out(ALL, records, tree)) == {WALK.id}


SHUT = Known("cauce/methods/linkage/tests/test_linking.py::test_weighed", shut=True)


@pytest.mark.parametrize("records", [[], [ran(CASES, 9, 1)]])
def test_one_that_may_ask_no_database_and_asked_none_before_is_left_out(records):
    before = [ran(SHUT, 0, tree="other"), ran(LAW, 0, tree="other")]
    found = left_out([SHUT, LAW, CASES], [*records, *before], TREE)
    assert found == {SHUT.id: "may ask no database"}
    started = [ran(SHUT, 1, tree="other", unseen=1)]
    assert SHUT.id not in left_out([SHUT, LAW, CASES], [*records, *started], TREE)


def about_pages() -> set[str]:
    """The files of tests, and the single tests, with the mark of a journey or of a walk over all pages."""
    mark = r"pytest\.mark\.(?:journey|pages)\b"
    whole = re.compile(rf"^pytestmark = .*{mark}", re.MULTILINE)
    one = re.compile(rf"^@{mark}[^\n]*\n(?:@[^\n]*\n)*def (\w+)", re.MULTILINE)
    found = set()
    for path in (path for top in ("cauce", "tests") for path in (record.ROOT / top).rglob("test_*.py")):
        text, name = path.read_text("utf-8"), path.relative_to(record.ROOT).as_posix()
        found |= {name} if whole.search(text) else {f"{name}::{test}" for test in one.findall(text)}
    return found


def is_about(test: record.Test, pages: set[str]) -> bool:
    return test.file in pages or test.id.partition("[")[0] in pages


def test_a_walk_is_known_by_the_mark_of_its_file_or_its_own():
    pages = about_pages()
    assert "tests/architecture/test_matrix.py" in pages and "tests/journeys/test_story.py" in pages
    file = "tests/security/test_demonstration.py"
    walk = f"{file}::test_it_opens_every_conclusion_that_waits_for_a_signature"
    assert walk in pages and is_about(ran(Known(f"{walk}[ines]"), 1), pages)
    assert file not in pages and not is_about(ran(Known(f"{file}::test_other"), 1), pages)


def test_what_is_left_out_asked_nothing_or_what_other_tests_ask():
    """The proof on the real list, where this run or the last one on PostgreSQL left one."""
    listed = read_list()
    ran_here = [one for one in record.last("sqlite") if one.tree == record.tree()]
    counted = of_the_program(ran_here)
    records = {one.id: replace(one, shapes=tuple(counted.intersection(one.shapes))) for one in ran_here}
    out = [records[id] for id in listed if id in records]
    pages = about_pages()
    run = [one for one in records.values() if one.id not in listed]
    times = Counter(shape for one in run for shape in one.shapes)
    deep = Counter(shape for one in records.values() if not is_about(one, pages) for shape in one.shapes)

    def enough(one: record.Test) -> bool:
        if is_about(one, pages):
            return all(times[shape] for shape in one.shapes)
        return not one.unseen and all(times[shape] >= min(THRICE, deep[shape]) for shape in one.shapes)

    assert [one.id for one in out if one.asked and not enough(one)] == []


def test_a_statement_has_one_shape_whatever_its_values_and_their_number():
    one = record.shape("SELECT a FROM t WHERE id IN (%s, %s) LIMIT 21")
    assert one == record.shape("SELECT a FROM t WHERE id IN (%s, %s, %s) LIMIT 5")
    assert one != record.shape("SELECT b FROM t WHERE id IN (%s, %s) LIMIT 21")
