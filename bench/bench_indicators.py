"""Every indicator over four years and 100,000 cases: how long each takes, and all of them.

    python bench/bench_indicators.py [--quick] [--cases 100000]

Aim: all of them in under 20 s. The facts are invented by the generator of the demonstration.
"""

from __future__ import annotations

import datetime as dt
import time

from house import empty
from measure import options, seconds

SINCE, UNTIL = dt.date(2022, 1, 1), dt.date(2026, 1, 1)
BROKEN = ("region", "year")
PARTS = 10
NO_FIGURE = ("percentage-detected",)  # nobody outside has estimated how many people there are


def main() -> None:
    asked = options(__doc__, cases=100_000)
    cases = 400 if asked.quick else asked.cases
    with empty():
        from django.db import connection

        _run(cases, 1 if asked.quick else PARTS, connection.vendor)


def _run(cases: int, parts: int, vendor: str) -> None:
    from cauce.content.errors import CauceError
    from cauce.content.loader import load_edition
    from cauce.demo.statistics import invent
    from cauce.measurement.actions import load_facts
    from cauce.measurement.indicators.figures import figures
    from cauce.measurement.models import Fact
    from cauce.protocol.editions import schedule
    from cauce.rules.permissions import SYSTEM

    schedule.assume()
    edition = load_edition()
    codes = sorted(row["code"] for row in edition.catalogues["posts"])
    print(f"{cases} cases, four years, {vendor}")
    load, invented = 0.0, 0
    for seed in range(parts):  # a part at a time: memory does not grow with them
        made = invent(codes, UNTIL, a_year=cases // 4 // parts, seed=seed)
        invented += len(made.facts)
        load += seconds(
            lambda made=made: load_facts(
                actor=SYSTEM, facts=made.facts, profiles=made.profiles, merges=made.merges
            )
        )
    assert Fact.objects.count() == invented > cases, "a fact was not written"
    print(f"{invented} facts written in {load:.1f} s")
    known = dt.datetime(2026, 12, 1, tzinfo=dt.UTC)  # the definitions of today, with everybody followed
    rows, whole, broken = [], 0.0, 0.0
    began = time.process_time()

    def ask(name: str, by: tuple[str, ...]) -> str:
        try:
            found = figures(name, since=SINCE, until=UNTIL, known=known, by=by)
        except CauceError as problem:
            if name in NO_FIGURE:
                return problem.id
            raise SystemExit(f"{name}: {problem.id}: {problem}") from problem
        return f"{len(found.cells)} cells"

    for name, one in edition.indicators.items():
        by = tuple(d for d in BROKEN if d in one.breakdowns)
        said: list[str] = []
        plain = seconds(lambda n=name: ask(n, ()))
        cut = seconds(lambda n=name, b=by, out=said: out.append(ask(n, b)))
        whole, broken = whole + plain, broken + cut
        rows.append((name, f"{plain:.2f} s", f"{cut:.2f} s", said[-1]))
    rows.append(("all of them", f"{whole:.2f} s", f"{broken:.2f} s", "aim: under 20 s"))
    print(f"{time.process_time() - began:.1f} s of processor in all")
    print(f"\n{'indicator':26}{'whole':>10}{' × '.join(BROKEN):>16}")
    for name, plain, cut, said in rows:
        print(f"{name:26}{plain:>10}{cut:>16}  {said}")


if __name__ == "__main__":
    main()
