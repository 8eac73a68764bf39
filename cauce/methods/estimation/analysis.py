"""A whole analysis of one table: the methods asked for, the range, what refuses it, what moves it."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from cauce.methods.estimation import bootstrap, exhaustive, loglinear, refusals, selection
from cauce.methods.estimation.bootstrap import Intervals, Resampled
from cauce.methods.estimation.cleaning import cleaned
from cauce.methods.estimation.latent import latent_class
from cauce.methods.estimation.messages import Note
from cauce.methods.estimation.refusals import LISTS_RESAMPLED, Circumstances
from cauce.methods.estimation.table import Table
from cauce.methods.estimation.variation import Sensitivity, sensitivity

METHODS = ("main", "stepwise", "bic", "latent-class")
# The best 100 models are fitted anew in each resample, so fewer resamples must do.
BIC_RESAMPLES = 2_000
FEW_RESAMPLES = 1_000
Told = Callable[[str, str, float], None]
NOT_KNOWN = Circumstances()


@dataclass(frozen=True)
class Result:
    """One method's answer. ``estimate`` None where it has none, and ``status`` says why:

    ``ok``, ``does_not_exist``, ``not_identifiable``, ``not_converged``, ``not_offered``.
    ``lower`` and ``upper``: BCa when resampled, Wald (conditional on the model) for main effects and
    when not, the credible interval of the latent class model; ``interval`` names which. ``upper`` is
    inf where it is not bounded. ``details`` hold the rest.
    """

    method: str
    status: str
    estimate: float | None = None
    lower: float | None = None
    upper: float | None = None
    interval: str | None = None
    terms: tuple[str, ...] = ()
    intervals: Intervals | None = None
    wald: tuple[float, float] | None = None
    details: dict[str, object] = field(default_factory=dict)

    @property
    def ranges(self) -> list[tuple[float, float]]:
        """The intervals that did not take the model for known."""
        if self.intervals is not None:
            both = (self.intervals.bca, self.intervals.percentile)
            return [(one.lower, one.upper) for one in both if not math.isnan(one.lower)]
        if self.method == "latent-class" and self.lower is not None and self.upper is not None:
            return [(self.lower, self.upper)]
        return []


@dataclass(frozen=True)
class Analysis:
    """Everything; ``headline`` is (lower, upper), upper inf where not bounded, or None if refused."""

    given: Table
    used: Table
    results: tuple[Result, ...]
    headline: tuple[float, float] | None
    refused: tuple[Note, ...]
    warnings: tuple[Note, ...]
    sensitivity: Sensitivity | None
    shares: dict[str, tuple[float, Intervals]]
    replicates: Resampled | None
    threshold: float
    seed: int


@dataclass(frozen=True)
class Choices:
    """p for a pair to enter, interactions of up to ``order`` lists (None: by how many), resamples, seed."""

    threshold: float = selection.THRESHOLD
    order: int | None = None
    resamples: int = bootstrap.RESAMPLES
    seed: int = 1


USUAL = Choices()


def analyse(
    given: Table,
    *,
    methods: Sequence[str] = METHODS,
    choices: Choices = USUAL,
    circumstances: Circumstances = NOT_KNOWN,
    notes: Sequence[Note] = (),
    told: Told = lambda es, en, share: None,
) -> Analysis:
    """Estimate by the methods asked, judge, and try what moves the answer.

    ``notes`` are what reading the file already warned of; ``told`` hears of long work, with the share of
    it that is done. Raises
    Unusable where its order cannot be fitted for that many lists, ValueError for an unknown method.
    """
    unknown = [one for one in methods if one not in METHODS]
    if unknown:
        raise ValueError(f"no method is called {unknown[0]!r}; there are: {', '.join(METHODS)}")
    clean = cleaned(given, unlawful=circumstances.unlawful)
    table = clean.table
    refused, warned = refusals.of_table(table, clean.short), [*notes, *clean.notes]
    more_refused, more_warned = refusals.of_circumstances(circumstances)
    refused, warned = refused + more_refused, warned + more_warned
    if table.n == 0 or not table.lists:
        return Analysis(
            given,
            table,
            (),
            None,
            tuple(refused),
            tuple(warned),
            None,
            {},
            None,
            choices.threshold,
            choices.seed,
        )
    few = replace(choices, resamples=0) if len(table.lists) > LISTS_RESAMPLED else choices
    run = _Run(table, few, told)
    results = tuple(run.result(one) for one in methods)
    chief = next((r for name in _CHIEF for r in results if r.method == name), results[0])
    refused += refusals.of_fit(chief.status) if chief.method != "latent-class" else _latent(chief)
    if chief.intervals is not None:
        more_refused, more_warned = refusals.of_intervals(chief.intervals)
        refused, warned = refused + more_refused, warned + more_warned
    elif chief.status == "ok" and chief.method != "latent-class" and not choices.resamples:
        refused.append(_not_resampled())
    warned += _of_others(results, chief, choices.resamples)
    moved = None
    if len(table.lists) >= 2 and len(table.lists) <= LISTS_RESAMPLED:
        told("Sensibilidad…", "Sensitivity…", 1.0)
        moved = sensitivity(table, threshold=choices.threshold, order=choices.order)
        if len(table.lists) > 2:
            more_refused, more_warned = refusals.of_sensitivity(moved, len(table.lists))
            refused, warned = refused + more_refused, warned + more_warned
    shares = {}
    if run.chief is not None and math.isfinite(run.chief.point):
        shares = {name: bootstrap.share_of(run.chief, name) for name in table.lists}
    return Analysis(
        given,
        table,
        results,
        None if refused else _headline(results),
        tuple(refused),
        tuple(warned),
        moved,
        shares,
        run.chief,
        choices.threshold,
        choices.seed,
    )


_CHIEF = ("stepwise", "bic", "main", "latent-class")


class _Run:
    """The methods on one table, with the resamples of the chief one kept."""

    def __init__(self, table: Table, choices: Choices, told: Told) -> None:
        self.table, self.threshold, self.order = table, choices.threshold, choices.order
        self.resamples, self.seed, self.told = choices.resamples, choices.seed, told
        self.chief: Resampled | None = None
        self._rank = -1

    def result(self, method: str) -> Result:
        names = {"main": self._main, "stepwise": self._stepwise, "bic": self._bic}
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
            0,
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
            2,
        )

    def _bic(self) -> Result:
        lists = len(self.table.lists)
        if lists < 2 or exhaustive.default_order(lists) is None:
            return Result("bic", "not_offered")
        self.told("Todos los modelos, por BIC…", "All models, by BIC…", 1.0)
        ranking = exhaustive.rank(self.table, self.order)
        best = ranking.best()
        if best is None:
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
        return self._loglinear(
            "bic", best, exhaustive.many_of(top), min(self.resamples, BIC_RESAMPLES), details, 1
        )

    def _loglinear(
        self,
        method: str,
        found: loglinear.Fit,
        many: bootstrap.Many,
        resamples: int,
        details: dict[str, object],
        rank: int,
    ) -> Result:
        terms = found.named
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
            made = bootstrap.resampled(self.table, many, resamples, self.seed, progress=self._progress)
            intervals = bootstrap.intervals(made)
            if rank > self._rank:
                self.chief, self._rank = made, rank
        lower, upper, kind = wald[0], wald[1], "wald"
        if intervals is not None and method != "main" and not math.isnan(intervals.bca.lower):
            lower, upper, kind = intervals.bca.lower, intervals.bca.upper, "bca"
        elif intervals is not None and method != "main":
            lower, upper, kind = (
                intervals.percentile.lower,
                intervals.percentile.upper,
                "percentile",
            )
        return Result(method, "ok", found.estimate, lower, upper, kind, terms, intervals, wald, details)

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


def _latent(chief: Result) -> list[Note]:
    if chief.status == "ok":
        return []
    return [
        Note(
            "chains-disagree",
            "Las cadenas del modelo de clases latentes no coinciden (R̂ < 1.05 y tamaño efectivo > 400).",
            "The chains of the latent class model do not agree (R̂ < 1.05 and effective size > 400).",
        )
    ]


def _not_resampled() -> Note:
    return Note(
        "not-resampled",
        "Sin remuestreo, el intervalo supone que el modelo se conocía: no se da un rango.",
        "Without resampling the interval takes the model for known: no range is given.",
    )


def _of_others(results: Sequence[Result], chief: Result, resamples: int) -> list[Note]:
    warned = []
    for one in results:
        if one is chief:
            continue
        if one.status == "not_converged":
            warned += _latent(one)
        elif one.method != "main" and one.intervals and not abs(one.intervals.z0) <= 0.5:
            warned.append(
                Note(
                    "unstable-z0-beside",
                    f"El intervalo de {one.method} no es de fiar (z0 = {one.intervals.z0:.2f}).",
                    f"The interval of {one.method} is not to be believed (z0 = {one.intervals.z0:.2f}).",
                )
            )
    if chief.method == "main" and chief.status == "ok":
        warned.append(
            Note(
                "assumes-independence",
                "Solo se pidieron efectos principales: se supone que las listas son independientes.",
                "Main effects alone were asked for: the lists are taken as independent.",
            )
        )
    if 0 < resamples < FEW_RESAMPLES:
        warned.append(
            Note(
                "few-resamples",
                f"Con {resamples} remuestreos los límites cambian de una semilla a otra.",
                f"With {resamples} resamples the limits change from one seed to another.",
                resamples,
            )
        )
    bca = chief.intervals and (chief.intervals.bca, chief.intervals.percentile)
    if bca and not _alike(bca[0], bca[1]):
        warned.append(
            Note(
                "intervals-differ",
                "Los intervalos BCa y percentil cuentan historias distintas; se dan los dos.",
                "The BCa and percentile intervals tell different stories; both are given.",
            )
        )
    return warned


def _alike(one: bootstrap.Interval, other: bootstrap.Interval) -> bool:
    """Whether both ends are within a quarter of each other."""
    pairs = ((one.lower, other.lower), (one.upper, other.upper))
    return all(a == b or (a > 0 and abs(math.log(b / a)) < math.log(1.25)) for a, b in pairs)


def _headline(results: Sequence[Result]) -> tuple[float, float] | None:
    """From the lowest to the highest end of every interval that did not take its model for known.

    Main effects count only when nothing else was asked.
    """
    others = [one for one in results if one.method != "main"]
    ends = [ends for one in others or results for ends in one.ranges]
    return (min(low for low, _ in ends), max(high for _, high in ends)) if ends else None
