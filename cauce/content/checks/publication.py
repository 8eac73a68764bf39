"""May each announced table be published as it is announced? Regions, never posts; no figure to date.

What it counts must exist, what is rare is shown only for the whole country, and a publication that is
only of the whole country holds nothing by region.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from cauce.content.checks.report import Finding
from cauce.content.checks.world import World, at_line
from cauce.content.model_publication import LOCAL, NEVER, RARE, Release


def check_tables_are_in_the_calendar(world: World) -> Iterator[Finding]:
    releases, indicators = world.ids("releases"), world.ids("indicators")
    for entry in world.of("announced"):
        for i, word in enumerate(entry.value.releases):
            if word not in releases:
                yield entry.finding("release_not_announced", ("releases", i), word=word)
        if entry.value.indicator not in indicators:
            yield entry.finding("table_of_nothing", ("indicator",), indicator=entry.value.indicator)


def check_tables_are_broken_down_as_the_indicator_allows(world: World) -> Iterator[Finding]:
    indicators = {entry.value.id: entry.value for entry in world.of("indicators")}
    for entry in world.of("announced"):
        one = indicators.get(entry.value.indicator)
        for i, dim in enumerate(entry.value.by):
            if one is not None and dim not in one.breakdowns:
                yield entry.finding("breakdown_not_allowed", ("by", i), id=one.id, dim=dim)


def check_tables_wait_for_whoever_is_followed(world: World) -> Iterator[Finding]:
    """Nobody is published while she is still followed: a table comes out when the days of its definition are
    over, whichever the period."""
    releases = {entry.value.id: entry.value for entry in world.of("releases")}
    followed: dict[str, tuple[int, int]] = {}  # indicator → its newest version, and for how many days
    for entry in world.of("indicators"):
        one = entry.value
        days = one.horizon.days if one.horizon else 0
        followed[one.id] = max((one.version, days), followed.get(one.id, (0, 0)))
    for entry in world.of("announced"):
        _, days = followed.get(entry.value.indicator, (0, 0))
        for i, word in enumerate(entry.value.releases):
            release = releases.get(word)
            told = None if release is None else min(_days_after(release))
            if told is not None and told < days:
                yield entry.finding(
                    "table_before_its_horizon",
                    ("releases", i),
                    id=entry.value.indicator,
                    days=days,
                    word=word,
                    told=told,
                )


def _days_after(release: Release) -> Iterator[int]:
    """How many days after its period a publication comes out, for each period of a common year."""
    for month in {"year": (1,), "years": (1,), "half": (1, 7), "quarter": (1, 4, 7, 10)}[release.every]:
        later = month - 1 + release.months_after
        yield (dt.date(2027 + later // 12, later % 12 + 1, 1) - dt.date(2027, month, 1)).days


def check_tables_single_nobody_out(world: World) -> Iterator[Finding]:
    national = {entry.value.id for entry in world.of("releases") if entry.value.national}
    for entry in world.of("announced"):
        by = entry.value.by
        rare = [dim for dim in by if dim in RARE]
        if rare and len(by) > 1:
            yield entry.finding("rare_group_crossed", ("by",), rare=rare[0])
        if any(dim in LOCAL for dim in by) and (few := national & set(entry.value.releases)):
            yield entry.finding("local_in_a_national_release", ("by",), few=min(few))
        if len({dim for dim in by if dim in LOCAL}) > 1 or len(set(by)) < len(by):
            yield entry.finding("place_crossed_with_place", ("by",))


def check_nothing_is_published_by_post(world: World) -> Iterator[Finding]:
    """The format refuses these words; this says why, in words of this house."""
    for doc in world.documents.values():
        if doc.form is None or doc.form.name != "announced" or not isinstance(doc.data, list):
            continue
        for at, row in enumerate(doc.data):
            for i, dim in enumerate(row.get("by") or () if isinstance(row, dict) else ()):
                if dim in NEVER:
                    yield at_line("published_by_post", doc.path, doc.line(at, "by", i), dim=dim)
