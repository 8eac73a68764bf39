"""Invented records: how far each margin is from the truth, and from what the release says of itself.

    python bench/bench_synthetic.py [--quick] [--draws 25]

Invented people in the fixed table of the content (sex × age band × US type × region), five years, so
one person may change five counts: ε is per person. Total variation, of 100 people.
"""

from __future__ import annotations

import math
from decimal import Decimal

import numpy as np
from measure import options

from cauce.measurement.publishing.synthetic import Columns, distance, draw

YEARS = 5
# Fewer draws, and the mean of what each states is itself too far off to hold the truth against.
QUICK_DRAWS = 10
SIZES, EPSILONS = (1000, 2500, 5000), ("1", "2", "4")
COLUMNS = Columns(
    ("sex", "age", "type", "region"),
    (tuple("wmou"), tuple("123456u"), tuple("abcdeu"), tuple("NSEWCMTu")),
)
SHOWN = (("sex",), ("type",), ("sex", "age"), ("type", "region"), COLUMNS.names)


def errors(people: int, epsilon: str, draws: int) -> tuple[dict, dict]:
    """The mean distance by margin to the truth, and the mean of what each release states."""
    chance = np.random.default_rng(people)
    shares = chance.dirichlet(np.full(math.prod(COLUMNS.shape), 0.1))
    true, said = dict.fromkeys(SHOWN, 0.0), dict.fromkeys(SHOWN, 0.0)
    for _ in range(draws):
        counts = chance.multinomial(people, shares)
        given = dict(zip(COLUMNS.keys(), counts.tolist(), strict=True))
        drawn = draw(COLUMNS, given, Decimal(epsilon), most_changed=YEARS)
        made = np.array(drawn.counts()).reshape(COLUMNS.shape)
        for margin in SHOWN:
            out = tuple(i for i, name in enumerate(COLUMNS.names) if name not in margin)
            true[margin] += distance(counts.reshape(COLUMNS.shape).sum(axis=out), made.sum(axis=out))
            said[margin] += drawn.errors[margin]
    return ({m: v / draws for m, v in true.items()}, {m: v / draws for m, v in said.items()})


def main() -> None:
    given = options(__doc__, draws=25)
    draws, sizes = (QUICK_DRAWS, SIZES[:1]) if given.quick else (given.draws, SIZES)
    heads = ["people", "ε", *(" × ".join(margin) for margin in SHOWN)]
    print("\nInvented records: distance to the truth, and (what the release states); of 100 people")
    print("| " + " | ".join(heads) + " |\n|" + "---|" * len(heads))
    for people in sizes:
        for epsilon in EPSILONS:
            true, said = errors(people, epsilon, draws)
            if any(true[m] > 2 * said[m] for m in SHOWN):
                raise SystemExit(f"{people}, ε {epsilon}: a margin is further than is told")
            cells = [f"{100 * true[m]:.1f} ({100 * said[m]:.1f})" for m in SHOWN]
            print("| " + " | ".join([f"{people:,}", epsilon, *cells]) + " |", flush=True)


if __name__ == "__main__":
    main()
