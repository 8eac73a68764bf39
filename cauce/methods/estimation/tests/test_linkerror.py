"""Errors of linkage in the figure by default: assumed where nobody measured them, and by group."""

from __future__ import annotations

import numpy as np
import pytest

from cauce.methods.estimation import Choices, Circumstances, analyse, document, redrawn, stepwise, table
from cauce.methods.estimation.linkerror import Rates, mended, rates

from .known import invented

TRUE = invented(4, 5000, [0.25, 0.2, 0.15, 0.12])


def split(here, missed: float, seed: int = 1):
    """The same people with that share of their links missed: who is on k lists is k − 1 links."""
    draw = np.random.default_rng(seed)
    masks = []
    for mask, count in zip(here.masks, here.counts, strict=True):
        for _ in range(count):
            kept = 0
            for i in range(len(here.lists)):
                if mask >> i & 1:
                    if kept and draw.random() < missed:
                        masks.append(1 << i)
                    else:
                        kept |= 1 << i
            masks.append(kept)
    return table(here.lists, masks, [1] * len(masks))


def test_links_that_were_missed_are_given_back():
    seen = split(TRUE, 0.1)
    assert seen.n > TRUE.n
    given = mended(seen, 0.9, 1.0, np.random.default_rng(2))
    assert given.n == pytest.approx(TRUE.n, rel=0.01)
    assert given.overlap == pytest.approx(TRUE.overlap, rel=0.03)
    assert stepwise(given).estimate == pytest.approx(stepwise(TRUE).estimate, rel=0.05)


def test_false_links_are_undone_and_nobody_is_lost():
    less = mended(TRUE, 1.0, 0.9, np.random.default_rng(2))
    records = [sum(c * m.bit_count() for m, c in zip(t.masks, t.counts, strict=True)) for t in (TRUE, less)]
    assert records[0] == records[1] and less.overlap < TRUE.overlap and less.n > TRUE.n


def test_where_nobody_measured_the_linkage_its_errors_are_assumed_and_said():
    found = analyse(split(TRUE, 0.1), methods=["stepwise"], choices=Choices(resamples=200))
    told = document(found)["linkage"]
    assert told["assumed"] and told["recall"] == [0.9, 1.0]
    assert found.headline[0] < 5000 < found.headline[1]
    assert "supuesto: nadie lo midió" in document(found)["headline"]["text"]["es"]


def test_a_linkage_that_is_said_to_be_perfect_adds_nothing():
    known = Circumstances(reviewed_pairs=500, recall=1.0, precision=1.0)
    found = analyse(TRUE, methods=["stepwise"], choices=Choices(resamples=200), circumstances=known)
    assert found.linkage is None and document(found)["linkage"] is None


def test_what_each_group_would_make_of_everybody_stands_beside():
    known = Circumstances(
        reviewed_pairs=300, recall=0.95, precision=0.99, groups=(("maya", 0.85), ("nahua", 0.92))
    )
    found = analyse(TRUE, methods=["stepwise"], choices=Choices(resamples=200), circumstances=known)
    told = document(found)["linkage"]["groups"]
    assert told["maya"]["estimate"] < told["nahua"]["estimate"] < stepwise(TRUE).estimate


def test_few_reviewed_pairs_leave_more_open():
    few, many = rates(0.9, 0.99, 200), rates(0.9, 0.99, 5000)
    assert few.recall[0] < many.recall[0] < 0.9 < many.recall[1] < few.recall[1]


def test_the_configurations_of_the_linkage_itself_take_the_place_of_rates():
    drawn = redrawn(TRUE, Rates((0.8, 0.8), (1.0, 1.0), False), many=20)
    wide = [one.permuted([1, 0, 2, 3]) for one in drawn]
    found = analyse(TRUE, methods=["stepwise"], choices=Choices(resamples=200), drawn=wide)
    assert document(found)["linkage"]["drawn_by"] == "linkage"
    assert np.median(found.linkage.pooled.points) < stepwise(TRUE).estimate * 0.9
