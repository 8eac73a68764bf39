"""Invented records: what they spend is what OpenDP says, and whoever knows everybody else learns no more."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import fields
from decimal import Decimal

import numpy as np
import pytest

from cauce.measurement.publishing import synthetic
from cauce.measurement.publishing.synthetic import Columns, Draw, distance, draw, margins, mechanism, settle

SMALL = Columns(("sex", "region"), (("woman", "man", "unknown"), ("north", "south")))
WIDE = Columns(
    ("sex", "age_band", "us_type", "region"),
    (tuple("wmou"), tuple("123456"), tuple("abcdef"), tuple("NSEWC")),
)


@pytest.mark.parametrize("epsilon", ["0.1", "0.3", "0.7", "1", "2", "3.3"])
def test_it_never_spends_more_than_it_declares(epsilon):
    made = mechanism(Decimal(epsilon), 5)
    assert Decimal(made.map(5)) <= Decimal(epsilon)
    assert made.map(5) == pytest.approx(float(epsilon), rel=1e-9)
    # Whoever came in one year of the five spends a fifth; in ten, twice what was declared.
    assert made.map(1) == pytest.approx(float(epsilon) / 5, rel=1e-9)
    assert made.map(10) == pytest.approx(2 * float(epsilon), rel=1e-9)


def test_it_draws_nothing_at_no_price():
    with pytest.raises(ValueError, match="above zero"):
        draw(SMALL, {}, Decimal(0), most_changed=1)


def test_it_lets_nobody_be_told_from_nobody():
    """The odds of every noisy count, with one person more or less, stay within e to the ε."""
    many = 100_000
    made, most = mechanism(Decimal(1), 1), math.e
    without, within = Counter(made([3] * many)), Counter(made([4] * many))
    for count in range(2, 7):
        assert 1 / (most * 1.15) < within[count] / without[count] < most * 1.15
    # And the noise is really spent: the same odds are reached, not some smaller ones.
    assert max(within[count] / without[count] for count in range(2, 7)) > most * 0.94


def test_it_gives_noise_to_every_cell_of_the_table_also_where_nobody_is(monkeypatch):
    given: list[list[int]] = []
    monkeypatch.setattr(synthetic, "mechanism", lambda *_: lambda counts: given.append(counts) or counts)
    draw(WIDE, {("w", "2", "c", "N"): 4}, Decimal(1), most_changed=1)
    assert len(given[0]) == math.prod(WIDE.shape) and sum(given[0]) == 4
    # Only a cell with somebody in it would otherwise be far from nothing.
    noisy = mechanism(Decimal("0.5"), 1)([0] * 2000)
    assert 1000 < sum(1 for one in noisy if one) < 1900


def test_a_rare_record_is_not_found_in_what_is_released(monkeypatch):
    """Membership: the best guess from the released rows is no better than ε allows."""
    monkeypatch.setattr(synthetic, "likely_errors", lambda *_: {})
    crowd = {("woman", "north"): 30, ("man", "south"): 30}
    rare, tries = ("unknown", "south"), 300
    seen = [
        sum(
            row == rare
            for row in draw(SMALL, crowd | ({rare: 1} if there else {}), Decimal(1), most_changed=1).rows
        )
        for there in (False, True)
        for _ in range(tries)
    ]
    without, within = seen[:tries], seen[tries:]
    gained = max(
        abs(sum(n >= cut for n in within) - sum(n >= cut for n in without)) / tries for cut in range(1, 8)
    )
    assert gained < (math.e - 1) / (math.e + 1) + 0.15  # the bound, and four errors of the sample


def test_it_settles_without_inventing_people_in_empty_cells():
    chance = np.random.default_rng(6)
    for _ in range(200):
        noisy = chance.integers(-6, 9, 60)
        settled = settle(noisy, chance.random())
        assert settled.min() >= 0 and settled.sum() == max(0, noisy.sum())
    assert settle(np.array([-3, 0, 1]), 0.5).sum() == 0


def test_its_word_on_how_far_off_it_is_agrees_with_the_truth():
    chance = np.random.default_rng(59)
    shares = chance.dirichlet(np.full(math.prod(WIDE.shape), 0.3))
    truth = chance.multinomial(4000, shares)
    drawn = draw(WIDE, dict(zip(WIDE.keys(), truth.tolist(), strict=True)), Decimal(2), most_changed=1)
    got = Counter(drawn.rows)
    made = np.array([got[key] for key in WIDE.keys()])
    assert set(drawn.errors) == set(margins(WIDE.names)) and len(drawn.errors) == 11
    assert drawn.errors[WIDE.names] == pytest.approx(distance(truth, made), rel=0.35)
    assert drawn.errors["sex",] < drawn.errors["sex", "age_band"] < drawn.errors[WIDE.names] < 0.2


def test_it_refuses_a_cell_that_its_fixed_table_does_not_have():
    with pytest.raises(ValueError, match="not of the fixed table"):
        draw(SMALL, {("woman", "Tlaxcala"): 1}, Decimal(1), most_changed=1)


def test_it_keeps_no_seed():
    assert {one.name for one in fields(Draw)} == {"columns", "rows", "spent", "errors"}
    crowd = {("woman", "north"): 400, ("man", "south"): 300}
    assert len({tuple(sorted(draw(SMALL, crowd, Decimal(1), most_changed=1).rows)) for _ in range(5)}) > 1
