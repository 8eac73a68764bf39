"""What a roll-out could see, by simulation, before it begins."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.stats import t as student

from cauce.methods.evaluation.fit import poisson
from cauce.methods.evaluation.panel import Numbers, Panel, Whole, begun
from cauce.methods.evaluation.redraw import redraw

TOGETHER = 50


@dataclass(frozen=True)
class Design:
    """A roll-out to be simulated; the defaults are those of evaluation.md section 5.

    ``yearly`` cases in all posts; the first wave begins after ``baseline`` months, each next one
    ``step`` months later. Counts are Poisson mixed by a gamma (NB with ``k``), with shocks by post
    that fade (AR(1): ``fading``, sd ``shock``), common shocks of a month (sd ``common``) and a
    ``trend`` by month. ``ramp``: months over which the effect builds up; 1 is at once. ``sizes``:
    expected share of each post; None: log-normal with sd 1, drawn anew each time.
    """

    posts: int = 50
    waves: int = 5
    baseline: int = 9
    step: int = 3
    months: int = 30
    yearly: float = 1250.0
    k: float = 4.0
    fading: float = 0.5
    shock: float = 0.2
    common: float = 0.1
    trend: float = 0.003
    ramp: int = 1
    sizes: tuple[float, ...] | None = None
    stratified: bool = False


def _order(design: Design, sizes: Numbers, chance: np.random.Generator) -> tuple[Whole, Whole]:
    """Starts and strata by post; without strata all posts are one."""
    dealt = np.arange(design.posts) % design.waves
    strata = np.zeros(design.posts, dtype=np.int64)
    if design.stratified:
        by_size = np.argsort(-sizes)
        strata[by_size] = np.arange(design.posts) // (2 * design.waves)
    keys = strata + chance.random(design.posts)
    starts = np.empty(design.posts, dtype=np.int64)
    starts[np.argsort(keys)] = design.baseline + design.step * dealt
    return starts, strata


def _shocks(design: Design, chance: np.random.Generator) -> Numbers:
    """C × T: shocks that fade, in their steady state from the first month."""
    inside = design.shock * np.sqrt(1 - design.fading**2)
    found = np.empty((design.posts, design.months))
    found[:, 0] = chance.normal(0, design.shock, design.posts)
    for month in range(1, design.months):
        fresh = chance.normal(0, inside, design.posts)
        found[:, month] = design.fading * found[:, month - 1] + fresh
    return found


def simulate(design: Design, ratio: float, chance: np.random.Generator) -> Panel:
    """One invented roll-out in which the Protocol multiplies the cases by ``ratio``."""
    if design.sizes is None:
        sizes = np.exp(chance.normal(0, 1, design.posts))
    else:
        sizes = np.asarray(design.sizes, dtype=np.float64)
    sizes = sizes * (design.yearly / 12 / sizes.sum())
    starts, strata = _order(design, sizes, chance)
    age = np.arange(design.months) - starts[:, None] + 1
    share = np.clip(age / design.ramp, 0.0, 1.0)
    log = np.log(sizes)[:, None] + np.log(ratio) * share + _shocks(design, chance)
    log = log + chance.normal(0, design.common, design.months)
    log = log + design.trend * np.arange(design.months)
    mixed = chance.gamma(design.k, 1 / design.k, log.shape)
    return Panel(
        posts=tuple(f"P{number:02d}" for number in range(1, design.posts + 1)),
        months=tuple(f"M{number:02d}" for number in range(1, design.months + 1)),
        counts=chance.poisson(np.exp(log) * mixed).astype(np.float64),
        exposure=np.ones_like(log),
        starts=starts,
        strata=strata,
        stratified=design.stratified,
    )


@dataclass(frozen=True)
class Power:
    """Share of simulations that reject "no effect" at 5 %, and whose interval holds the truth.

    ``noise`` is the Monte-Carlo error of ``rejects``. ``covers`` is None for the re-draw, which
    gives no interval.
    """

    rejects: float
    noise: float
    covers: float | None
    simulations: int


def _noise(share: float, size: int) -> float:
    return float(np.sqrt(max(share * (1 - share), 0.25 / size) / size))


def power(design: Design, ratio: float, simulations: int, seed: int) -> Power:
    """By the clustered error and t on C−1."""
    chance = np.random.default_rng(seed)
    rejects = covers = 0
    truth = np.log(ratio)
    for first in range(0, simulations, TOGETHER):
        size = min(TOGETHER, simulations - first)
        panels = [simulate(design, ratio, chance) for _ in range(size)]
        counts = np.array([one.counts for one in panels])
        treated = begun(np.array([one.starts for one in panels]), design.months)
        fit = poisson(counts, np.ones(counts.shape[1:]), treated[:, None])
        live = (counts.sum(axis=2) > 0).sum(axis=1)
        wide = student.ppf(0.975, live - 1) * fit.errors[:, 0]
        # A fit without an answer rejects nothing and covers nothing.
        fine = fit.converged & np.isfinite(wide)
        rejects += int((fine & (abs(fit.effects[:, 0]) > wide)).sum())
        covers += int((fine & (abs(fit.effects[:, 0] - truth) <= wide)).sum())
    share = rejects / simulations
    return Power(share, _noise(share, simulations), covers / simulations, simulations)


def power_by_redraw(design: Design, ratio: float, simulations: int, draws: int, seed: int) -> Power:
    """By drawing the order again, ``draws`` times for each simulation."""
    chance = np.random.default_rng(seed)
    rejects = 0
    for _ in range(simulations):
        panel = simulate(design, ratio, chance)
        again = redraw(panel, panel.counts, draws, int(chance.integers(2**31)))
        rejects += again.p <= 0.05
    share = rejects / simulations
    return Power(share, _noise(share, simulations), None, simulations)
