"""One invented set for each rule that refuses, and what the rules say of the published ones."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from cauce.methods.estimation import (
    Choices,
    Circumstances,
    analyse,
    document,
    refusals,
    sensitivity,
    stepwise,
    table,
)
from cauce.methods.estimation.bootstrap import Resampled, intervals

from .known import invented, published, small

GOOD = invented(2, 5000, [0.25, 0.2, 0.15, 0.12, 0.1])
SAID = Circumstances(
    routes_without_first=False,
    reviewed_pairs=300,
    recall=0.95,
    precision=0.99,
    same_window=True,
    same_population=True,
)


def judged(given, *, methods=("stepwise",), resamples=300, **more):
    return analyse(given, methods=methods, choices=Choices(resamples=resamples), **more)


def ids(notes) -> set[str]:
    return {one.id for one in notes}


def test_five_independent_lists_whose_makers_answered_everything_earn_a_range():
    found = judged(GOOD, circumstances=SAID, resamples=1000)
    assert found.refused == ()
    low, high = found.headline
    assert low < 5000 < high and high / low < 1.5
    text = document(found)["headline"]["text"]
    assert text["es"].startswith("Al menos 4,") and text["en"].startswith("At least 4,")


def test_what_the_file_cannot_tell_is_a_warning_until_somebody_says_it():
    assert ids(judged(GOOD).warnings) >= {"linkage-unmeasured", "windows-unknown", "routes-unknown"}
    assert judged(GOOD).headline is not None
    assert not ids(judged(GOOD, circumstances=SAID).warnings) & {
        "linkage-unmeasured",
        "windows-unknown",
        "routes-unknown",
    }


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"routes_without_first": True}, "route-between-lists"),
        ({"reviewed_pairs": 199}, "linkage-poor"),
        ({"recall": 0.89}, "linkage-poor"),
        ({"same_window": False}, "lists-of-different-things"),
        ({"same_population": False}, "lists-of-different-things"),
    ],
)
def test_what_the_makers_of_the_lists_say_is_wrong_refuses(change, reason):
    found = judged(GOOD, circumstances=replace(SAID, **change))
    assert ids(found.refused) == {reason} and found.headline is None
    assert found.results[0].status == "ok"


def test_a_list_that_may_not_be_linked_is_left_out_and_two_left_refuse():
    one = judged(GOOD, circumstances=replace(SAID, unlawful=("L5",)))
    assert one.used.lists == ("L1", "L2", "L3", "L4") and one.headline is not None
    two = judged(GOOD, circumstances=replace(SAID, unlawful=("L3", "L4", "L5")))
    assert "fewer-than-three-lists" in ids(two.refused)


def test_two_lists_refuse_and_the_illustration_says_what_it_assumes():
    found = judged(small(A=100, B=80, AB=30), methods=("main",))
    assert ids(found.refused) == {"fewer-than-three-lists"}
    assert "assumes-independence" in ids(found.warnings)
    assert found.results[0].estimate == pytest.approx(130 * 110 / 30)


def test_an_empty_list_is_dropped_with_a_word_and_changes_nothing():
    wide = table((*GOOD.lists, "empty"), GOOD.masks, GOOD.counts)
    found = judged(wide)
    assert "list-empty" in ids(found.warnings)
    assert found.results[0].estimate == judged(GOOD).results[0].estimate
    assert found.headline == judged(GOOD).headline


@pytest.mark.parametrize(
    ("masks", "note"),
    [
        ([m | 32 for m in GOOD.masks], "list-holds-all"),
        ([m | (32 if m & 1 else 0) for m in GOOD.masks], "list-doubled"),
        ([m | (32 if m & 3 == 3 else 0) for m in GOOD.masks], "list-nested"),
    ],
)
def test_a_list_that_says_nothing_is_left_out_with_a_word(masks, note):
    found = judged(table((*GOOD.lists, "X"), masks, GOOD.counts))
    assert note in ids(found.warnings) and found.used.lists == GOOD.lists
    assert found.results[0].estimate == judged(GOOD).results[0].estimate


def test_a_list_that_overlaps_no_other_is_left_out_or_refuses():
    wide = table((*GOOD.lists, "X"), (*GOOD.masks, 32), (*GOOD.counts, 40))
    found = judged(wide)
    assert "list-alone" in ids(found.warnings) and found.used == GOOD
    few = judged(published("Artificial_3"))
    assert "fewer-than-three-lists" in ids(few.refused)
    assert few.results[0].estimate == pytest.approx(539.0939, abs=1e-3)


def test_no_overlap_refuses_and_nothing_has_an_estimate():
    found = judged(small(A=100, B=80, C=60), methods=("main", "stepwise", "bic", "latent-class"))
    assert {"no-overlap", "model-without-estimate"} <= ids(found.refused)
    assert [one.estimate for one in found.results] == [None] * 4


def test_ten_cases_refuse():
    found = judged(small(A=4, B=2, C=2, AB=1, AC=1))
    assert {"too-few-cases", "too-few-overlaps"} <= ids(found.refused)


@pytest.mark.parametrize(("overlap", "refuses"), [(19, True), (20, False)])
def test_fewer_than_twenty_overlaps_refuse(overlap, refuses):
    here = small(A=200, B=150, C=100, AB=overlap - 10, AC=5, BC=5)
    assert ("too-few-overlaps" in ids(refusals.of_table(here, False))) is refuses


@pytest.mark.parametrize(("cases", "refuses"), [(79, True), (80, False)])
def test_fewer_than_eighty_cases_refuse(cases, refuses):
    here = small(A=cases - 50, B=10, C=10, AB=10, AC=10, BC=10)
    assert ("too-few-cases" in ids(refusals.of_table(here, False))) is refuses


def made(replicates, point=100.0):
    return intervals(Resampled(point, np.array(replicates), np.array([99.0, 101.0]), np.array([5.0, 5.0])))


@pytest.mark.parametrize(
    ("infinite", "refused", "warned"), [(10, False, False), (20, False, True), (101, True, False)]
)
def test_infinite_resamples_open_the_upper_limit_and_then_refuse(infinite, refused, warned):
    values = np.linspace(90, 110, 1000)
    values[np.arange(infinite) * 9] = math.inf
    no, but = refusals.of_intervals(made(values))
    assert ("resamples-infinite" in ids(no)) is refused
    assert ("upper-not-bounded" in ids(but)) is warned


@pytest.mark.parametrize(
    ("below", "refused", "warned"), [(0.5, False, False), (0.35, False, True), (0.3, True, False)]
)
def test_a_large_z0_warns_and_a_larger_one_refuses(below, refused, warned):
    values = np.where(np.arange(1000) < below * 1000, 95.0, 105.0)
    no, but = refusals.of_intervals(made(values))
    assert ("unstable-z0" in ids(no), "large-z0" in ids(but)) == (refused, warned)


def test_replicates_on_one_side_alone_refuse():
    no, _ = refusals.of_intervals(made(np.full(500, 120.0)))
    assert "unstable-z0" in ids(no)


def test_a_list_that_moves_the_estimate_by_more_than_two_refuses():
    found = sensitivity(published("Kosovo"))
    assert found.leaving_out == pytest.approx(3.69, abs=0.005)
    no, _ = refusals.of_sensitivity(found, 4)
    assert ids(no) == {"unstable-lists"}


def test_models_that_the_data_cannot_tell_apart_and_differ_by_two_refuse():
    found = sensitivity(published("UKdat_5"))
    assert found.models_range == pytest.approx(2.35, abs=0.005)
    no, _ = refusals.of_sensitivity(found, 5)
    assert ids(no) == {"unstable-lists", "unstable-models"}


def test_without_resampling_no_range_is_given():
    found = judged(GOOD, resamples=0)
    assert ids(found.refused) == {"not-resampled"} and found.results[0].interval == "wald"


def test_fourteen_lists_are_refused_with_a_reason_and_keep_their_estimates():
    found = judged(invented(5, 2000, [0.06] * 14), methods=("main", "stepwise"))
    assert ids(found.refused) == {"too-many-lists"}
    assert all(one.estimate == pytest.approx(2000, rel=0.2) for one in found.results)


VERDICTS = {
    "UKdat": {"unstable-z0"},
    "UKdat_5": {"unstable-lists", "unstable-models"},
    "UKdat_4": {"unstable-lists"},
    "NewOrl": {"too-few-overlaps", "unstable-z0", "unstable-lists", "lists-disconnected"},
    "NewOrl_5": {"too-few-overlaps", "unstable-z0", "unstable-lists"},
    "NewOrl_5_186": {"too-few-overlaps", "unstable-z0", "unstable-lists"},
    "Ned": {"unstable-z0", "unstable-lists"},
    "Kosovo": {"unstable-lists", "far-from-the-best-model"},
    "Artificial_3": {"fewer-than-three-lists", "too-few-overlaps"},
    "Australia": {"unstable-lists"},
}


@pytest.mark.parametrize("name", VERDICTS)
def test_no_published_set_earns_a_range_and_the_reasons_are_known(name):
    few = 1000 if name == "NewOrl" else 4000
    found = judged(published(name), resamples=few)
    assert ids(found.refused) == VERDICTS[name]
    assert found.headline is None and document(found)["headline"] is None
    assert found.results[0].estimate == pytest.approx(stepwise(published(name)).estimate)
