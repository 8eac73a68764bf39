"""Which of 4,000 services fit each of 1,000 cases, in order and with the reasons.

    python bench/bench_matching.py [--quick]

Pure rules on invented services and cases: no database. The baseline judges and sorts one case
against every service in the plain way.
"""

from __future__ import annotations

import random
from typing import Any

from measure import options, seconds, table

from cauce.directory.nearness import distance
from cauce.rules.matching import Asked, Index, Profile, judge, measured_by, order
from cauce.rules.matching.model import VERDICTS

KINDS = ("shelter", "legal", "medical", "psychological", "food", "economic", "labour", "children")
TONGUES = ("spa", "eng", "mix", "zap", "nah", "mam")
BASELINE = "one case, one by one and sorted"
POSTS = 50


def _maybe(chance: random.Random) -> bool | None:
    return chance.choice((True, False, None, None))


def _point(chance: random.Random) -> tuple[float, float]:
    return chance.uniform(26, 47), chance.uniform(-122, -72)


def profiles(chance: random.Random, count: int) -> list[Profile]:
    return [
        Profile(
            str(n),
            f"Servicio {n}",
            frozenset(chance.sample(KINDS, chance.choice((0, 1, 1, 2)))),
            chance.choice(("", "any", "women", "men")),
            _maybe(chance),
            _maybe(chance),
            _maybe(chance),
            _maybe(chance),
            _maybe(chance),
            _maybe(chance),
            languages=frozenset(chance.sample(TONGUES, chance.choice((0, 1, 2)))),
            spots=((_point(chance), chance.random() < 0.3),),
            closed=chance.random() < 0.03,
            free=chance.choice((None, None, None, 0, 4)),
            freshness=chance.randrange(3),
            record=chance.randrange(3),
        )
        for n in range(count)
    ]


def cases(chance: random.Random, count: int) -> list[Asked]:
    places = [_point(chance) for _ in range(POSTS)]
    return [
        Asked(
            chance.choice(KINDS),
            chance.choice(("", "women", "men")),
            chance.choice((None, chance.randrange(70))),
            _maybe(chance),
            _maybe(chance),
            _maybe(chance),
            _maybe(chance),
            _maybe(chance),
            _maybe(chance),
            frozenset(chance.sample(TONGUES, chance.choice((0, 1)))),
            place=chance.choice(places),
        )
        for _ in range(count)
    ]


def by_verdict(matches: list[Any]) -> tuple[Any, ...]:
    """The best twenty of each verdict, of what was judged and sorted one by one."""
    return tuple(
        one for verdict in VERDICTS for one in [match for match in matches if match.verdict == verdict][:20]
    )


def main() -> None:
    chosen = options(__doc__)
    chance = random.Random(5)  # noqa: S311 - invented services, not a secret
    services = profiles(chance, 150 if chosen.quick else 4000)
    asked = cases(chance, 20 if chosen.quick else 1000)
    measure = measured_by(distance)

    def all_of_them() -> None:
        index = Index(services, measure)
        for one in asked:
            index.match(one)

    def plainly() -> None:
        sorted((judge(asked[0], one, measure) for one in services), key=order)

    ready = Index(services, measure)
    for one in asked[:20]:
        plain = sorted((judge(one, service, measure) for service in services), key=order)
        if (said := ready.match(one)).rows != by_verdict(plain):
            raise SystemExit(f"the index and the plain way differ for {one}: {said}")
    rows = {
        BASELINE: seconds(plainly),
        f"{len(asked):,} cases, all": seconds(all_of_them),
        "one case, the first": seconds(lambda: Index(services, measure).match(asked[0])),
        "one case, again": seconds(lambda: ready.match(asked[0])),
    }
    table(
        f"Matching against {len(services):,} services: the best 20 of each verdict, with reasons",
        "milliseconds",
        {name: 1000 * took for name, took in rows.items()},
        BASELINE,
        "To reach: 1,000 cases against 4,000 services in under 10,000 milliseconds.",
    )


if __name__ == "__main__":
    main()
