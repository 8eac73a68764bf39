"""Which method leads, the share as a range, a range that never shrinks below those who were seen."""

from __future__ import annotations

import numpy as np
import pytest

from cauce.methods.estimation import Choices, analyse, document, html, table
from cauce.methods.estimation.refusals import islands

from .known import invented, small

GOOD = invented(2, 5000, [0.25, 0.2, 0.15, 0.12, 0.1])


def ids(notes) -> set[str]:
    return {one.id for one in notes}


def test_the_share_is_a_range_over_every_method_and_never_narrower_than_the_headline():
    found = analyse(GOOD, methods=["stepwise", "bic", "mth"], choices=Choices(resamples=300))
    low, high = found.headline
    for i, name in enumerate(GOOD.lists):
        ends = found.shares[name]
        held = GOOD.having(1 << i)
        assert ends.lower <= held / high and ends.upper >= held / low
        assert ends.lower < held / 5000 < ends.upper
    told = document(found)["shares"]["L1"]
    assert told["bound"] == "at most" and "como mucho el" in told["text"]["es"]


def test_what_is_refused_has_no_share_and_no_figure_that_is_called_ok():
    found = analyse(small(A=100, B=80, AB=30), methods=["main"], choices=Choices(resamples=50))
    told = document(found)
    assert told["headline"] is None and told["shares"] == {}
    assert [one["status"] for one in told["results"]] == ["refused"]
    assert "no citable" in html(found) and "not to be quoted" in html(found)


def three_way(seed: int = 1):
    """Lists A, B and C share many people at once, which no pair explains: pairs fit badly."""
    base = invented(seed, 6000, [0.2, 0.2, 0.2, 0.2])
    return table(base.lists, [*base.masks, 7], [*base.counts, 900])


def test_a_method_far_behind_the_best_model_does_not_lead():
    found = analyse(three_way(), methods=["main", "stepwise", "bic"], choices=Choices(resamples=100))
    assert found.chief.method == "bic"
    (note,) = [one for one in found.warnings if one.id == "far-from-the-best-model"]
    assert note.value > 10
    alone = analyse(three_way(), methods=["stepwise"], choices=Choices(resamples=100))
    assert "far-from-the-best-model" in ids(alone.refused) and alone.headline is None


def test_two_pairs_of_lists_that_share_nobody_are_refused():
    here = small(A=300, B=250, AB=60, C=280, D=240, CD=50)
    assert islands(here) == [("A", "B"), ("C", "D")]
    found = analyse(here, methods=["main", "stepwise"], choices=Choices(resamples=100))
    assert "lists-disconnected" in ids(found.refused) and found.headline is None
    assert islands(GOOD) == [GOOD.lists]


@pytest.mark.parametrize("seed", range(3))
def test_the_range_never_begins_below_those_who_were_seen(seed):
    here = invented(seed, 125, [0.8, 0.75, 0.7, 0.65])
    found = analyse(here, methods=["stepwise"], choices=Choices(resamples=200))
    if found.headline is None:
        assert found.refused
    else:
        assert document(found)["headline"]["lower"] >= here.n


def test_the_bound_stands_in_the_sentence_of_both_languages_and_in_the_document():
    told = document(analyse(GOOD, methods=["stepwise"], choices=Choices(resamples=200)))["headline"]
    assert told["bound"] == "at least" and told["lower"] >= GOOD.n
    assert told["text"]["es"].startswith("Al menos") and told["text"]["en"].startswith("At least")
    assert "más difíciles de encontrar" in told["text"]["es"]


def test_every_upper_end_of_the_curve_is_in_the_document():
    told = document(analyse(GOOD, methods=["stepwise"], choices=Choices(resamples=50)))["heterogeneity"]
    assert [one["sd"] for one in told] == [0.0, 0.25, 0.5, 0.75, 1.0]
    assert np.all(np.diff([one["estimate"] for one in told]) > 0)
