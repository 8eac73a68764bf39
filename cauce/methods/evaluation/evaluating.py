"""The whole evaluation of a roll-out: the answer, its reasons, and the same in other ways."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from scipy.stats import t as student

from cauce.methods.evaluation.checks import LEAST_CASES, Reason, refusals, warnings
from cauce.methods.evaluation.fit import poisson
from cauce.methods.evaluation.national import Described, describe
from cauce.methods.evaluation.panel import Panel
from cauce.methods.evaluation.redraw import Redrawn, redraw
from cauce.methods.evaluation.sensitivity import (
    NOT_KNOWN,
    Effect,
    OneLess,
    built_up,
    by_exposure_time,
    by_wave,
    live_posts,
    nb2,
    of_fit,
    one_less,
)

ANSWERS = ("higher", "lower", "not_seen", "control_moved", "not_enough_data")
AT = 0.05
# Where even an effect this large would be missed, silence says nothing (proposed).
LARGE = 1.5


@dataclass(frozen=True)
class Other:
    """The same question in other ways; computed only where there is an estimate."""

    ramp: tuple[tuple[int, int | None, Effect], ...]
    built_up: Effect
    waves: tuple[tuple[str, int, Effect], ...]
    one_less: OneLess
    nb2: Effect
    dispersion: float | None
    exposure: Effect


@dataclass(frozen=True)
class Evaluation:
    """What was found. ``effect``, ``redrawn`` and ``other`` are None where the data cannot answer.

    ``smallest``: the rate ratio that would be seen four times in five. ``control``: the effect on
    what the Protocol should not move, and its p by the draw; None where the file has none.
    ``described``: the step in the whole series, which is no test.
    """

    panel: Panel
    answer: str
    reasons: tuple[Reason, ...]
    warnings: tuple[Reason, ...]
    seed: int
    effect: Effect | None = None
    redrawn: Redrawn | None = None
    smallest: float | None = None
    control: tuple[Effect, Redrawn] | None = None
    other: Other | None = None
    described: Described | None = None


def _described(panel: Panel) -> Described | None:
    if not panel.waves:
        return None
    return describe(panel.counts.sum(axis=0), panel.exposure.sum(axis=0), panel.waves[0])


def _effect(panel: Panel) -> Effect:
    fit = poisson(panel.counts, panel.exposure, panel.treated[None, None])
    return of_fit(fit, 0, live_posts(panel))


def _control(
    panel: Panel, draws: int, seed: int, progress: Callable[[int, int], None] | None
) -> tuple[Effect, Redrawn] | None:
    if panel.control is None:
        return None
    as_cases = replace(panel, counts=np.where(panel.exposure > 0, panel.control, 0.0))
    if refusals(as_cases):
        return None
    effect = _effect(as_cases)
    if effect.effect is None:
        return None
    return effect, redraw(as_cases, as_cases.counts, draws, seed, progress)


def _waves_shown(panel: Panel) -> tuple[tuple[str, int, Effect], ...]:
    """Waves with at least ten cases before and after; of others the effect is not shown."""
    shown = []
    for (month, posts, effect), start in zip(by_wave(panel), panel.waves, strict=True):
        own = panel.counts[panel.starts == start]
        enough = min(own[:, :start].sum(), own[:, start:].sum()) >= LEAST_CASES
        shown.append((month, posts, effect if enough else NOT_KNOWN))
    return tuple(shown)


def _denominator(panel: Panel) -> Effect:
    """Whether the acts themselves changed where the Protocol began."""
    acts = replace(panel, counts=panel.exposure, exposure=(panel.exposure > 0).astype(np.float64))
    effect = _effect(acts)
    # Where they follow posts and months exactly there is nothing to estimate, and no error.
    return NOT_KNOWN if effect.error is None or effect.error < 1e-6 else effect


def _other(panel: Panel, effect: float) -> Other:
    negative, dispersion = nb2(panel)
    return Other(
        tuple(by_exposure_time(panel)),
        built_up(panel),
        _waves_shown(panel),
        one_less(panel, effect),
        negative,
        dispersion,
        _denominator(panel),
    )


def _smallest(effect: Effect, posts: int) -> float:
    """Bloom 1995: the effect that would be seen four times in five, as a rate ratio."""
    free = posts - 1
    reach = float(student.ppf(0.975, free) + student.ppf(0.8, free))
    return float(np.exp(reach * (effect.error or 0.0)))


def _answer(
    effect: float, p: float, smallest: float, control: tuple[Effect, Redrawn] | None
) -> tuple[str, list[Reason]]:
    if p > AT and smallest > LARGE:
        reason = Reason(
            "too-wide",
            (
                f"Con estos datos solo se vería un efecto de ×{smallest:.2f} o mayor: "
                "que no se vea no dice nada."
            ),
            f"With these data only an effect of ×{smallest:.2f} or more would be seen: not seeing one says "
            "nothing.",
        )
        return "not_enough_data", [reason]
    if p > AT:
        return "not_seen", []
    if control is not None and control[1].p <= AT:
        return "control_moved", []
    return ("higher" if effect > 0 else "lower"), []


def _after(effect: float, p: float, smallest: float, other: Other) -> list[Reason]:
    found = []
    if p <= AT and smallest > np.exp(abs(effect)):
        found.append(
            Reason(
                "exaggerated",
                "El estudio es pequeño para este efecto: lo que se ve así suele exagerarlo.",
                "The study is small for this effect: what is seen this way tends to be exaggerated.",
            )
        )
    if other.exposure.p is not None and other.exposure.p <= AT:
        found.append(
            Reason(
                "exposure-moved",
                "También cambió el denominador (actos o tamizajes) donde empezó el Protocolo: la tasa divide "
                "entre algo que se movió.",
                "The denominator (acts or screenings) changed as well where the Protocol began: the rate "
                "divides by something that moved.",
            )
        )
    return found


def evaluate(
    panel: Panel,
    *,
    draws: int = 9999,
    seed: int = 1,
    progress: Callable[[int, int], None] | None = None,
) -> Evaluation:
    """Did it help? The answer is one of ``ANSWERS``; ``not_enough_data`` has its reasons.

    ``draws``: how often the order is drawn again. The same panel, draws and seed give the same.
    """
    minded = warnings(panel)
    refused = refusals(panel)
    effect = NOT_KNOWN if refused else _effect(panel)
    if not refused and effect.effect is None:
        refused = [
            Reason(
                "no-fit",
                "El ajuste no llegó a una respuesta.",
                "The fit did not reach an answer.",
            )
        ]
    described = _described(panel)
    if refused or effect.effect is None:
        return Evaluation(panel, "not_enough_data", tuple(refused), tuple(minded), seed, described=described)
    redrawn = redraw(panel, panel.counts, draws, seed, progress)
    control = _control(panel, draws, seed, progress)
    other = _other(panel, effect.effect)
    smallest = _smallest(effect, live_posts(panel))
    answer, reasons = _answer(effect.effect, redrawn.p, smallest, control)
    if panel.control is not None and control is None:
        minded.append(
            Reason(
                "control-silent",
                "El control negativo tiene muy pocos casos, o ninguno: no dice nada.",
                "The negative control has too few cases, or none: it says nothing.",
            )
        )
    minded += _after(effect.effect, redrawn.p, smallest, other)
    return Evaluation(
        panel,
        answer,
        tuple(reasons),
        tuple(minded),
        seed,
        effect,
        redrawn,
        smallest,
        control,
        other,
        described,
    )
