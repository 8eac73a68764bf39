"""What must not matter does not: the order of lists, an empty list, how rows were split, the scale."""

from __future__ import annotations

import math

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from cauce.methods.estimation import fit, floor, main_effects, parse, rank, status, stepwise, table
from cauce.methods.estimation.linked import Links, tabulated
from tests.profiles import examples

SIXTY = examples(60)
LISTS = 4
COUNTS = st.lists(st.integers(0, 60), min_size=15, max_size=15)


def of(counts):
    return table("ABCD", range(1, 16), counts)


def same(one: float, other: float) -> bool:
    return one == other or math.isclose(one, other, rel_tol=1e-7)


@given(COUNTS, st.permutations(range(LISTS)))
@SIXTY
def test_the_order_of_the_lists_changes_no_estimate(counts, order):
    here = of(counts)
    if not here.n:
        return
    moved = here.permuted(order)
    assert same(main_effects(here).estimate, main_effects(moved).estimate)
    assert floor(here) == floor(moved)
    ours, theirs = rank(here), rank(moved)
    assert ours.admissible == theirs.admissible
    if ours.admissible:
        assert math.isclose(ours.best().bic, theirs.best().bic, rel_tol=1e-9)


@given(COUNTS, st.permutations(range(LISTS)), st.sampled_from([0.001, 0.02, 0.1]))
@SIXTY
def test_the_order_of_the_lists_changes_no_selection_without_ties(counts, order, threshold):
    # Unequal primes keep two pairs from having the very same p.
    here = of([count * 7 + at * at for at, count in enumerate(counts)])
    assert same(stepwise(here, threshold).estimate, stepwise(here.permuted(order), threshold).estimate)


@given(COUNTS)
@SIXTY
def test_an_empty_list_changes_no_estimate(counts):
    here = of(counts)
    wide = table("ABCDE", here.masks, here.counts)
    if here.n:
        assert same(main_effects(here).estimate, main_effects(wide).estimate)
        assert same(stepwise(here).estimate, stepwise(wide).estimate)


@given(COUNTS, st.integers(1, 5))
@SIXTY
def test_rows_of_one_history_are_one_row(counts, parts):
    rows = [
        f"{','.join(str(mask >> i & 1) for i in range(LISTS))},{share}"
        for mask, count in enumerate(counts, 1)
        for share in [count // parts] * (parts - 1) + [count - count // parts * (parts - 1)]
    ]
    text = "A,B,C,D,count\n" + "\n".join(rows) + "\n"
    found, notes = parse(text.encode())
    assert found == of(counts)
    assert ["duplicate-histories"] * (parts > 1) == [one.id for one in notes]


@given(COUNTS, st.integers(2, 50))
@SIXTY
def test_a_fixed_model_scales_with_the_counts(counts, factor):
    here, large = of(counts), of([count * factor for count in counts])
    if here.n and main_effects(here).good:
        assert same(main_effects(here).estimate * factor, main_effects(large).estimate)


@given(COUNTS, st.lists(st.sampled_from([3, 5, 6, 9, 10, 12]), unique=True))
@SIXTY
def test_convergence_and_the_linear_programme_agree_on_existence(counts, pairs):
    here = of(counts)
    if not here.n:
        return
    found = fit(here, pairs)
    assert found.good == (status(here, [0, 1, 2, 4, 8, *pairs]) == 0)


@given(COUNTS)
@SIXTY
def test_an_estimate_is_never_below_what_was_seen(counts):
    here = of(counts)
    if here.n:
        assert stepwise(here).estimate >= here.n
        assert floor(here) >= here.n


@given(st.permutations(range(6)))
@SIXTY
def test_a_person_is_never_twice_on_a_list_whatever_the_order_of_links(order):
    links = Links(
        ("A", "B", "C"),
        np.array([0, 0, 1, 1, 2, 2]),
        [(0, 2), (2, 4), (1, 3), (0, 3), (1, 4), (3, 5)],
        [0.9] * 6,
    )
    found = tabulated(links, order)
    assert sum(m.bit_count() * c for m, c in zip(found.masks, found.counts, strict=True)) == 6
