"""One line for each heading, under its name: where a post is, where all are, and what chance leaves.

A funnel cut at the size of each heading. As wide as a phone shows it; what is not known is drawn as an
empty dashed box, never as a low value.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from textwrap import wrap

from django.utils.safestring import SafeString

from .charts import MARGIN, Caption, _hidden, _line, _svg, _text

WIDE = 400
LEFT, RIGHT = 14, WIDE - 14
RAIL = 26  # where the lines begin beside a rail
LETTERS = 52  # of a name on one line
LINE, BAND = 17, 38  # height of a line of words, and of a band with its distance to the next
Ticks = Sequence[tuple[float, str]]


@dataclass(frozen=True)
class Band:
    """One heading. ``value`` None: not known. ``inner`` and ``outer``: between which values chance
    leaves it, 95 and 99.8 times of 100. ``whisker``: its own interval, an end of None goes on.
    ``reference``: all together. ``words``: said after the name."""

    label: str
    value: float | None
    words: str = ""
    inner: tuple[float, float] | None = None
    outer: tuple[float, float] | None = None
    whisker: tuple[float | None, float | None] | None = None
    reference: float | None = None
    outside: bool = False


def share_scale(value: float) -> float:
    """From nothing to everything."""
    return min(max(value, 0.0), 1.0)


SHARES: Ticks = ((0.0, "0 %"), (0.25, "25 %"), (0.5, "50 %"), (0.75, "75 %"), (1.0, "100 %"))


def time_scale(hours: float) -> float:
    """From a minute to a year, each ten times as long as far from the one before."""
    least, most = 1 / 60, 24 * 365
    inside = min(max(hours, least), most)
    return math.log(inside / least) / math.log(most / least)


def bands(
    rows: Sequence[Band],
    ticks: Ticks,
    *,
    caption: Caption,
    scale: Callable[[float], float] = share_scale,
    rail: bool = False,
    hidden_words: str = "aún no se sabe",
) -> SafeString:
    """The headings under one another. ``rail``: a line joins them, as stations of one journey."""
    left = LEFT + (RAIL if rail else 0)

    def x(value: float) -> float:
        return left + (RIGHT - left) * scale(value)

    body: list[str] = []
    grid: list[str] = []
    y = float(MARGIN)
    stops: list[float] = []
    for row in rows:
        lines = wrap(f"{row.label}: {row.words}" if row.words else row.label, LETTERS - (4 if rail else 0))
        stops.append(y + 9)
        body += [_text(left, y + 12 + LINE * place, line) for place, line in enumerate(lines)]
        middle = y + LINE * len(lines) + 12
        body += _band(row, x, middle, left, hidden_words)
        y = middle + BAND - 12
    grid += [_line(x(value), MARGIN, x(value), y - 8, "grid") for value, _ in ticks]
    if rail and stops:
        grid.append(_line(LEFT, stops[0], LEFT, stops[-1], "axis"))
        body += [f'<circle cx="{LEFT}" cy="{stop:.1f}" r="5" class="stop"/>' for stop in stops]
    body += [
        _text(min(max(x(value), left + 12), RIGHT - 16), y + 10, words, "quiet mid") for value, words in ticks
    ]
    return _svg(caption, y + 20, grid + body, "narrow", WIDE)


def _band(row: Band, x: Callable[[float], float], y: float, left: float, hidden_words: str) -> list[str]:
    body = [_line(left, y, RIGHT, y, "grid")]
    if row.outer is not None:
        body.append(_rect(x(row.outer[0]), x(row.outer[1]), y, 5, "band wide"))
    if row.inner is not None:
        body.append(_rect(x(row.inner[0]), x(row.inner[1]), y, 8, "band"))
    if row.reference is not None:
        body.append(_line(x(row.reference), y - 10, x(row.reference), y + 10, "reference"))
    if row.value is None:
        return [*body, _hidden(left, y - 6, 18, 12), _text(left + 24, y + 5, hidden_words, "quiet halo")]
    if row.whisker is not None:
        low = x(row.whisker[0]) if row.whisker[0] is not None else left
        high = x(row.whisker[1]) if row.whisker[1] is not None else RIGHT
        body.append(_line(low, y, high, y, "whisker"))
        body += [
            _line(end, y - 4, end, y + 4, "whisker")
            for end, known in ((low, row.whisker[0]), (high, row.whisker[1]))
            if known is not None
        ]
    at = x(row.value)
    if row.outside:  # told by its shape, not by colour alone
        return [
            *body,
            f'<rect x="{at - 6:.1f}" y="{y - 6:.1f}" width="12" height="12" class="point outside"/>',
        ]
    return [*body, f'<circle cx="{at:.1f}" cy="{y:.1f}" r="6" class="point"/>']


def _rect(low: float, high: float, y: float, half: float, kind: str) -> str:
    return (
        f'<rect x="{low:.1f}" y="{y - half:.1f}" width="{max(high - low, 1):.1f}" '
        f'height="{2 * half:g}" class="{kind}"/>'
    )
