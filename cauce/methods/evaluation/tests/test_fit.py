"""The fit equals an independent library to 1e-6, whatever stands in the panel."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import statsmodels.api as sm

from cauce.methods.evaluation.fit import poisson
from cauce.methods.evaluation.sensitivity import by_exposure_time, nb2, one_less

from .panels import rollout


def dummies(effects, open_):
    """The same model as statsmodels wants it: a column for each effect, post and month."""
    posts, months = open_.shape
    x = np.column_stack(
        [
            *[effect.ravel() for effect in effects],
            np.repeat(np.eye(posts), months, axis=0),
            np.tile(np.eye(months), (posts, 1))[:, 1:],
        ]
    )
    return x[open_.ravel()]


def independent(panel, effects):
    """Effects and clustered errors by statsmodels' GLM with dummies."""
    some = panel.counts.sum(axis=1) > 0
    open_ = panel.exposure[some] > 0
    groups = np.repeat(np.arange(some.sum()), len(panel.months))[open_.ravel()]
    model = sm.GLM(
        panel.counts[some][open_],
        dummies([one[some] for one in effects], open_),
        family=sm.families.Poisson(),
        offset=np.log(panel.exposure[some][open_]),
    )
    found = model.fit(cov_type="cluster", cov_kwds={"groups": groups}, tol=1e-13)
    return found.params[: len(effects)], found.bse[: len(effects)]


def with_closed_cells(panel):
    """Two posts closed for some months, and one without a single case."""
    exposure, counts = panel.exposure.copy(), panel.counts.copy()
    exposure[2, 3:6] = exposure[7, 0] = 0
    counts[exposure == 0] = 0
    counts[4] = 0
    return replace(panel, exposure=exposure, counts=counts)


@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.parametrize("change", [lambda panel: panel, with_closed_cells])
def test_it_equals_statsmodels_to_a_millionth(seed, change):
    panel = change(rollout(seed=seed))
    mine = poisson(panel.counts, panel.exposure, panel.treated[None, None])
    effects, errors = independent(panel, [panel.treated])
    assert mine.converged.all()
    assert mine.effects[0] == pytest.approx(effects, abs=1e-6)
    assert mine.errors[0] == pytest.approx(errors, abs=1e-6)


def test_several_effects_at_once_equal_statsmodels_too():
    panel = rollout(seed=4)
    age = np.arange(len(panel.months)) - panel.starts[:, None]
    stretches = [(age >= 0) & (age < 3), (age >= 3) & (age < 6), (age >= 6) & (age < 12)]
    effects, errors = independent(panel, [one.astype(float) for one in stretches])
    mine = by_exposure_time(panel)
    assert [(first, last) for first, last, _ in mine] == [(0, 2), (3, 5), (6, 11)]
    assert [one.effect for _, _, one in mine] == pytest.approx(effects, abs=1e-6)
    assert [one.error for _, _, one in mine] == pytest.approx(errors, abs=1e-6)


def test_many_panels_at_once_give_what_each_gives_alone():
    panels = [rollout(seed=seed) for seed in range(4)]
    together = poisson(
        np.array([one.counts for one in panels]),
        np.array([one.exposure for one in panels]),
        np.array([one.treated[None] for one in panels]),
    )
    for at, panel in enumerate(panels):
        alone = poisson(panel.counts, panel.exposure, panel.treated[None, None])
        assert together.effects[at] == pytest.approx(alone.effects[0], abs=1e-9)
        assert together.errors[at] == pytest.approx(alone.errors[0], abs=1e-9)


def test_an_effect_that_is_an_effect_of_months_is_not_known():
    panel = rollout()
    at_once = np.zeros_like(panel.treated)
    at_once[:, 9:] = 1.0
    assert np.isnan(poisson(panel.counts, panel.exposure, at_once[None, None]).effects).all()


def test_nb2_equals_statsmodels():
    panel = rollout(seed=6)
    effect, dispersion = nb2(panel)
    begin = poisson(panel.counts, panel.exposure, panel.treated[None, None])
    start = [
        begin.effects[0, 0],
        *(begin.posts[0] + begin.months[0, 0]),
        *(begin.months[0, 1:] - begin.months[0, 0]),
        dispersion,
    ]
    model = sm.NegativeBinomial(
        panel.counts.ravel(),
        dummies([panel.treated], panel.exposure > 0),
        offset=np.log(panel.exposure.ravel()),
    )
    found = model.fit(start_params=start, method="newton", maxiter=50, disp=0)
    assert effect.effect == pytest.approx(found.params[0], abs=1e-5)
    assert dispersion == pytest.approx(found.params[-1], abs=1e-4)


def test_leaving_a_post_out_is_fitting_without_it_and_gives_crv3():
    panel = rollout(seed=7)
    whole = float(poisson(panel.counts, panel.exposure, panel.treated[None, None]).effects[0, 0])
    less = one_less(panel, whole)
    alone = []
    for out in range(len(panel.posts)):
        part = panel.of(np.arange(len(panel.posts)) != out)
        fit = poisson(part.counts, part.exposure, part.treated[None, None])
        alone.append(float(fit.effects[0, 0]))
    assert less.effects == pytest.approx(alone, abs=1e-7)
    size = len(alone)
    jackknife = ((np.array(alone) - whole) ** 2).sum() * (size - 1) / size
    assert less.crv3.error == pytest.approx(np.sqrt(jackknife), abs=1e-7)
    assert (less.lowest, less.highest) == (min(less.effects), max(less.effects))


def test_effects_that_cannot_be_told_from_each_other_are_not_known():
    panel = rollout()
    twice = np.array([[panel.treated, panel.treated]])
    assert np.isnan(poisson(panel.counts, panel.exposure, twice).effects).all()


def test_closed_months_that_split_the_panel_in_two_stop_nothing():
    panel = rollout(seed=8)
    exposure = panel.exposure.copy()
    exposure[:10, 9:] = exposure[10:, :9] = 0
    starts = np.where(np.arange(20) < 10, np.where(np.arange(20) % 2, 3, 6), 12 + np.arange(20) % 2)
    counts = np.where(exposure > 0, panel.counts, 0.0)
    split = replace(panel, exposure=exposure, counts=counts, starts=starts)
    fit = poisson(split.counts, split.exposure, split.treated[None, None])
    assert fit.converged.all() and np.isfinite(fit.errors).all()
