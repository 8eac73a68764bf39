"""No small cell of a table is told, and none is found by subtraction."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cauce.rules.hiding import grid_from, grid_of, parts

SMALL = 5
KEYS = [(row, column) for row in "abcd" for column in "xyz"]
counts = st.lists(st.integers(0, 12), min_size=12, max_size=12)


def pairs(table):
    return [key for key, count in table.items() for _ in range(count)]


def test_a_small_cell_is_hidden_and_a_neighbour_in_its_row_and_column_with_it():
    table = {("a", "x"): 2, ("a", "y"): 9, ("b", "x"): 7, ("b", "y"): 20}
    found = grid_of(pairs(table), ("x", "y"), SMALL)
    assert found.cells == {key: None for key in table}, "four cells: any one shown gives the others"


def test_where_nothing_is_small_everything_is_told_and_a_nothing_is_0():
    found = grid_of(pairs({("a", "x"): 6, ("b", "y"): 8}), ("y", "x", "z"), SMALL)
    assert (found.rows, found.columns) == (("a", "b"), ("y", "x"))
    assert found.cells == {("a", "y"): 0, ("a", "x"): 6, ("b", "y"): 8, ("b", "x"): 0}


def test_nothing_gives_an_empty_table():
    assert grid_of([], ("x",), SMALL).rows == ()


@given(counts)
def test_whatever_is_counted_no_line_with_its_sum_gives_a_small_cell_back(numbers):
    table = dict(zip(KEYS, numbers, strict=True))
    found = grid_of(pairs(table), ("x", "y", "z"), SMALL)
    shown = {key: count for key, count in found.cells.items() if count is not None}
    assert all(count == 0 or count > SMALL for count in shown.values())
    assert all(count == table.get(key, 0) for key, count in shown.items())
    lines = [[k for k in found.cells if k[0] == row] for row in found.rows]
    lines += [[k for k in found.cells if k[1] == column] for column in found.columns]
    for line in lines:
        inside = [key for key in line if found.cells[key] is None]
        alone = not [key for key in line if found.cells[key]]
        together = sum(table.get(key, 0) for key in inside)
        # Either two at least that hold enough together, or nothing of the line is told at all.
        assert not inside or alone or (len(inside) > 1 and together > SMALL)


def test_a_count_behind_which_few_people_stand_is_hidden_though_it_is_large():
    counts = {("a", "x"): 40, ("b", "x"): 30, ("c", "x"): 50}
    found = grid_from(counts, ("x",), SMALL, also={("a", "x")})
    assert found.cells == {("a", "x"): None, ("b", "x"): None, ("c", "x"): 50}


def test_parts_of_one_sum_are_hidden_with_another_that_the_sum_would_otherwise_give_back():
    assert parts({"a": 2, "b": 9, "c": 20}, SMALL) == {"a": None, "b": None, "c": 20}
    assert parts({"a": 7, "b": 8, "c": 0}, SMALL) == {"a": 7, "b": 8, "c": 0}
    assert set(parts({"a": 20, "b": 1, "c": 1}, SMALL).values()) == {None}
    assert parts({"a": 3, "b": 0}, SMALL) == {"a": None, "b": None}, "a nothing beside it would give it back"


@given(st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 40)), st.integers(1, 9))
def test_no_small_part_is_told_nor_follows_from_the_sum(counts, small):
    told = parts(counts, small)
    hidden = [counts[name] for name, value in told.items() if value is None]
    assert all(value is None or value == counts[name] for name, value in told.items())
    assert not [value for value in told.values() if value and value <= small]
    alone = all(value is None for value in told.values())
    assert not hidden or alone or (len(hidden) > 1 and sum(hidden) > small)
