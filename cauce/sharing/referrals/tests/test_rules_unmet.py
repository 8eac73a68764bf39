"""Unmet need in numbers: nobody can be found in them."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from cauce.sharing.referrals.rules.unmet import REASONS, table_of

PAIRS = st.lists(st.tuples(st.sampled_from("ABCD"), st.sampled_from("xyz")), max_size=90)


def test_a_small_number_is_hidden_and_takes_the_next_with_it():
    pairs = [("TX", "shelter")] * 2 + [("TX", "legal")] * 9 + [("TX", "food")] * 20
    found = table_of(pairs, 5).rows["TX"]
    assert found["shelter"].count is None and found["legal"].count is None
    assert found["food"].count == 20


def test_nothing_is_nothing_and_not_hidden():
    found = table_of([("TX", "shelter")] * 7 + [("CA", "legal")] * 8, 5)
    assert found.rows["TX"]["legal"].count == 0 and found.total == 15


def test_two_small_numbers_are_not_worked_out_of_the_total_of_their_row():
    """22 in all less the 20 that show would leave one and one."""
    pairs = [("TX", "legal")] * 20 + [("TX", "shelter")] + [("TX", "health")]
    found = table_of(pairs, 5)
    assert [found.rows["TX"][one].count for one in ("legal", "shelter", "health")] == [None] * 3
    assert found.totals["TX"].count == 22


def test_a_small_state_is_not_worked_out_of_the_cells_of_another_and_the_total_of_all():
    found = table_of([("TX", "legal")] * 3 + [("CA", "legal")] * 8 + [("CA", "food")] * 9, 5)
    assert found.totals["TX"].count is None and found.total is None
    assert found.rows["CA"]["food"].count == 9 and found.totals["CA"].count == 17


@given(PAIRS, st.integers(1, 8))
def test_what_is_small_never_shows_nor_follows_from_the_rest(pairs, small):
    found = table_of(pairs, small)
    true = Counter(pairs)
    for row, cells in found.rows.items():
        shown = [cell.count for cell in cells.values() if cell.count is not None]
        assert all(count == 0 or count > small for count in shown)
        # What the total of the row leaves for its hidden cells tells of no few: there are several, and
        # together they are more than a few.
        told, hidden = (
            found.totals[row].count,
            [c for c, cell in cells.items() if cell.count is None],
        )
        if told is not None and hidden:
            assert len(hidden) > 1 and told - sum(shown) > small
        assert told is None or told == sum(true[row, column] for column in cells) > small
    if found.total is not None:
        assert all(cell.count is not None for cell in found.totals.values())


def test_each_reason_has_words():
    assert all(text.es and text.en for text in REASONS.values()) and "men" in REASONS
