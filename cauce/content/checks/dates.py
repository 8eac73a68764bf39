"""Does something hold on every day of the edition, and was every source looked at lately?"""

from __future__ import annotations

from collections.abc import Iterator

from cauce.content.checks.report import Finding
from cauce.content.checks.world import World

A_YEAR = 365


def check_edition_dates(world: World) -> Iterator[Finding]:
    for entry in world.of("edition"):
        first, last = entry.value.in_force_from, entry.value.in_force_to
        if last is not None and last < first:
            yield entry.finding("edition_dates", ("in_force_to",), last=last, first=first)


def check_parameter_dates(world: World) -> Iterator[Finding]:
    for entry in world.of("parameters"):
        dates = [value.in_force_from for value in entry.value.values]
        for i in range(1, len(dates)):
            loc = ("values", i, "in_force_from")
            if dates[i] == dates[i - 1]:
                yield entry.finding("parameter_overlap", loc, id=entry.value.id, dates=dates[i])
            elif dates[i] < dates[i - 1]:
                yield entry.finding("parameter_unsorted", loc, day=dates[i], before=dates[i - 1])


def check_parameters_cover_the_edition(world: World) -> Iterator[Finding]:
    for edition in world.of("edition"):
        begins = edition.value.in_force_from
        for entry in world.of("parameters"):
            first = min(value.in_force_from for value in entry.value.values)
            if first > begins:
                yield entry.finding(
                    "parameter_gap",
                    ("values", 0, "in_force_from"),
                    id=entry.value.id,
                    begins=begins,
                    first=first,
                )


def check_sources_were_looked_at(world: World) -> Iterator[Finding]:
    for entry in world.of("sources"):
        days = (world.on - entry.value.last_checked).days
        if days > A_YEAR:
            yield entry.finding("source_stale", ("last_checked",), warning=True, id=entry.value.id, days=days)
