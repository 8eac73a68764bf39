"""Posts and states on the map of the United States: a circle for each, by size, with its number.

Pure, like ``charts``. The outlines are a file of ours (``data/us_states.json``): no tile, no request
to anybody. What is hidden is a dashed square, what is nothing a small ring, and neither has a size.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from .charts import Caption, _hidden, _overlap, _svg, _text, nice_top, number
from .projection import project

OUTLINES = Path(__file__).with_name("data") / "us_states.json"
ACROSS, DOWN = 975, 622
GULF = (632.0, 606.0)  # where nothing lies: how large a number is
LARGEST = 30.0
LETTER, LINE = 10.4, 20  # of a name, in the units of this drawing
INSIDE = 15  # of a circle that can bear its number
Taken = list[tuple[float, float, float, float]]


@dataclass(frozen=True)
class Spot:
    """One post or state. ``value`` None: hidden because it is small; 0: a true nothing."""

    label: str
    value: int | None
    x: float
    y: float


@lru_cache(maxsize=1)
def _held() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(OUTLINES.read_text(encoding="utf-8"))
    return found


@lru_cache(maxsize=1)
def _land() -> str:
    paths = (f'<path d="{state["d"]}" class="land"/>' for state in _held()["states"].values())
    return mark_safe("".join(paths))  # noqa: S308 - numbers of a file of ours


def spot_at(label: str, value: int | None, lat: float | None, lon: float | None, state: str) -> Spot | None:
    """A post at its place, or in the middle of its state when the place is not known. None: neither."""
    if lat is None or lon is None:
        return spot_of(label, value, state)
    return Spot(label, value, *project(lat, lon, state))


def spot_of(label: str, value: int | None, state: str) -> Spot | None:
    """A state, in its middle. None: the map has no such state."""
    found = _held()["states"].get(state)
    return Spot(label, value, *found["at"]) if found else None


def places(spots: Sequence[Spot], *, caption: Caption, said: Mapping[str, str]) -> SafeString:
    """The map. ``said``: what a dashed square («hidden») and a small ring («none») mean.

    The large ones are drawn first, so that a small one beside is not lost, and named first. A name
    that would lie on anything is left out; the table beside the drawing has them all.
    """
    known = sorted((s for s in spots if s.value), key=lambda s: (-(s.value or 0), s.label))
    most = max((spot.value or 0 for spot in known), default=1)
    body = [_land()]
    taken: Taken = []
    for spot in spots:
        if spot.value is None:
            body.append(_square(spot.x, spot.y))
            taken.append(_box(spot.x, spot.y, 8))
        elif not spot.value:
            body.append(_ring(spot.x, spot.y))
            taken.append(_box(spot.x, spot.y, 5))
    for spot in known:
        r = _radius(spot.value or 0, most)
        body.append(f'<circle cx="{spot.x:.1f}" cy="{spot.y:.1f}" r="{r:.1f}" class="spot"/>')
        taken.append(_box(spot.x, spot.y, r * 0.8))
    for spot in known:
        body += _named(spot, _radius(spot.value or 0, most), taken)
    body += _key(spots, most if known else 0, said)
    return _svg(caption, DOWN + 36, body, "map", ACROSS)


def _radius(value: float, most: float) -> float:
    """The area tells the number; the smallest can still be seen."""
    return max(LARGEST * math.sqrt(value / most), 5.0)


def _box(x: float, y: float, r: float) -> tuple[float, float, float, float]:
    return (x - r, y - r, x + r, y + r)


def _square(x: float, y: float) -> str:
    return _hidden(x - 7, y - 7, 14, 14)


def _ring(x: float, y: float) -> str:
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" class="ring"/>'


def _named(spot: Spot, r: float, taken: Taken) -> list[str]:
    """Its number inside, or beside it with its name; nothing where there is no room."""
    figure = number(spot.value or 0)
    inside = r >= INSIDE and LETTER * len(figure) < 2 * r
    body = [_text(spot.x, spot.y + 6, figure, "mid in-spot")] if inside else []
    words = spot.label if inside else f"{spot.label} {figure}"
    for said in (words, "" if inside else figure):
        wide = LETTER * len(said)
        for dx, dy, side in ((r + 5, 6, ""), (-r - 5, 6, "end"), (0, -r - 6, "mid"), (0, r + 18, "mid")):
            start = spot.x + dx - {"": 0, "end": wide, "mid": wide / 2}[side]
            box = (start, spot.y + dy - LINE + 5, start + wide, spot.y + dy + 4)
            free = not any(_overlap(box, other) for other in taken)
            if said and box[0] >= 2 and box[2] <= ACROSS - 2 and free:
                taken.append(box)
                return [*body, _text(spot.x + dx, spot.y + dy, said, f"{side} place halo".strip())]
    return body


def _key(spots: Sequence[Spot], most: int, said: Mapping[str, str]) -> list[str]:
    """How large a number is, and under the map what the other two signs mean."""
    x, y = GULF
    body: list[str] = []
    if most:
        small = max(1, round(nice_top(most / 5)))
        for value in dict.fromkeys((small, most) if small < most else (most,)):
            r = _radius(value, most)
            body.append(f'<circle cx="{x + r:.1f}" cy="{y - r:.1f}" r="{r:.1f}" class="spot"/>')
            body.append(_text(x + 2 * r + 8, y, number(value), "quiet"))
            x += 2 * r + 24 + LETTER * len(number(value))
    x, y = 2.0, DOWN + 14.0
    for name, sign, there in (
        ("hidden", _square, any(s.value is None for s in spots)),
        ("none", _ring, any(s.value == 0 for s in spots)),
    ):
        if there:
            body += [sign(x + 10, y), _text(x + 26, y + 6, said[name], "quiet")]
            x += 48 + LETTER * len(said[name])
    return body
