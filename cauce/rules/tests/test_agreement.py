"""Kappa against published tables, against the delta method worked out apart, and as properties."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cauce.content.errors import BadInput
from cauce.rules.agreement import cohen, fleiss, with_reference

# Cohen (1960), table 1: 200 diagnoses by two judges; kappa is given there as .49.
COHEN_1960 = [[88, 10, 2], [14, 40, 6], [18, 10, 12]]
# The usual worked example of Fleiss' kappa: ten subjects, fourteen raters, five answers; 0.210.
TEN = [
    (0, 0, 0, 0, 14),
    (0, 2, 6, 4, 2),
    (0, 0, 3, 5, 6),
    (0, 3, 9, 2, 0),
    (2, 2, 8, 1, 1),
    (7, 7, 0, 0, 0),
    (3, 2, 6, 3, 0),
    (2, 5, 3, 2, 2),
    (6, 5, 2, 1, 0),
    (0, 2, 2, 3, 7),
]


def pairs_of(table):
    return [(i, j) for i, row in enumerate(table) for j, n in enumerate(row) for _ in range(n)]


def stories_of(table):
    return [dict(enumerate(row)) for row in table]


def test_it_gives_the_figure_of_the_paper_of_1960():
    found = cohen(pairs_of(COHEN_1960))
    assert found.observed == pytest.approx(0.70) and found.expected == pytest.approx(0.41)
    assert found.kappa == pytest.approx(0.4915, abs=5e-4)
    assert found.low < found.kappa < found.high


def kappa_of(cells):
    size = len(cells)
    observed = sum(cells[i][i] for i in range(size))
    rows = [sum(cells[i]) for i in range(size)]
    columns = [sum(cells[i][j] for i in range(size)) for j in range(size)]
    expected = sum(rows[i] * columns[i] for i in range(size))
    return (observed - expected) / (1 - expected)


def test_its_interval_is_that_of_the_delta_method_worked_out_by_numbers():
    count = sum(map(sum, COHEN_1960))
    cells = [[n / count for n in row] for row in COHEN_1960]
    slope, step = {}, 1e-6
    for i in range(3):
        for j in range(3):
            up = [[c + step * ((a, b) == (i, j)) for b, c in enumerate(row)] for a, row in enumerate(cells)]
            down = [[c - step * ((a, b) == (i, j)) for b, c in enumerate(row)] for a, row in enumerate(cells)]
            slope[i, j] = (kappa_of(up) - kappa_of(down)) / (2 * step)
    mean = sum(slope[i, j] * cells[i][j] for i in range(3) for j in range(3))
    variance = (sum(slope[i, j] ** 2 * cells[i][j] for i in range(3) for j in range(3)) - mean**2) / count
    found = cohen(pairs_of(COHEN_1960))
    assert (found.high - found.low) / 2 == pytest.approx(1.959964 * math.sqrt(variance), rel=1e-4)


def test_it_gives_the_figure_of_the_usual_example_of_many_readers():
    found = fleiss(stories_of(TEN))
    assert found.kappa == pytest.approx(0.210, abs=5e-4)
    assert (found.observed, found.expected) == (
        pytest.approx(0.378, abs=5e-4),
        pytest.approx(0.213, abs=5e-4),
    )
    assert (found.stories, found.raters) == (10, 14)
    assert found.why is not None, "ten stories are few, and it says so"


def test_the_interval_of_many_readers_is_near_that_of_leaving_each_story_out():
    whole = fleiss(stories_of(TEN)).kappa
    without = [fleiss(stories_of(TEN[:i] + TEN[i + 1 :])).kappa for i in range(len(TEN))]
    n = len(TEN)
    pseudo = [n * whole - (n - 1) * one for one in without]
    mean = sum(pseudo) / n
    jackknife = math.sqrt(sum((one - mean) ** 2 for one in pseudo) / (n * (n - 1)))
    found = fleiss(stories_of(TEN))
    assert (found.high - found.low) / 2 == pytest.approx(1.96 * jackknife, rel=0.25)


def test_where_everybody_always_says_the_same_nothing_is_claimed():
    same = cohen([("met", "met")] * 40)
    assert same.kappa is None and same.observed == 1.0 and "casualidad" in same.why.es
    assert fleiss([{"met": 5}] * 40).kappa is None


def test_one_story_or_none_says_nothing():
    for found in (cohen([]), cohen([(1, 1)]), fleiss([]), fleiss([{1: 1}, {2: 1}])):
        assert found.kappa is None and found.why is not None


def test_whoever_read_alone_counts_for_the_shares_and_not_for_agreement():
    found = fleiss([{"a": 2}, {"b": 2}, {"a": 1, "b": 1}, {"a": 1}])
    assert found.stories == 3


def test_a_number_below_zero_is_refused():
    with pytest.raises(BadInput):
        fleiss([{"a": -1, "b": 2}, {"a": 1}])


answers = st.sampled_from(["met", "not_met", "unclear"])
pairs = st.lists(st.tuples(answers, answers), min_size=2, max_size=60)


@given(pairs)
def test_two_readers_changing_places_changes_nothing(read):
    one, other = cohen(read), cohen([(b, a) for a, b in read])
    assert (one.kappa is None) == (other.kappa is None)
    if one.kappa is not None:
        assert one.kappa == pytest.approx(other.kappa) and one.low == pytest.approx(other.low)


@given(pairs)
def test_kappa_stays_within_its_bounds_and_inside_its_interval(read):
    found = cohen(read)
    if found.kappa is not None:
        assert -1 <= found.low <= found.kappa <= found.high <= 1


@given(st.lists(answers, min_size=2, max_size=40))
def test_whoever_agrees_always_has_one_unless_nothing_varied(read):
    found = cohen([(one, one) for one in read])
    assert found.kappa is None or found.kappa == pytest.approx(1.0)


@given(st.lists(st.dictionaries(answers, st.integers(0, 5), min_size=1), min_size=2, max_size=20))
def test_the_order_of_the_stories_changes_nothing(read):
    one, other = fleiss(read), fleiss(list(reversed(read)))
    assert (one.kappa is None) == (other.kappa is None)
    if one.kappa is not None:
        assert one.kappa == pytest.approx(other.kappa)
        assert one.low <= one.kappa + 1e-9 and one.kappa - 1e-9 <= one.high <= 1


SIX = [("sí", 3), ("sí", 4), ("no", 3), ("no", 4), ("no", 2), ("sí", 4)]  # of four readers each


def read_as(reference, right):
    other = "no" if reference == "sí" else "sí"
    return reference, {reference: right, other: 4 - right}


def test_many_readers_against_a_reference_give_the_kappa_of_all_their_pairs():
    stories = [read_as(*one) for one in SIX]
    pairs = [(given, known) for known, answers in stories for given, n in answers.items() for _ in range(n)]
    found, single = with_reference(stories), cohen(pairs)
    assert (found.kappa, found.observed, found.expected) == (
        pytest.approx(single.kappa),
        pytest.approx(single.observed),
        pytest.approx(single.expected),
    )
    assert (found.stories, found.raters) == (6, 4) and found.why is not None


def test_more_readers_of_the_same_few_stories_do_not_make_the_interval_narrower():
    once = with_reference([read_as(*one) for one in SIX])
    often = [
        (known, {answer: 25 * n for answer, n in given.items()})
        for known, given in (read_as(*one) for one in SIX)
    ]
    found = with_reference(often)
    assert (found.low, found.high) == (pytest.approx(once.low), pytest.approx(once.high))


@pytest.mark.parametrize("readings", [[], ["sí"], ["sí"] * 9, ["sí"] * 9 + ["no"], ["sí", "no"]])
def test_where_one_story_carries_all_the_variety_nothing_is_told(readings):
    found = with_reference([read_as(one, 4) for one in readings])
    assert found.kappa is None and found.why is not None
