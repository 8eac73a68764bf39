"""The answer: seen, not seen, moved with the control, or not enough data and why."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from cauce.methods.evaluation.checks import refusals, separated, told_apart, warnings
from cauce.methods.evaluation.document import as_document
from cauce.methods.evaluation.evaluating import evaluate
from cauce.methods.evaluation.power import Design
from cauce.methods.evaluation.sensitivity import by_wave

from .panels import rollout

LARGE = Design(posts=30, waves=5, baseline=12, step=3, months=36, yearly=12_000.0, shock=0.05)


def ids(reasons) -> set[str]:
    return {one.id for one in reasons}


def test_an_effect_that_is_there_is_seen():
    found = evaluate(rollout(1.5, 1, LARGE), draws=199, seed=1)
    assert found.answer == "higher" and found.reasons == ()
    assert found.effect.lower < np.log(1.5) < found.effect.upper
    assert found.redrawn.p <= 0.05


def test_a_fall_is_told_as_a_fall():
    assert evaluate(rollout(0.6, 2, LARGE), draws=199, seed=1).answer == "lower"


def test_with_many_cases_and_no_effect_none_is_seen():
    found = evaluate(rollout(1.0, 3, LARGE), draws=199, seed=1)
    assert found.answer == "not_seen" and found.smallest < 1.5


def test_with_few_cases_silence_says_that_there_are_not_enough_data():
    design = Design(posts=12, waves=4, baseline=6, step=2, months=16, yearly=60.0)
    found = evaluate(rollout(1.0, 3, design), draws=99, seed=1)
    assert found.answer == "not_enough_data" and ids(found.reasons) == {"too-wide"}
    assert found.effect is not None and found.smallest > 1.5


def test_a_control_that_moves_as_well_takes_the_answer_away():
    panel = rollout(1.6, 4, LARGE)
    still = np.random.default_rng(1).poisson(20, panel.counts.shape).astype(float)
    moved = np.random.default_rng(1).poisson(20 * (1 + 0.6 * panel.treated)).astype(float)
    calm = replace(panel, control=still, exposure=np.ones_like(still))
    assert evaluate(calm, draws=99, seed=1).answer == "higher"
    found = evaluate(replace(calm, control=moved), draws=99, seed=1)
    assert found.answer == "control_moved"
    assert found.control[1].p <= 0.05


def test_a_control_without_cases_is_told_to_say_nothing():
    found = evaluate(replace(ONE, control=np.zeros_like(ONE.counts)), draws=19, seed=1)
    assert found.control is None and "control-silent" in ids(found.warnings)


def test_a_denominator_that_moves_is_told():
    panel = rollout(1.5, 5, LARGE)
    more = np.round(panel.exposure * (1 + 0.5 * panel.treated))
    found = evaluate(replace(panel, exposure=more), draws=99, seed=1)
    assert "exposure-moved" in ids(found.warnings)
    assert found.other.exposure.effect == pytest.approx(np.log(1.5), abs=0.1)


def without(panel, **changes):
    return replace(panel, **changes)


ONE = rollout()
REFUSED = {
    "one-post": ONE.of(np.array([0])),
    "none-began": without(ONE, starts=np.full(20, 18)),
    "all-at-once": without(ONE, starts=np.full(20, 9)),
    "no-cases": without(ONE, counts=np.zeros_like(ONE.counts)),
    "few-cases": without(ONE, counts=np.eye(20, 18) * (np.arange(18) < 9)),
    "few-orders": ONE.of(np.array([0, 1])),
    "not-told-apart": without(
        ONE, counts=ONE.counts * (np.arange(20) < 1)[:, None] + 0.0, strata=np.zeros(20, dtype=int)
    ),
    "no-finite": without(ONE, counts=ONE.counts * (1 - ONE.treated)),
}


@pytest.mark.parametrize("reason", REFUSED)
def test_what_has_no_answer_is_refused_with_its_reason(reason):
    found = evaluate(REFUSED[reason], draws=19, seed=1)
    assert found.answer == "not_enough_data" and ids(found.reasons) == {reason}
    assert found.effect is None and found.redrawn is None
    assert all(one.es and one.en and one.es != one.en for one in found.reasons)
    assert as_document(found)["estimate"] is None


def test_a_usual_panel_is_refused_nothing():
    assert refusals(ONE) == [] and told_apart(ONE) and not separated(ONE)


def test_posts_without_cases_and_without_a_start_are_left_in_and_told():
    counts, starts = ONE.counts.copy(), ONE.starts.copy()
    counts[3], starts[5] = 0, 18
    found = evaluate(replace(ONE, counts=counts, starts=starts), draws=19, seed=1)
    assert found.effect.effect is not None
    assert ids(found.warnings) >= {"silent-posts", "not-begun", "few-posts", "no-control"}


def test_what_to_mind_is_read_from_the_panel():
    assert "no-strata" in ids(warnings(replace(ONE, stratified=False)))
    assert "few-waves" in ids(warnings(replace(ONE, starts=np.where(ONE.starts < 9, 6, 12))))
    assert "no-month-before" in ids(warnings(replace(ONE, starts=np.where(ONE.starts < 8, 0, 12))))
    assert "short-baseline" not in ids(warnings(rollout(1.0, 1, LARGE)))
    assert "not-read" in ids(warnings(replace(ONE, not_read=("region",))))


def test_each_wave_is_compared_with_posts_that_had_not_begun():
    panel = rollout(1.5, 6, LARGE)
    # What posts do after they began is no measure for the others.
    later = panel.counts * np.where(panel.treated > 0, 1.0, 1.0)
    first = panel.starts == panel.waves[0]
    later[first] *= 1 + 4 * panel.treated[first]
    before, after = by_wave(panel), by_wave(replace(panel, counts=later))
    assert after[0][2].effect > before[0][2].effect + 1
    assert [one[2] for one in after[1:]] == [one[2] for one in before[1:]]
    assert after[-1][2].effect is None


def test_a_wave_with_fewer_than_ten_cases_is_not_shown():
    panel = rollout(1.5, 6, LARGE)
    few = panel.counts.copy()
    second = panel.starts == panel.waves[1]
    few[second] = 0
    few[np.flatnonzero(second)[0], ::6] = 1
    shown = evaluate(replace(panel, counts=few), draws=19, seed=1).other.waves
    assert shown[1][2].effect is None and shown[0][2].effect is not None


def test_the_document_names_no_post():
    panel = replace(ONE, posts=tuple(f"Ciudad {number}" for number in range(20)))
    assert "Ciudad" not in str(as_document(evaluate(panel, draws=19, seed=1)))
