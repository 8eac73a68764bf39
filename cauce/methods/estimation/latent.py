"""The Bayesian latent class model, with convergence that is checked and may refuse.

Manrique-Vallier 2016, Biometrics 72:1246: a stick-breaking Dirichlet-process mixture of models in
which the lists are independent, λ ~ U(0, 1), α ~ Gamma(.25, .25), p(N) ∝ 1/N, K classes at most. The
number of the unseen has no cap (LCMCR 0.4.14 rejects more than 20 n inside its sampler). R̂ and the
effective size are those of Vehtari et al. 2021, Bayesian Analysis 16:667: split chains, ranks.
"""

from __future__ import annotations

import math
import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

from cauce.methods.estimation import gibbs
from cauce.methods.estimation.compiled import numba
from cauce.methods.estimation.table import Table

MOST_RHAT = 1.05
LEAST_ESS = 400.0
LEAST_CHAINS = 4
SHAPE = RATE = 0.25


@dataclass(frozen=True)
class Posterior:
    """Draws of N from several chains, and whether they may be believed.

    ``draws`` float64[chains, kept]. ``converged``: R̂ < 1.05 and effective size > 400 with at least
    four chains; where it is False no figure of the posterior may be shown as an estimate.
    """

    draws: NDArray[np.float64]
    rhat: float
    ess: float

    @property
    def converged(self) -> bool:
        enough = self.draws.shape[0] >= LEAST_CHAINS
        return enough and self.rhat < MOST_RHAT and self.ess > LEAST_ESS

    def median(self) -> float:
        return float(np.median(self.draws))

    def interval(self, level: float = 0.95) -> tuple[float, float]:
        """The central credible interval."""
        rest = (1 - level) / 2
        low, high = np.quantile(self.draws, [rest, 1 - rest])
        return float(low), float(high)

    def medians(self) -> list[float]:
        """The median of each chain: how far the chains disagree."""
        return [float(one) for one in np.median(self.draws, axis=1)]


def latent_class(
    table: Table,
    *,
    chains: int = 4,
    burn: int = 20_000,
    kept: int = 4_000,
    thin: int = 15,
    classes: int = 10,
    seed: int = 1,
) -> Posterior:
    """Draw from the posterior of N. The same seed gives the same draws, on any number of cores.

    Raises ValueError for fewer than four chains: fewer cannot show that they agree.
    """
    if chains < LEAST_CHAINS:
        raise ValueError(f"at least {LEAST_CHAINS} chains are needed to see whether they agree")
    lists = len(table.lists)
    marks = np.array([[bool(m >> i & 1) for i in range(lists)] for m in table.masks])
    counts = np.array(table.counts, dtype=float)
    seeds = np.random.SeedSequence(seed).generate_state(chains)
    draws = np.empty((chains, kept))

    def run(chain: int) -> None:
        gibbs.sample(marks, counts, classes, (SHAPE, RATE), burn, thin, int(seeds[chain]), draws[chain])

    # Uncompiled, the chains share one generator: one after another, or they would draw from each other.
    workers = min(chains, os.cpu_count() or 1) if numba else 1
    with ThreadPoolExecutor(workers) as pool:
        list(pool.map(run, range(chains)))
    scale = np.log1p(draws)
    return Posterior(table.n + draws, rhat(scale), effective_size(scale))


def _split(chains: NDArray[Any]) -> NDArray[Any]:
    half = chains.shape[1] // 2
    return np.concatenate([chains[:, :half], chains[:, -half:]])


def _ranked(chains: NDArray[Any]) -> NDArray[Any]:
    """Normal scores of the ranks, ties sharing the mean of theirs."""
    _, place, many = np.unique(chains, return_inverse=True, return_counts=True)
    last = np.cumsum(many)
    ranks = (last - (many - 1) / 2)[place].reshape(chains.shape)
    scores: NDArray[np.float64] = ndtri((ranks - 0.375) / (chains.size + 0.25))
    return scores


def _plain_rhat(chains: NDArray[Any]) -> float:
    kept = chains.shape[1]
    inside = chains.var(axis=1, ddof=1).mean()
    between = kept * chains.mean(axis=1).var(ddof=1)
    if inside == 0:
        return math.inf  # chains that never moved
    return float(np.sqrt(((kept - 1) / kept * inside + between / kept) / inside))


def rhat(chains: NDArray[Any]) -> float:
    """The larger of rank-normalised split R̂ in the middle and in the tails; inf when nothing moved."""
    halves = _split(chains)
    folded = np.abs(halves - np.median(halves))
    return max(_plain_rhat(_ranked(halves)), _plain_rhat(_ranked(folded)))


def effective_size(chains: NDArray[Any]) -> float:
    """Effective size of the split, rank-normalised chains, by Geyer's initial monotone sequence."""
    ranked = _ranked(_split(chains))
    many, kept = ranked.shape
    centred = ranked - ranked.mean(axis=1, keepdims=True)
    turned = np.fft.rfft(centred, 2 * kept, axis=1)
    covariance = np.fft.irfft(turned * np.conj(turned), axis=1)[:, :kept].mean(axis=0) / kept
    inside = covariance[0] * kept / (kept - 1)
    if inside == 0:
        return 0.0
    pooled = inside * (kept - 1) / kept + ranked.mean(axis=1).var(ddof=1)
    rho = 1 - (inside - covariance * kept / (kept - 1)) / pooled
    total, smallest = 0.0, math.inf
    for at in range(0, kept - 1, 2):
        pair = rho[at] + rho[at + 1]
        if pair < 0:
            break
        smallest = min(smallest, pair)
        total += smallest
    return float(many * kept / max(2 * total - 1, 1 / math.log10(many * kept)))
