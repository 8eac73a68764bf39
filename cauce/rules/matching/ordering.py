"""In which order matches are read, and how far is far."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from .aspects import findings, verdict_of
from .model import VERDICTS, Asked, Match, Measure, Near, Point, Profile

BANDS = (25, 80, 200, 500)  # kilometres; beyond, and not known, come last


def band(near: Near | None) -> int:
    """How far, in steps that leave room for the other criteria; not known: as the farthest."""
    if near is None:
        return len(BANDS)
    return next((place for place, limit in enumerate(BANDS) if near[0] < limit), len(BANDS))


def out_of_reach(near: Near | None) -> bool:
    """Whether nobody gets there today: farther than the last step, or not known."""
    return band(near) == len(BANDS)


LEVEL_RANK = {"fits": 0, "ask": 1, None: 1, "no": 2}


def order(match: Match) -> tuple[Any, ...]:
    """Verdict (safe for her, and admits her), kind known, within reach, places free, then how far by bands,
    language, checked lately, record, doubts. What is out of reach comes after all that is not."""
    level = {one.aspect: one.level for one in match.findings}
    doubts = sum(one.level in ("ask", "unsaid") for one in match.findings)
    one, near = match.profile, match.near
    return (
        VERDICTS.index(match.verdict),
        level.get("kind") == "ask",
        out_of_reach(near),
        LEVEL_RANK[level.get("capacity")],
        band(near),
        LEVEL_RANK[level.get("language")],
        one.freshness,
        one.record,
        doubts,
        near[0] if near else 10**6,
        one.name,
        one.id,
    )


def judge(asked: Asked, one: Profile, measure: Measure | None = None) -> Match:
    """One service alone. ``measure`` None: distances are not known."""
    found = findings(asked, one)
    near = measure(asked.place, one) if measure and asked.place else None
    return Match(one, verdict_of(found), found, near)


def nearest(measure: Callable[[Point, Point, bool], int], here: Point, one: Profile) -> Near | None:
    """The nearest place of a service by a way to measure; None: no place of it is known."""
    return min(((measure(here, spot, sealed), sealed) for spot, sealed in one.spots), default=None)


def measured_by(measure: Callable[[Point, Point, bool], int]) -> Measure:
    return partial(nearest, measure)
