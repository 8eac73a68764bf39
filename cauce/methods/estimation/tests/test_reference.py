"""Point estimates, models and criteria equal what the R packages gave for the published tables."""

from __future__ import annotations

import math

import pytest

from cauce.methods.estimation import all_pairs, floor, main_effects, rank, sensitivity, status, stepwise
from cauce.methods.estimation.exhaustive import models

from .known import REFERENCE, SETS, published

FITS = [(name, call) for name in SETS for call in REFERENCE[name]["fits"]]
RANKED = [name for name in SETS if "bic" in REFERENCE[name]]
EXACT = {"rel": 1e-6}


def fitted(name: str, call: str):
    if call == "main":
        return main_effects(published(name))
    if call == "all pairs":
        return all_pairs(published(name))
    return stepwise(published(name), float(call.partition("=")[2]))


@pytest.mark.parametrize(("name", "call"), FITS)
def test_an_estimate_and_its_model_are_those_of_the_reference(name, call):
    found, known = fitted(name, call), REFERENCE[name]["fits"][call]
    assert found.estimate == pytest.approx(known["estimate"], rel=1e-6)
    assert found.deviance == pytest.approx(known["deviance"], abs=1e-6)
    assert found.aic == pytest.approx(known["aic"], abs=1e-6)
    absent = {found.table.term(one) for one in found.absent}
    assert absent == set(known["absent"])
    assert [one for one in found.named if one not in absent] == known["terms"]
    for term, value in known["coefficients"].items():
        ours = found.coefficients["(intercept)" if term == "(Intercept)" else term]
        assert ours == pytest.approx(value, abs=2e-6)


@pytest.mark.parametrize(("name", "call"), FITS)
def test_the_wald_interval_is_that_of_the_reference(name, call):
    # R stops its last step at 1e-8 of the deviance, so its standard errors agree to five figures.
    assert fitted(name, call).wald() == pytest.approx(REFERENCE[name]["fits"][call]["wald"], rel=5e-5)


@pytest.mark.parametrize("name", RANKED)
def test_of_all_models_the_best_by_bic_is_that_of_the_reference(name):
    known = REFERENCE[name]["bic"]
    found = rank(published(name))
    best = found.best()
    assert (found.models.order, len(found.models)) == (known["order"], known["models"])
    assert found.admissible == known["admissible"]
    # For six lists the reference is a rounded figure; R fits all models of up to five.
    exact = len(published(name).lists) < 6
    assert best.estimate == pytest.approx(known["estimate"], **(EXACT if exact else {"abs": 0.06}))
    assert best.bic == pytest.approx(known["bic"], **(EXACT if exact else {"abs": 6e-4}))
    assert found.average() == pytest.approx(known["average"], abs=0.6)
    for units in (2, 6):
        many, low, high = found.within(units)
        assert [many, round(low), round(high)] == known[f"within_{units}"]


@pytest.mark.parametrize("name", ["UKdat_5", "UKdat_4", "NewOrl_5", "NewOrl_5_186", "Australia", "Kosovo"])
def test_the_best_model_of_pairs_is_that_of_rcapture(name):
    known = REFERENCE[name]["order_2"]
    found = rank(published(name), 2)
    assert len(found.models) == known["models"]
    assert found.best().estimate == pytest.approx(known["estimate"], rel=1e-6)
    assert found.best().bic == pytest.approx(known["bic"], abs=1e-6)


def test_five_lists_have_6893_hierarchical_models_and_three_have_eight():
    assert len(models(5, 4)) == 6893
    assert [len(models(lists, 2)) for lists in (3, 4, 5)] == [8, 64, 1024]
    assert len(models(4, 3)) == 113
    for model in range(len(models(4, 3))):
        own = set(models(4, 3).of(model))
        for mask in own:
            parts = [mask ^ (1 << i) for i in range(4) if mask >> i & 1]
            assert all(part in own or part.bit_count() == 1 for part in parts)


@pytest.mark.parametrize("name", SETS)
def test_the_diagnostics_are_those_of_the_reference(name):
    known, here = REFERENCE[name], published(name)
    assert [here.n, here.seen(1), here.seen(2), here.seen(3)] == known["seen"]
    assert floor(here) == pytest.approx(known["chao"], abs=0.06)
    found = sensitivity(here)
    grid = {f"{at:g}": value for at, value in found.thresholds.items()}
    assert grid == pytest.approx(known["thresholds"], abs=0.06)
    assert found.without == pytest.approx(known["without"], abs=0.06)


def test_chao_s_floor_is_not_the_form_for_equal_lists():
    here = published("UKdat_5")
    once, twice = here.seen(1), here.seen(2)
    assert round(floor(here)) == 13384
    assert round(here.n + once**2 / (2 * twice)) == 17617


def test_the_three_verdicts_on_existence_are_those_of_chan_silverman_and_vincent():
    here = published("Artificial_3")
    a, b, c = 1, 2, 4
    singles = [0, a, b, c]
    assert status(here, [*singles, a | b, a | c, b | c]) == 2  # not identifiable
    assert status(here, [*singles, a | b]) == 1  # does not exist
    assert status(here, [*singles, a | c, b | c]) == 0
    assert math.isinf(all_pairs(here).estimate) and not all_pairs(here).good


@pytest.mark.parametrize(
    ("name", "bad"),
    [("UKdat_5", 0), ("UKdat_4", 0), ("NewOrl_5", 0), ("Kosovo", 0), ("Australia", 0), ("Artificial_3", 3)],
)
def test_how_many_models_of_pairs_have_no_estimate_is_known(name, bad):
    here = published(name)
    every = models(len(here.lists), 2)
    base = [0, *[1 << i for i in range(len(here.lists))]]
    found = [status(here, [*base, *every.of(m)]) for m in range(len(every))]
    assert sum(one & 1 for one in found) == bad


def test_new_orleans_exists_in_two_versions_that_differ_by_one_case():
    assert published("NewOrl_186").n == published("NewOrl").n + 1
    assert round(stepwise(published("NewOrl")).estimate) == 1184
    assert round(stepwise(published("NewOrl_186")).estimate) == 1110
