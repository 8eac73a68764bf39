"""Does each indicator say one thing at a time, name estimates that exist, and keep its versions in order?

Its sources are read by ``references.py``, as everybody's.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from cauce.content.checks.report import Finding
from cauce.content.checks.world import Entry, World


def check_versions_of_indicators_follow(world: World) -> Iterator[Finding]:
    """Versions count from 1, each begins after the one before it."""
    by_id: dict[str, list[Entry]] = {}
    for entry in world.of("indicators"):
        by_id.setdefault(entry.value.id, []).append(entry)
    for entries in by_id.values():
        ordered = sorted(entries, key=lambda entry: entry.value.version)
        wrong = [ordered[0]] if ordered[0].value.version != 1 else []
        wrong += [
            after
            for before, after in pairwise(ordered)
            if after.value.version != before.value.version + 1
            or after.value.valid_from <= before.value.valid_from
        ]
        for entry in wrong:
            one = entry.value
            yield entry.finding("indicator_version", ("version",), version=one.version, id=one.id)


def check_indicators_count_something_whole(world: World) -> Iterator[Finding]:
    """A rate has a denominator; a share of all there are has only somebody else's estimate."""
    known = world.ids("sources")
    for entry in world.of("indicators"):
        one = entry.value
        if one.denominator is None and one.measure in ("rate", "stock", "estimate"):
            yield entry.finding("indicator_denominator", ("measure",), id=one.id)
        if one.estimates and one.measure != "estimate":
            yield entry.finding("indicator_estimate", ("estimates",), id=one.id)
        for i, found in enumerate(one.estimates):
            if found.source not in known:
                yield entry.finding("unknown_source", ("estimates", i, "source"), source=found.source)
