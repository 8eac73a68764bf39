"""Which looks into records are out of the ordinary? Questions to ask a colleague, never a verdict.

Nothing here counts work done or compares people with one another: each rule asks of one person's
looks alone whether somebody should ask why, and the findings stand in the order of time.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from zoneinfo import ZoneInfo

RULES = ("many", "night", "foreign", "refused", "row", "identity")


@dataclass(frozen=True, slots=True)
class Look:
    """One entry of the journal, as far as the rules need it. ``post`` None: of the whole network."""

    actor: str
    at: dt.datetime
    kind: str  # act · read · refused
    what: str
    about_kind: str
    about_id: str
    post: str | None


@dataclass(frozen=True, slots=True)
class Finding:
    """What to ask about: the rule, who, how many different things, and between which instants."""

    rule: str
    actor: str
    count: int
    first: dt.datetime
    last: dt.datetime


@dataclass(frozen=True, slots=True)
class Measures:
    """From where on it is out of the ordinary."""

    many: int = 25  # different records in one hour
    night_from: int = 22
    night_until: int = 6
    night: int = 3  # different records by night
    refused: int = 5  # different records refused in one hour
    row: int = 4  # refusals one after the other, seconds apart
    row_seconds: int = 30
    identity_hours: int = 2  # an identity opened, and nothing done by then


HOUR = dt.timedelta(hours=1)


def find(
    looks: Iterable[Look],
    *,
    zones: Mapping[str, ZoneInfo],
    posts: Mapping[str, frozenset[str]],
    until: dt.datetime,
    measures: Measures = Measures(),
) -> list[Finding]:
    """Every finding, oldest first. ``posts``: those somebody belongs to; ``until``: now."""
    by_actor: dict[str, list[Look]] = {}
    for look in sorted(looks, key=lambda one: one.at):
        by_actor.setdefault(look.actor, []).append(look)
    found: list[Finding | None] = []
    for actor, own in by_actor.items():
        reads = [one for one in own if one.kind == "read" and one.about_kind in ("case", "person")]
        refusals = [one for one in own if one.kind == "refused" and one.about_id]
        found += [
            _finding("many", _crowded(reads, measures.many)),
            _finding("night", _by_night(reads, zones, measures)),
            _finding("foreign", [o for o in reads if o.post and o.post not in posts.get(actor, ())]),
            _finding("refused", _crowded(refusals, measures.refused)),
            _finding("row", _in_a_row(refusals, measures)),
            _finding("identity", _for_nothing(own, until, measures)),
        ]
    return sorted((one for one in found if one), key=lambda one: (one.first, one.rule, one.actor))


def _finding(rule: str, looks: list[Look]) -> Finding | None:
    if not looks:
        return None
    count = len({(one.about_kind, one.about_id) for one in looks})
    return Finding(rule, looks[0].actor, count, looks[0].at, looks[-1].at)


def _crowded(looks: list[Look], most: int) -> list[Look]:
    """The hour with the most different things, when they are as many as ``most``."""
    best: list[Look] = []
    best_count, start = 0, 0
    inside: dict[tuple[str, str], int] = {}
    for end, look in enumerate(looks):
        key = (look.about_kind, look.about_id)
        inside[key] = inside.get(key, 0) + 1
        while looks[start].at < look.at - HOUR:
            old = (looks[start].about_kind, looks[start].about_id)
            inside[old] -= 1
            if not inside[old]:
                del inside[old]
            start += 1
        # A case and the person in it are one record to whoever reads: count the more numerous kind.
        if (count := _most(inside)) > best_count:
            best, best_count = looks[start : end + 1], count
    return best if best_count >= most else []


def _most(inside: Mapping[tuple[str, str], int]) -> int:
    kinds: dict[str, int] = {}
    for kind, _ in inside:
        kinds[kind] = kinds.get(kind, 0) + 1
    return max(kinds.values(), default=0)


def _by_night(reads: list[Look], zones: Mapping[str, ZoneInfo], measures: Measures) -> list[Look]:
    late = [
        one
        for one in reads
        if one.post and one.post in zones and _late(one.at.astimezone(zones[one.post]).hour, measures)
    ]
    return late if len({(o.about_kind, o.about_id) for o in late}) >= measures.night else []


def _late(hour: int, measures: Measures) -> bool:
    return hour >= measures.night_from or hour < measures.night_until


def _in_a_row(refusals: list[Look], measures: Measures) -> list[Look]:
    """Different ids refused one after the other, faster than anybody mistypes."""
    best: list[Look] = []
    run: list[Look] = []
    for look in refusals:
        near = run and (look.at - run[-1].at).total_seconds() <= measures.row_seconds
        if near and look.about_id != run[-1].about_id:
            run.append(look)
        elif not near:
            run = [look]
        if len(run) > len(best):
            best = list(run)
    return best if len(best) >= measures.row else []


def _for_nothing(own: list[Look], until: dt.datetime, measures: Measures) -> list[Look]:
    """Identities that were opened and after which the same person did nothing at all."""
    span = dt.timedelta(hours=measures.identity_hours)
    acts = [one.at for one in own if one.kind == "act"]
    return [
        one
        for one in own
        if one.what == "identity.open"
        and one.at + span <= until
        and not any(one.at <= at <= one.at + span for at in acts)
    ]
