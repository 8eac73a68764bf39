"""Did it help: the fit beside statsmodels, 10,000 draws, and what the tests of it are worth.

    python bench/bench_evaluation.py [--quick] [--sizes 2000] [--powers 2000] [--series 2000]

Estimates are compared before they are timed. ``--sizes`` is the number of null roll-outs for the
size of the randomisation test (aim: .03 to .07), each with 199 draws; ``--powers`` the simulations
of each cell of evaluation.md section 5; ``--series`` those of the single series of section 6.
"""

from __future__ import annotations

import os
import warnings

# One thread each: on a busy machine the threads of BLAS wait for each other.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np
from measure import median, options, seconds, table

from cauce.methods.evaluation.fit import poisson
from cauce.methods.evaluation.national import describe
from cauce.methods.evaluation.power import Design, power, power_by_redraw, simulate
from cauce.methods.evaluation.redraw import redraw

RATIOS = (1.0, 1.15, 1.25, 1.4, 1.5)
DESIGNS = {
    "1,250 a year, 30 months, 5 waves": (Design(), ".05-.07 .26 .53-.56 .86 .95"),
    "same, more noise": (Design(k=1.5, shock=0.35), ".06 .17 .31 - .73"),
    "same, builds up over 6 months": (Design(ramp=6), ".07 .13 .20 - .47"),
    "400 a year": (Design(yearly=400), ".06 .19 .34 - .78"),
    "48 months, stratified, 5 x 4 months": (
        Design(months=48, baseline=18, step=4, stratified=True, trend=0.0),
        ".07 - .64 .93 -",
    ),
    "60 months, stratified, 10 x 3 months": (
        Design(months=60, baseline=24, waves=10, stratified=True, trend=0.0),
        ".09 - .79 .98 -",
    ),
}


def statsmodels_fit(panel) -> tuple[float, float]:
    import statsmodels.api as sm

    some = panel.counts.sum(axis=1) > 0
    counts, exposure, treated = panel.counts[some], panel.exposure[some], panel.treated[some]
    posts, months = counts.shape
    x = np.column_stack(
        [treated.ravel(), np.repeat(np.eye(posts), months, 0), np.tile(np.eye(months), (posts, 1))[:, 1:]]
    )
    found = sm.GLM(counts.ravel(), x, family=sm.families.Poisson(), offset=np.log(exposure.ravel())).fit(
        cov_type="cluster", cov_kwds={"groups": np.repeat(np.arange(posts), months)}, tol=1e-12
    )
    return float(found.params[0]), float(found.bse[0])


def bench_fit(times: int, draws: int) -> None:
    panel = simulate(Design(), 1.25, np.random.default_rng(5))

    def ours():
        return poisson(panel.counts, panel.exposure, panel.treated[None, None])

    mine, theirs = ours(), statsmodels_fit(panel)
    apart = max(abs(mine.effects[0, 0] - theirs[0]), abs(mine.errors[0, 0] - theirs[1]))
    print(f"Effect and clustered error differ from statsmodels by {apart:.1e} at the most")
    if apart > 1e-6:
        raise SystemExit("not equal to 1e-6: nothing was timed")
    rows = {
        "statsmodels, GLM with dummies": median(lambda: statsmodels_fit(panel), times) * 1e3,
        "Cauce": median(ours, times) * 1e3,
    }
    table("One fit, 50 posts x 30 months", "ms", rows, "statsmodels, GLM with dummies")
    took = seconds(lambda: redraw(panel, panel.counts, draws, 1))
    print(f"{draws:,} draws: {took:.1f} s (the reference tells about 6 s for 10,000)")


def bench_size(simulations: int) -> None:
    found = power_by_redraw(Design(), 1.0, simulations, 199, 11)
    print(
        f"\nSize of the randomisation test over {simulations:,} null roll-outs, 199 draws each: "
        f"{found.rejects:.3f} (noise {found.noise:.3f}; aim .03 to .07)"
    )


def bench_power(simulations: int) -> None:
    print(f"\nPower by clustered error and t, {simulations:,} simulations a cell (coverage below)")
    print(f"{'':38}" + "".join(f"{ratio:>8}" for ratio in RATIOS) + "   reference")
    for name, (design, reference) in DESIGNS.items():
        cells = [power(design, ratio, simulations, 7) for ratio in RATIOS]
        print(f"  {name:36}" + "".join(f"{one.rejects:8.3f}" for one in cells) + f"   {reference}")
        print(f"  {'':36}" + "".join(f"{one.covers:8.3f}" for one in cells))


def one_series(chance: np.random.Generator) -> tuple[np.ndarray, int]:
    """A national series without any effect: 60 months, about 104 cases a month, step at 36."""
    shock = np.empty(60)
    shock[0] = chance.normal(0, 0.12)
    for month in range(1, 60):
        shock[month] = 0.4 * shock[month - 1] + chance.normal(0, 0.12 * np.sqrt(1 - 0.16))
    return chance.poisson(104 * np.exp(shock)).astype(float), 36


def bench_series(simulations: int) -> None:
    chance = np.random.default_rng(3)
    wrong = {"plain Poisson": 0, "quasi-Poisson": 0, "Newey-West, 6 lags": 0}
    for _ in range(simulations):
        counts, step = one_series(chance)
        found = describe(counts, np.ones(60), step)
        for name, error in zip(wrong, (found.plain, found.quasi, found.newey_west), strict=True):
            wrong[name] += abs(found.level) > 1.96 * error[0]
    print(f"\nA single series rejects a true null, {simulations:,} simulations (reference .33 .12 .17)")
    for name, count in wrong.items():
        print(f"  {name:36}{count / simulations:8.3f}")


def main() -> None:
    warnings.simplefilter("ignore")
    given = options(__doc__, sizes=2_000, powers=2_000, series=2_000)
    share = 200 if given.quick else 1
    bench_fit(1 if given.quick else 5, 10_000 // share)
    bench_power(given.powers // share)
    bench_series(given.series // share)
    bench_size(given.sizes // share)


if __name__ == "__main__":
    main()
