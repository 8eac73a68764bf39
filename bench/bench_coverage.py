"""How often the range of an estimate holds the truth, where the truth is known: the failures printed too.

    python bench/bench_coverage.py [--quick] [--runs 60] [--seed 20] [--write 1]

Invented people on invented lists, each setting drawn anew ``--runs`` times. A range counts as given where
no rule refused it; of those it is counted how many hold the truth, and how many of the shares of a list
do. Beside it stands what the BCa interval of stepwise selection alone would have held. Latent classes are
left out: they take minutes. ``--write 1`` keeps the table that ``docs/estimation.md`` prints.
"""

from __future__ import annotations

import csv
import datetime as dt
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from measure import ROOT, options

FOUR = (0.25, 0.2, 0.15, 0.12)
WRITTEN = "docs/estimation-coverage.csv"
HEADER = (
    "setting",
    "truth",
    "runs",
    "given",
    "holding",
    "shares",
    "shares_holding",
    "stepwise_holding",
    "lower",
    "upper",
    "seed",
    "made_on",
)


def logit(chances):
    chances = np.array(chances)
    return np.log(chances / (1 - chances))


def drawn(rng, people: int, chances, easy=0.0):
    """bool[people, lists]: who is on which list; ``easy`` moves each person on the logit scale."""
    middle = logit(chances)[None, :] + (np.asarray(easy)[:, None] if np.ndim(easy) else easy)
    return rng.random((people, len(chances))) < 1 / (1 + np.exp(-middle))


def independent(rng):
    return drawn(rng, 5000, FOUR)


def one_pair(rng):
    on = drawn(rng, 5000, FOUR)
    on[:, 1] |= on[:, 0] & (rng.random(5000) < 0.2)  # the first list sends a fifth of its cases to the second
    return on


def unlike(sd: float) -> Callable[[np.random.Generator], np.ndarray]:
    return lambda rng: drawn(rng, 5000, FOUR, rng.normal(0, sd, 5000))


def nearly_hidden(rng):
    return drawn(rng, 5000, FOUR, np.where(rng.random(5000) < 0.2, -3.0, 0.0))


def two_populations(rng):
    on = np.zeros((6000, 4), dtype=bool)
    on[:3000, :2] = drawn(rng, 3000, (0.3, 0.25))
    on[3000:, 2:] = drawn(rng, 3000, (0.25, 0.2))
    return on


def badly_linked(missed: float) -> Callable[[np.random.Generator], np.ndarray]:
    def made(rng):
        on = drawn(rng, 5000, FOUR)
        whole, apart = [], []
        first = np.argmax(on, axis=1)
        for row, at in zip(on, first, strict=True):
            kept = row.copy()
            for i in np.flatnonzero(row):
                if i != at and rng.random() < missed:
                    kept[i] = False
                    apart.append(np.arange(4) == i)
            whole.append(kept)
        return np.array(whole + apart)

    return made


SETTINGS: dict[str, tuple[int, Callable[[np.random.Generator], np.ndarray]]] = {
    "listas independientes · independent lists": (5000, independent),
    "una lista manda una quinta parte a otra · one list sends a fifth to another": (5000, one_pair),
    "personas desiguales, d. e. 0.5 · people unlike, sd 0.5": (5000, unlike(0.5)),
    "personas desiguales, d. e. 1 · people unlike, sd 1": (5000, unlike(1.0)),
    "una quinta parte casi oculta · a fifth nearly hidden": (5000, nearly_hidden),
    "dos poblaciones aparte · two populations apart": (6000, two_populations),
    "se pierde 5 % de los enlaces · 5 % of links missed": (5000, badly_linked(0.05)),
    "se pierde 10 % de los enlaces · 10 % of links missed": (5000, badly_linked(0.10)),
    "se pierde 20 % de los enlaces · 20 % of links missed": (5000, badly_linked(0.20)),
}


@dataclass
class Tally:
    """What the runs of one setting gave."""

    given: int = 0
    holding: int = 0
    shares: int = 0
    shares_holding: int = 0
    stepwise: int = 0
    lows: tuple[float, ...] = ()
    highs: tuple[float, ...] = ()


def run(name: str, runs: int, seed: int, resamples: int) -> Tally:
    from cauce.methods import estimation as e

    truth, made = SETTINGS[name]
    tally = Tally()
    for at in range(runs):
        rng = np.random.default_rng([seed, at])
        on = made(rng)
        held = e.table(list("ABCD"), (on << np.arange(4)).sum(axis=1).tolist(), [1] * len(on))
        found = e.analyse(
            held, methods=["stepwise", "bic", "mth"], choices=e.Choices(resamples=resamples, seed=at)
        )
        alone = next(one for one in found.results if one.method == "stepwise")
        if alone.lower is not None and alone.upper is not None:
            tally.stepwise += alone.lower <= truth <= alone.upper
        if found.headline is None:
            continue
        low, high = found.headline
        tally.given += 1
        tally.holding += low <= truth <= high
        tally.lows, tally.highs = (*tally.lows, low), (*tally.highs, high)
        for i, (_, ends) in enumerate(found.shares.items()):
            tally.shares += 1
            tally.shares_holding += ends.lower <= held.having(1 << i) / truth <= ends.upper
    return tally


def rows(runs: int, seed: int, resamples: int) -> Iterator[list[object]]:
    today = dt.datetime.now(dt.UTC).date().isoformat()
    for name, (truth, _) in SETTINGS.items():
        one = run(name, runs, seed, resamples)
        ends = [round(float(np.median(v)), -1) if v else "" for v in (one.lows, one.highs)]
        counts = (one.given, one.holding, one.shares, one.shares_holding, one.stepwise)
        yield [name, truth, runs, *counts, *(int(v) if v != "" else "" for v in ends), seed, today]


def main() -> None:
    chosen = options(__doc__, runs=60, seed=20, write=0)
    runs, resamples = (3, 60) if chosen.quick else (chosen.runs, 200)
    kept = []
    for row in rows(runs, chosen.seed, resamples):
        kept.append(row)
        print(f"{row[0]:68} given {row[3]:3} of {row[2]}, holding {row[4]:3}; shares {row[6]} of {row[5]}")
        sys.stdout.flush()
    if chosen.write:
        with (ROOT / WRITTEN).open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows([HEADER, *kept])


if __name__ == "__main__":
    main()
