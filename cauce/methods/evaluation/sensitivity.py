"""The same question asked in other ways: build-up, waves apart, one post less, NB2."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize_scalar
from scipy.special import gammaln
from scipy.stats import t as student

from cauce.methods.evaluation.fit import Fits, informative, poisson
from cauce.methods.evaluation.panel import Numbers, Panel

# Months since a post began, from … on; the last is open.
BINS = (0, 3, 6, 12)


@dataclass(frozen=True)
class Effect:
    """One effect on the log scale; ``lower`` and ``upper`` at 95 %, by t on C−1. None: not known."""

    effect: float | None
    error: float | None
    lower: float | None
    upper: float | None
    p: float | None

    @property
    def ratio(self) -> float | None:
        return None if self.effect is None else float(np.exp(self.effect))


NOT_KNOWN = Effect(None, None, None, None, None)


def effect_of(effect: float, error: float, posts: int) -> Effect:
    """An effect with its interval and p by t on ``posts`` − 1; not known where it is not finite."""
    if posts < 2 or not (np.isfinite(effect) and np.isfinite(error) and error > 0):
        return NOT_KNOWN
    wide = float(student.ppf(0.975, posts - 1)) * error
    p = 2 * float(student.sf(abs(effect) / error, posts - 1))
    return Effect(float(effect), float(error), float(effect - wide), float(effect + wide), p)


def of_fit(fit: Fits, at: int, posts: int) -> Effect:
    """Effect number ``at`` of the first fit."""
    if not fit.converged[0]:
        return NOT_KNOWN
    return effect_of(float(fit.effects[0, at]), float(fit.errors[0, at]), posts)


def live_posts(panel: Panel, counts: Numbers | None = None) -> int:
    open_ = informative(panel.counts if counts is None else counts, panel.exposure)
    return int((open_ > 0).any(axis=1).sum())


def since(panel: Panel) -> Numbers:
    """C × T: months since the post began, 0 in its first; negative before."""
    return (np.arange(len(panel.months)) - panel.starts[:, None]).astype(np.float64)


def by_exposure_time(panel: Panel) -> list[tuple[int, int | None, Effect]]:
    """An effect for each stretch of months since the beginning: (from, to or None, effect)."""
    age = since(panel)
    stretches = []
    for one, following in zip(BINS, (*BINS[1:], None), strict=True):
        inside = (age >= one) & (age < (np.inf if following is None else following))
        if (inside & (informative(panel.counts, panel.exposure) > 0)).any():
            stretches.append((one, following, inside.astype(np.float64)))
    fit = poisson(panel.counts, panel.exposure, np.array([[one[2] for one in stretches]]))
    posts = live_posts(panel)
    return [
        (one, None if following is None else following - 1, of_fit(fit, at, posts))
        for at, (one, following, _) in enumerate(stretches)
    ]


def built_up(panel: Panel, months: int = 6) -> Effect:
    """The whole effect, if it builds up evenly over that many months."""
    share = np.clip((since(panel) + 1) / months, 0.0, 1.0)
    fit = poisson(panel.counts, panel.exposure, share[None, None])
    return of_fit(fit, 0, live_posts(panel))


def by_wave(panel: Panel) -> list[tuple[str, int, Effect]]:
    """Each wave against posts that had not begun yet: (first month, posts, effect).

    With staggered starts one effect for all compares also with posts that began before, which
    misleads where effects grow (Goodman-Bacon 2021). Here a post that began lends only its months
    before. The last wave has nobody left to be compared with: not known.
    """
    found = []
    for start in panel.waves:
        own = panel.starts == start
        untouched = 1.0 - panel.treated
        others = panel.starts > start
        some_left = (untouched * panel.exposure * others[:, None]).sum(axis=0) > 0
        seen = np.where(own[:, None], some_left[None, :], others[:, None] & (untouched > 0))
        part = np.where(seen, panel.exposure, 0.0)
        effect = NOT_KNOWN
        if others.any():
            treated = (panel.treated * own[:, None])[None, None]
            fit = poisson(panel.counts, part, treated)
            open_ = informative(np.where(part > 0, panel.counts, 0.0), part)
            effect = of_fit(fit, 0, int((open_ > 0).any(axis=1).sum()))
        found.append((panel.months[start], int(own.sum()), effect))
    return found


@dataclass(frozen=True)
class OneLess:
    """The effect without each post in turn, in the order of the file; and CRV3, which they give."""

    effects: tuple[float | None, ...]
    crv3: Effect
    lowest: float | None
    highest: float | None


def one_less(panel: Panel, effect: float) -> OneLess:
    """Leave each post out. CRV3 is the jackknife by post (MacKinnon, Nielsen and Webb 2023)."""
    size = len(panel.posts)
    shown = 1.0 - np.eye(size)[:, :, None]
    exposure = panel.exposure[None] * shown
    counts = np.broadcast_to(panel.counts, exposure.shape)
    fit = poisson(np.where(exposure > 0, counts, 0.0), exposure, panel.treated[None, None])
    got = np.where(fit.converged, fit.effects[:, 0], np.nan)
    kept = tuple(float(one) if np.isfinite(one) else None for one in got)
    live = (informative(panel.counts, panel.exposure) > 0).any(axis=1)
    posts = int(live.sum())
    fine = bool(np.isfinite(got[live]).all())
    error = np.sqrt((posts - 1) / posts * ((got[live] - effect) ** 2).sum()) if fine else np.nan
    numbers = [one for one in kept if one is not None]
    return OneLess(
        kept, effect_of(effect, error, posts), min(numbers, default=None), max(numbers, default=None)
    )


def _nb2_misfit(y: Numbers, mean: Numbers, dispersion: float) -> float:
    """Minus the log-likelihood of NB2, without what does not change."""
    k = 1.0 / dispersion
    each = gammaln(y + k) - gammaln(k) + k * np.log(k / (k + mean))
    each += y * np.log(np.where(mean > 0, mean, 1.0) / (k + mean))
    return -float(each[mean > 0].sum())


def nb2(panel: Panel) -> tuple[Effect, float | None]:
    """Negative binomial (variance = mean + dispersion · mean²) by profile likelihood.

    Returns the effect, with clustered errors, and the dispersion; None where none is found.
    """
    treated = panel.treated[None, None]

    def fit(log_dispersion: float) -> Fits:
        return poisson(
            panel.counts, panel.exposure, treated, dispersion=float(np.exp(log_dispersion)), rounds=200
        )

    def misfit(log_dispersion: float) -> float:
        found = fit(log_dispersion)
        return _nb2_misfit(panel.counts, found.mean[0], float(np.exp(log_dispersion)))

    best = minimize_scalar(misfit, bounds=(-8.0, 2.5), method="bounded", options={"xatol": 1e-6})
    found = fit(float(best.x))
    if not found.converged[0]:
        return NOT_KNOWN, None
    return of_fit(found, 0, live_posts(panel)), float(np.exp(best.x))
