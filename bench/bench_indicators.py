"""Every indicator over four years and 100,000 cases: counted anew, and read from what is kept.

    python bench/bench_indicators.py [--quick] [--cases 100000]

Aim: all of them read in under 2 s of the processor, also after a week in which one case in two hundred came.
Every figure that is read is compared with the one that is counted. The facts are invented by the generator of
the demonstration.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from house import empty
from measure import options, processor, seconds

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
    from cauce.content.loader import load_edition
    from cauce.demo.statistics import invent
    from cauce.measurement.actions import keep_units, load_facts
    from cauce.measurement.facts import keeping
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
    names = [one.id for one in edition.indicators.values() if keeping.keepable(one)]

    def keep() -> None:
        for name in names:
            keep_units(actor=SYSTEM, indicator=name, at=known)

    anew, counted = _asked(edition, known, "counted anew")
    print(f"kept for the first time in {processor(keep):.1f} s of the processor")
    read, found = _asked(edition, known, "read")
    assert found == counted, "what is kept says something else"
    print(f"all of them: read in {read:.2f} s of the processor, counted anew in {anew:.1f} (aim: under 2)")
    made = invent(codes, UNTIL, a_year=max(cases // 4 // 200, 1), seed=parts)
    load_facts(actor=SYSTEM, facts=made.facts, profiles=made.profiles, merges=made.merges)
    week, after = _asked(edition, known, f"read with {len(made.facts)} facts more")
    print(f"with {len(made.facts)} facts more: {week:.2f} s; kept again in {processor(keep):.1f} s")
    again, found = _asked(edition, known, "")
    assert found == after != counted, "what came since is not in it"
    print(f"read once more: {again:.2f} s")


def _asked(edition: Any, known: dt.datetime, said: str) -> tuple[float, dict[Any, Any]]:
    """Seconds of the processor for every figure, whole and broken down, and their cells. ``said``: a table of
    them is printed under that; '': none."""
    from cauce.content.errors import CauceError
    from cauce.measurement.indicators.figures import figures

    every: dict[Any, Any] = {}

    def ask(name: str, by: tuple[str, ...]) -> None:
        try:
            every[name, by] = figures(name, since=SINCE, until=UNTIL, known=known, by=by).cells
        except CauceError as problem:
            if name not in NO_FIGURE:
                raise SystemExit(f"{name}: {problem.id}: {problem}") from problem
            every[name, by] = problem.id

    took = {}
    for name, one in edition.indicators.items():
        for by in dict.fromkeys(((), tuple(d for d in BROKEN if d in one.breakdowns))):
            took[name, by] = processor(lambda name=name, by=by: ask(name, by))
    if said:
        print(f"\n{said:26}{'seconds':>8}  cells")
        for (name, by), seconds_ in took.items():
            print(f"{name:26}{seconds_:8.2f}  {len(every[name, by])} {' × '.join(by)}")
    return sum(took.values()), every


if __name__ == "__main__":
    main()
