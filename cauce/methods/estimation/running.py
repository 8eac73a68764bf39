"""The methods run on one table, each with its resamples."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from cauce.methods.estimation import bootstrap, exhaustive, heterogeneity, loglinear, selection
from cauce.methods.estimation.bootstrap import Intervals, Resampled
from cauce.methods.estimation.latent import latent_class
from cauce.methods.estimation.refusals import LISTS_RESAMPLED
from cauce.methods.estimation.results import Result
from cauce.methods.estimation.table import Table

# The best 100 models are fitted anew in each resample, so fewer resamples must do; as for Mth.
BIC_RESAMPLES = 2_000
Told = Callable[[str, str, float], None]


@dataclass(frozen=True)
class Choices:
    """p for a pair to enter, interactions of up to ``order`` lists (None: by how many), resamples, seed.

    ``heavy``: resamples at most of what fits many models, or one more column, in each.
    """

    threshold: float = selection.THRESHOLD
    order: int | None = None
    resamples: int = bootstrap.RESAMPLES
    seed: int = 1
    heavy: int = BIC_RESAMPLES


class Run:
    """The methods on one table; the fits and the resamples of each are kept, by method."""

    def __init__(self, table: Table, choices: Choices, told: Told) -> None:
        self.table, self.threshold, self.order = table, choices.threshold, choices.order
        self.resamples, self.seed, self.told = choices.resamples, choices.seed, told
        self.heavy = choices.heavy
        self.fits: dict[str, loglinear.Fit] = {}
        self.many: dict[str, bootstrap.Many] = {}
        self.made: dict[str, Resampled] = {}

    @cached_property
    def ranking(self) -> exhaustive.Ranking | None:
        """Every model by BIC; None where they are too many. Raises Unusable for an order that cannot be."""
        lists = len(self.table.lists)
        if lists < 2 or exhaustive.default_order(lists) is None:
            return None
        return exhaustive.rank(self.table, self.order)

    def result(self, method: str) -> Result:
        names = {"main": self._main, "stepwise": self._stepwise, "bic": self._bic, "mth": self._mth}
        return names.get(method, self._latent)()

    def _main(self) -> Result:
        self.told("Efectos principales…", "Main effects…", 1.0)
        found = loglinear.main_effects(self.table)
        lists = len(self.table.lists)
        return self._loglinear(
            "main",
            found,
            lambda rows: selection.many(rows, lists, 0.0),
            self.resamples,
            {"assumes": "independence"},
        )

    def _stepwise(self) -> Result:
        self.told("Selección por pasos…", "Stepwise selection…", 1.0)
        found = selection.stepwise(self.table, self.threshold)
        lists = len(self.table.lists)
        return self._loglinear(
            "stepwise",
            found,
            lambda rows: selection.many(rows, lists, self.threshold),
            self.resamples,
            {"threshold": self.threshold},
        )

    def _bic(self) -> Result:
        lists = len(self.table.lists)
        if lists < 2 or exhaustive.default_order(lists) is None:
            return Result("bic", "not_offered")
        self.told("Todos los modelos, por BIC…", "All models, by BIC…", 1.0)
        ranking = self.ranking
        best = ranking.best() if ranking else None
        if ranking is None or best is None:
            return Result("bic", "does_not_exist")
        top = ranking.models.only(ranking.top())
        details: dict[str, object] = {
            "bic": best.bic,
            "order": ranking.models.order,
            "models": len(ranking.models),
            "admissible": ranking.admissible,
            "average": ranking.average(),
            "top": len(top),
        }
        return self._loglinear("bic", best, exhaustive.many_of(top), min(self.resamples, self.heavy), details)

    def _mth(self) -> Result:
        """Darroch's model: one more column, for people who are not equally easy to find."""
        lists = len(self.table.lists)
        if lists < 3 or lists > LISTS_RESAMPLED:
            return Result("mth", "not_offered")
        self.told("Personas desiguales, Mth…", "Unequal people, Mth…", 1.0)

        def many(rows: NDArray[np.float64]) -> NDArray[np.float64]:
            return heterogeneity.many(rows, lists)

        point = self.table.n + float(many(self.table.dense()[None, :])[0])
        if not math.isfinite(point):
            return Result("mth", "does_not_exist")
        found = heterogeneity.mth(self.table)
        details: dict[str, object] = {"tau": found.tau, "sd": math.sqrt(found.tau) if found.tau > 0 else 0.0}
        if not self.resamples:
            return Result("mth", "ok", point, details=details)
        intervals = self._resampled("mth", many, min(self.resamples, self.heavy))
        return Result("mth", "ok", point, *_ends(intervals), intervals=intervals, details=details)

    def _loglinear(
        self,
        method: str,
        found: loglinear.Fit,
        many: bootstrap.Many,
        resamples: int,
        details: dict[str, object],
    ) -> Result:
        terms = found.named
        self.fits[method], self.many[method] = found, many
        if not found.good:
            status = "does_not_exist" if found.status == 0 else loglinear.said(found.status)
            return Result(method, status, terms=terms, details=details)
        wald = found.wald()
        details = {
            **details,
            "aic": found.aic,
            "bic": found.bic,
            "deviance": found.deviance,
            "absent": [self.table.term(one) for one in found.absent],
        }
        intervals = None
        if resamples:
            intervals = self._resampled(method, many, resamples)
        lower, upper, kind = wald[0], wald[1], "wald"
        if intervals is not None and method != "main":
            lower, upper, kind = _ends(intervals)
        return Result(method, "ok", found.estimate, lower, upper, kind, terms, intervals, wald, details)

    def _resampled(self, method: str, many: bootstrap.Many, resamples: int) -> Intervals:
        made = bootstrap.resampled(self.table, many, resamples, self.seed, progress=self._progress)
        self.made[method], self.many[method] = made, many
        return bootstrap.intervals(made)

    def _progress(self, done: int, of: int) -> None:
        self.told(f"  {done} de {of} remuestreos", f"  {done} of {of} resamples", done / of)

    def _latent(self) -> Result:
        if len(self.table.lists) < 3 or len(self.table.lists) > LISTS_RESAMPLED:
            return Result("latent-class", "not_offered")
        if not self.table.overlap:  # the posterior would be the prior's
            return Result("latent-class", "not_identifiable")
        self.told("Clases latentes, cuatro cadenas…", "Latent classes, four chains…", 1.0)
        found = latent_class(self.table, seed=self.seed)
        details: dict[str, object] = {
            "rhat": found.rhat,
            "ess": found.ess,
            "chains": found.draws.shape[0],
            "medians": found.medians(),
        }
        if not found.converged:
            return Result("latent-class", "not_converged", details=details)
        low, high = found.interval()
        return Result("latent-class", "ok", found.median(), low, high, "credible", details=details)


def _ends(found: Intervals) -> tuple[float, float, str]:
    """The BCa interval, or the percentile one where BCa is not defined; and which it is."""
    if not math.isnan(found.bca.lower):
        return found.bca.lower, found.bca.upper, "bca"
    return found.percentile.lower, found.percentile.upper, "percentile"
