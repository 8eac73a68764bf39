"""What several methods say together: which one leads, the range, the shares, what to warn of."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence

from cauce.methods.estimation import bootstrap
from cauce.methods.estimation.bootstrap import Interval, Resampled
from cauce.methods.estimation.exhaustive import Ranking
from cauce.methods.estimation.messages import Note
from cauce.methods.estimation.results import Result
from cauce.methods.estimation.table import Table

_CHIEF = ("stepwise", "bic", "main", "mth", "latent-class")
FEW_RESAMPLES = 1_000
# Ten units of BIC are odds of 150 to 1 against a model.
FAR_FROM_BEST = 10.0


def chief_of(results: Sequence[Result], ranking: Ranking | None) -> tuple[Result, list[Note], list[Note]]:
    """(the result whose own z0 and resamples judge the estimate, refusals, warnings).

    A method whose model is more than 10 BIC worse than the best of all models does not lead; where none
    is left to lead, the estimate is refused.
    """
    order = [one for name in _CHIEF for one in results if one.method == name]
    far = [(one, gap) for one in order if (gap := _behind(one, ranking)) > FAR_FROM_BEST]
    left = [one for one in order if all(one is not bad for bad, _ in far)]
    # Main effects, Mth and latent classes lead only where no model was selected at all.
    selected = [one for one in order if one.method in ("stepwise", "bic")]
    leads = next((one for one in left if one in selected or not selected), None)
    notes = [_far(one, gap) for one, gap in far if one.method != "main" or not selected]
    if leads is None:
        return order[0], notes, []
    return leads, [], notes


def _behind(one: Result, ranking: Ranking | None) -> float:
    """How many units of BIC a model lies behind the best of all; 0 where nobody can say."""
    bic = one.details.get("bic")
    if ranking is None or not ranking.admissible or not isinstance(bic, float) or one.status != "ok":
        return 0.0
    return bic - float(ranking.bic[ranking.order[0]])


def _far(one: Result, gap: float) -> Note:
    return Note(
        "far-from-the-best-model",
        f"El modelo de {one.method} está {gap:.1f} unidades de BIC detrás del mejor: no encabeza la cifra.",
        f"The model of {one.method} lies {gap:.1f} units of BIC behind the best: it does not lead.",
        round(gap, 1),
    )


def headline(results: Sequence[Result], pooled: Interval | None) -> tuple[float, float] | None:
    """From the lowest to the highest end of every interval that did not take its model for known, and of
    that which has the errors of linkage in it.

    Main effects count only when nothing else was asked.
    """
    others = [one for one in results if one.method != "main"]
    ends = [ends for one in others or results for ends in one.ranges]
    if ends and pooled is not None:
        ends.append((pooled.lower, pooled.upper))
    return (min(low for low, _ in ends), max(high for _, high in ends)) if ends else None


def shares(table: Table, ends: tuple[float, float], made: Mapping[str, Resampled]) -> dict[str, Interval]:
    """The share of all people that each list holds, from–to, over every method: never narrower than the
    range itself says. ``upper`` is what it holds at most."""
    used = {name: one for name, one in made.items() if name != "main"} or made
    found = {}
    for i, name in enumerate(table.lists):
        held = table.having(1 << i)
        lows, highs = [held / ends[1]], [min(1.0, held / ends[0])]
        for one in used.values():
            _, by = bootstrap.share_of(one, name)
            both = [by.bca, by.percentile]
            lows += [end.lower for end in both if math.isfinite(end.lower)]
            highs += [end.upper for end in both if math.isfinite(end.upper)]
        found[name] = Interval(max(0.0, min(lows)), min(1.0, max(highs)))
    return found


def of_latent(chief: Result) -> list[Note]:
    """Why a latent class model has no answer."""
    if chief.status == "ok":
        return []
    return [
        Note(
            "chains-disagree",
            "Las cadenas del modelo de clases latentes no coinciden (R̂ < 1.05 y tamaño efectivo > 400).",
            "The chains of the latent class model do not agree (R̂ < 1.05 and effective size > 400).",
        )
    ]


def not_resampled() -> Note:
    return Note(
        "not-resampled",
        "Sin remuestreo, el intervalo supone que el modelo se conocía: no se da un rango.",
        "Without resampling the interval takes the model for known: no range is given.",
    )


def of_others(results: Sequence[Result], chief: Result, resamples: int) -> list[Note]:
    """What the methods that do not lead, and the way of resampling, leave to warn of."""
    warned = [note for one in results if one is not chief for note in _of_other(one)]
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
    if chief.intervals and not _alike(chief.intervals.bca, chief.intervals.percentile):
        warned.append(
            Note(
                "intervals-differ",
                "Los intervalos BCa y percentil cuentan historias distintas; se dan los dos.",
                "The BCa and percentile intervals tell different stories; both are given.",
            )
        )
    return warned


def _of_other(one: Result) -> Iterable[Note]:
    if one.status == "not_converged":
        yield from of_latent(one)
    elif one.method not in ("main", "mth") and one.intervals and not abs(one.intervals.z0) <= 0.5:
        yield Note(
            "unstable-z0-beside",
            f"El intervalo de {one.method} no es de fiar (z0 = {one.intervals.z0:.2f}).",
            f"The interval of {one.method} is not to be believed (z0 = {one.intervals.z0:.2f}).",
        )


def _alike(one: Interval, other: Interval) -> bool:
    """Whether both ends are within a quarter of each other."""
    pairs = ((one.lower, other.lower), (one.upper, other.upper))
    return all(a == b or (a > 0 and abs(math.log(b / a)) < math.log(1.25)) for a, b in pairs)
