"""Unmet need in numbers: nobody can be found in them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cauce.rules.unmet import REASONS, table_of

PAIRS = st.lists(st.tuples(st.sampled_from("ABCD"), st.sampled_from("xyz")), max_size=90)


def test_a_small_number_is_hidden_and_takes_the_next_with_it():
    pairs = [("TX", "shelter")] * 2 + [("TX", "legal")] * 9 + [("TX", "food")] * 20
    found = table_of(pairs, 5).rows["TX"]
    assert found["shelter"].count is None and found["legal"].count is None
    assert found["food"].count == 20


def test_nothing_is_nothing_and_not_hidden():
    found = table_of([("TX", "shelter")] * 7 + [("CA", "legal")] * 8, 5)
    assert found.rows["TX"]["legal"].count == 0 and found.total == 15


@given(PAIRS, st.integers(1, 8))
def test_what_is_small_never_shows_nor_follows_from_the_rest(pairs, small):
    found = table_of(pairs, small)
    for row, cells in found.rows.items():
        hidden = [column for column, cell in cells.items() if cell.count is None]
        shown = [cell.count for cell in cells.values() if cell.count is not None]
        assert all(count == 0 or count > small for count in shown)
        # The total of the row and the cells that show leave at least two unknowns, or give nothing.
        if found.totals[row].count is not None:
            assert len(hidden) != 1
    hidden_rows = [row for row, cell in found.totals.items() if cell.count is None]
    if found.total is not None and len(found.rows) > 1:
        assert len(hidden_rows) != 1


def test_each_reason_has_words():
    assert all(text.es and text.en for text in REASONS.values()) and "men" in REASONS
