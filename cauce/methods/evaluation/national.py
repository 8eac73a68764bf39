"""The whole series with a step: description, never a test.

Segmented Poisson regression (Wagner et al. 2002) with a yearly wave. Under a true null it says
"something happened" in a third of series with plain errors, and in one of eight with the errors
used here (evaluation.md section 6): whoever reads it as a test is misled.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from cauce.methods.evaluation.panel import Numbers

# Fewer months than this on either side of the step describe nothing.
LEAST_SIDE = 12
LAGS = 6


@dataclass(frozen=True)
class Described:
    """Changes at the step, on the log scale: of level, and of slope by month.

    ``plain``, ``quasi`` and ``newey_west`` are errors of (level, slope).
    """

    level: float
    slope: float
    plain: tuple[float, float]
    quasi: tuple[float, float]
    newey_west: tuple[float, float]


def segments(months: int, step: int) -> Numbers:
    """months × 6: one, time, level after, slope after, and a yearly sine and cosine."""
    time = np.arange(months, dtype=np.float64)
    after = (time >= step).astype(np.float64)
    year = 2 * np.pi * time / 12
    return np.column_stack([np.ones(months), time, after, after * (time - step), np.sin(year), np.cos(year)])


def regression(counts: Numbers, exposure: Numbers, x: Numbers) -> tuple[Numbers, Numbers]:
    """Poisson regression by scoring: coefficients and means. Raises ``ValueError`` if none is found."""
    beta = np.zeros(x.shape[1])
    beta[0] = np.log(counts.sum() / exposure.sum())
    for _ in range(100):
        mean = exposure * np.exp(np.clip(x @ beta, -40, 40))
        step = np.linalg.solve((x * mean[:, None]).T @ x, x.T @ (counts - mean))
        beta = beta + step
        if abs(step).max() < 1e-10:
            return beta, exposure * np.exp(x @ beta)
    raise ValueError("no finite fit")


def newey_west(x: Numbers, left: Numbers, bread: Numbers, lags: int = LAGS) -> Numbers:
    """Variance that allows for neighbours in time (Newey and West 1987), Bartlett weights."""
    scores = x * left[:, None]
    meat = scores.T @ scores
    for lag in range(1, lags + 1):
        cross = scores[lag:].T @ scores[:-lag]
        meat += (1 - lag / (lags + 1)) * (cross + cross.T)
    variance: Numbers = bread @ meat @ bread
    return variance


def describe(counts: Numbers, exposure: Numbers, step: int) -> Described | None:
    """What changed at month ``step`` in a series of T; None where there is too little to describe.

    Months without exposure are left out.
    """
    open_ = exposure > 0
    before, after = int(open_[:step].sum()), int(open_[step:].sum())
    if min(before, after) < LEAST_SIDE or counts[open_].sum() == 0:
        return None
    x = segments(len(counts), step)[open_]
    try:
        beta, mean = regression(counts[open_], exposure[open_], x)
    except (ValueError, np.linalg.LinAlgError):
        return None
    bread = np.linalg.inv((x * mean[:, None]).T @ x).astype(np.float64)
    left = counts[open_] - mean
    spread = float((left**2 / mean).sum() / (len(left) - x.shape[1]))

    def errors(variance: Numbers) -> tuple[float, float]:
        return float(np.sqrt(variance[2, 2])), float(np.sqrt(variance[3, 3]))

    return Described(
        float(beta[2]),
        float(beta[3]),
        errors(bread),
        errors(bread * spread),
        errors(newey_west(x, left, bread)),
    )
