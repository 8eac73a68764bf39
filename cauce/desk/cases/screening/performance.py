"""What a conversation of a space can honestly be expected to find, in plain words."""

from __future__ import annotations

from typing import Any

from cauce.content.model import Text
from cauce.content.model_toolbox import Instrument
from cauce.rules.screening import Predictive, expected


def _many(share: float) -> str:
    """«3 de cada 100»; under one, per thousand."""
    return f"{share * 100:.0f}" if share >= 0.01 else f"{share * 100:.1f}"


def _figure(found: Predictive) -> Text | None:
    if found.value is None:
        return None
    value = _many(found.value)
    es = f"De cada 100 personas a quienes se ofrece, se espera que lo necesiten unas {value}"
    en = f"Of every 100 people to whom it is offered, about {value} are expected to need it"
    if found.low is not None and found.high is not None:
        low, high = _many(found.low), _many(found.high)
        es += f" (entre {low} y {high})"
        en += f" (between {low} and {high})"
    return Text(es=es + ".", en=en + ".")


def honest_value(instrument: Instrument) -> dict[str, Any]:
    """The figure in words with its interval, or why there is none, and what it rests on."""
    found = expected(instrument.performance)
    return {
        "figure": _figure(found),
        "why": found.why,
        "explanation": instrument.performance.explanation,
        "base": instrument.performance.base_rate.note if instrument.performance.base_rate else None,
        "assumed": found.value is not None and found.assumed,
    }
