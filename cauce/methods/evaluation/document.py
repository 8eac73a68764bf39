"""An evaluation as a document of values, for a program. No post is named and none is compared."""

from __future__ import annotations

import math
from dataclasses import asdict
from typing import Any

from cauce.methods.evaluation.checks import Reason
from cauce.methods.evaluation.evaluating import Evaluation, Other
from cauce.methods.evaluation.national import Described
from cauce.methods.evaluation.sensitivity import Effect

Found = dict[str, Any]


def _ratio(log: float | None) -> float | None:
    return None if log is None else math.exp(log)


def as_effect(effect: Effect) -> Found:
    """On the log scale, and as rate ratios; null: not known."""
    return {
        "effect": effect.effect,
        "error": effect.error,
        "lower": effect.lower,
        "upper": effect.upper,
        "p": effect.p,
        "ratio": effect.ratio,
        "ratio_lower": _ratio(effect.lower),
        "ratio_upper": _ratio(effect.upper),
    }


def _reasons(reasons: tuple[Reason, ...]) -> list[Found]:
    return [asdict(one) for one in reasons]


def _other(other: Other) -> Found:
    return {
        "crv3": as_effect(other.one_less.crv3),
        "months_since": [
            {"from": first, "to": last, **as_effect(effect)} for first, last, effect in other.ramp
        ],
        "built_up_over_six_months": as_effect(other.built_up),
        "waves_apart": [
            {"begins": month, "posts": posts, **as_effect(effect)} for month, posts, effect in other.waves
        ],
        "one_post_less": {"lowest": other.one_less.lowest, "highest": other.one_less.highest},
        "nb2": {**as_effect(other.nb2), "dispersion": other.dispersion},
        "denominator": as_effect(other.exposure),
    }


def _described(described: Described | None) -> Found | None:
    return None if described is None else {"is_a_test": False, **asdict(described)}


def as_document(found: Evaluation) -> Found:
    """Everything that was found; what was not computed is null."""
    panel = found.panel
    control = None
    if found.control is not None:
        control = {**as_effect(found.control[0]), "p_by_draw": found.control[1].p}
    return {
        "answer": found.answer,
        "reasons": _reasons(found.reasons),
        "warnings": _reasons(found.warnings),
        "posts": len(panel.posts),
        "months": len(panel.months),
        "first_month": panel.months[0],
        "last_month": panel.months[-1],
        "waves": [
            {"begins": panel.months[one], "posts": int((panel.starts == one).sum())} for one in panel.waves
        ],
        "cases": int(panel.counts.sum()),
        "seed": found.seed,
        "estimate": None if found.effect is None else as_effect(found.effect),
        "redraw": None if found.redrawn is None else asdict(found.redrawn),
        "smallest_ratio_seen": found.smallest,
        "control": control,
        "sensitivity": None if found.other is None else _other(found.other),
        "whole_series": _described(found.described),
    }
