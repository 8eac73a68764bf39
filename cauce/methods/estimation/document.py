"""An analysis as one JSON document: what the command prints, with no number that JSON cannot hold."""

from __future__ import annotations

import math
from typing import Any

from cauce.methods.estimation.analysis import Analysis
from cauce.methods.estimation.bootstrap import Interval, Intervals
from cauce.methods.estimation.linkerror import LinkError
from cauce.methods.estimation.results import Result
from cauce.methods.estimation.variation import TOP, Sensitivity
from cauce.methods.estimation.wording import headline_text, outward, share_text, told_outside, told_text


def number(value: float | None) -> float | None:
    """The value, or None where it is infinite or not defined."""
    return value if value is not None and math.isfinite(value) else None


def document(found: Analysis) -> dict[str, Any]:
    """The whole analysis; the keys of the command's contract first."""
    return {
        "n": found.given.n,
        "lists": list(found.given.lists),
        "results": [_result(one, found.status(one)) for one in found.results],
        "headline": _headline(found),
        "refused": [one.as_json() for one in found.refused],
        "warnings": [one.as_json() for one in found.warnings],
        "sensitivity": _sensitivity(found.sensitivity) if found.sensitivity else None,
        "used": {
            "n": found.used.n,
            "lists": list(found.used.lists),
            "overlap": found.used.overlap,
            "on_lists": [found.used.seen(k) for k in range(1, len(found.used.lists) + 1)],
        },
        "shares": {name: _share(found, name, ends) for name, ends in found.shares.items()},
        "heterogeneity": [{"sd": sd, "estimate": number(one)} for sd, one in found.unlike.items()],
        "linkage": _linkage(found.linkage),
        "threshold": found.choices.threshold,
        "seed": found.choices.seed,
    }


def _headline(found: Analysis) -> dict[str, Any] | None:
    if found.headline is None:
        return None
    low, high = found.headline
    bottom, top = outward(found)
    return {
        "bound": "at least",
        "lower": bottom,
        "upper": top,
        "exact": {"lower": number(low), "upper": number(high)},
        "text": {language: headline_text(found, language) for language in ("es", "en")},
        "told": _told(found),
    }


def _told(found: Analysis) -> dict[str, Any]:
    """The headline as everybody reads it."""
    bottom, top = told_outside(*outward(found))
    return {"lower": bottom, "upper": top} | {one: told_text(found, one) for one in ("es", "en")}


def _share(found: Analysis, name: str, ends: Interval) -> dict[str, Any]:
    return {
        "bound": "at most",
        "lower": number(ends.lower),
        "upper": number(ends.upper),
        "text": {language: share_text(name, ends, language) for language in ("es", "en")},
    }


def _linkage(one: LinkError | None) -> dict[str, Any] | None:
    """What the errors of linkage do; null: it has none, or nothing was resampled."""
    if one is None:
        return None
    ends = one.pooled.interval
    told: dict[str, Any] = {
        "drawn_by": "linkage" if one.rates is None else "rates",
        "lower": number(ends.lower),
        "upper": number(ends.upper),
        "part": number(one.pooled.inside),
        "groups": {
            name: {"recall": recall, "estimate": number(estimate)}
            for name, (recall, estimate) in one.groups.items()
        },
    }
    if one.rates is not None:
        told |= {
            "recall": list(one.rates.recall),
            "precision": list(one.rates.precision),
            "assumed": one.rates.assumed,
        }
    return told


def _result(one: Result, status: str) -> dict[str, Any]:
    told: dict[str, Any] = {
        "method": one.method,
        "estimate": number(one.estimate),
        "lower": number(one.lower),
        "upper": number(one.upper),
        "terms": list(one.terms),
        "status": status,
        "interval": one.interval,
    }
    if one.intervals is not None:
        told["bootstrap"] = _intervals(one.intervals)
    if one.wald is not None:
        told["wald"] = {"lower": number(one.wald[0]), "upper": number(one.wald[1])}
    if one.details:
        told["details"] = {
            name: number(value) if isinstance(value, float) else value for name, value in one.details.items()
        }
    return told


def _intervals(one: Intervals) -> dict[str, Any]:
    return {
        "z0": number(one.z0),
        "acceleration": number(one.acceleration),
        "bca": {"lower": number(one.bca.lower), "upper": number(one.bca.upper)},
        "percentile": {"lower": number(one.percentile.lower), "upper": number(one.percentile.upper)},
        "infinite": one.infinite,
        "resamples": one.resamples,
        "level": one.level,
    }


def _sensitivity(one: Sensitivity) -> dict[str, Any]:
    low, high = one.interaction
    return {
        "threshold": {f"{at:g}": number(value) for at, value in one.thresholds.items()},
        "leave_one_out": {name: number(value) for name, value in one.without.items()},
        "leave_one_out_factor": number(one.leaving_out),
        "merged_pairs": {":".join(pair): number(value) for pair, value in one.merged.items()},
        "highest_interaction": {"lower": number(low), "upper": number(high), "xi": math.log(2)},
        "chao_floor": number(one.floor),
        "models": _models(one),
        "models_factor": number(one.models_range),
    }


def _models(one: Sensitivity) -> dict[str, Any] | None:
    if one.ranking is None:
        return None
    ranking = one.ranking
    if not ranking.admissible:
        return {
            "order": ranking.models.order,
            "fitted": len(ranking.models),
            "admissible": 0,
            "top": [],
        }
    within = {
        f"within_{units}": dict(zip(("models", "lower", "upper"), ranking.within(units), strict=True))
        for units in (2, 6)
    }
    return {
        "order": ranking.models.order,
        "fitted": len(ranking.models),
        "admissible": ranking.admissible,
        "average": ranking.average(),
        **within,
        "top": [
            {
                "terms": [ranking.table.term(mask) for mask in ranking.models.of(int(m))],
                "estimate": number(ranking.table.n + float(ranking.unseen[m])),
                "bic": number(float(ranking.bic[m])),
            }
            for m in ranking.top(TOP)
        ],
    }
