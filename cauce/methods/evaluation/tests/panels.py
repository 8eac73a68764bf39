"""Small roll-outs that the tests of this folder share."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from cauce.methods.evaluation.panel import Panel
from cauce.methods.evaluation.power import Design, simulate

SMALL = Design(posts=20, waves=5, baseline=6, step=2, months=18, yearly=900.0)


def rollout(ratio: float = 1.4, seed: int = 1, design: Design = SMALL) -> Panel:
    """An invented roll-out with months named as in a file and an exposure that differs."""
    chance = np.random.default_rng(seed)
    panel = simulate(design, ratio, chance)
    months = tuple(f"{2025 + at // 12}-{at % 12 + 1:02d}" for at in range(design.months))
    exposure = chance.integers(50, 200, panel.counts.shape).astype(np.float64)
    return replace(panel, months=months, exposure=exposure, stratified=True)


def as_csv(panel: Panel, **columns: str) -> str:
    """The panel as a file; ``columns`` adds the same value to every line."""
    after = [*panel.months, "never"]
    names = ["post", "month", "count", "exposure", "treated_from", "stratum", *columns]
    lines = [",".join(names)]
    for at, post in enumerate(panel.posts):
        for when, month in enumerate(panel.months):
            cells = (
                post,
                month,
                int(panel.counts[at, when]),
                panel.exposure[at, when],
                after[panel.starts[at]],
                panel.strata[at],
                *columns.values(),
            )
            lines.append(",".join(str(cell) for cell in cells))
    return "\n".join(lines) + "\n"
