"""Drawings of a report as SVG: intervals on one line each, and how the resamples lie.

No script, no colour that alone carries a meaning; under each drawing stands its table.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cauce.methods.estimation.wording import shown

WIDTH, ROW, LEFT, RIGHT, TOP, FOOT = 720.0, 26.0, 310.0, 24.0, 12.0, 34.0
INK, MUTED, RULE, ACCENT = "#16232b", "#44525a", "#c5ced1", "#0a4d68"
LETTER = 'font-family="Atkinson Hyperlegible Next, Atkinson Hyperlegible, sans-serif"'
BARS = 40


@dataclass(frozen=True)
class Line:
    """One row: its name, its estimate (None: has none) and the ends of its interval, if it has one.

    ``upper`` inf draws an arrow.
    """

    name: str
    point: float | None
    lower: float | None = None
    upper: float | None = None


def ranges(lines: Sequence[Line], *, title: str, none: str) -> str:
    """Rows of intervals over one scale, logarithmic where the ends are far apart.

    ``title`` is what a reader who does not see the drawing is told; ``none`` stands where a row has
    no estimate.
    """
    given = (v for one in lines for v in (one.point, one.lower, one.upper))
    values = [v for v in given if v is not None and math.isfinite(v) and v > 0]
    if not values:
        values = [1.0]
    scale = _Scale(min(values), max(values))
    height = TOP + ROW * len(lines) + FOOT
    parts = [_axis(scale, height)]
    for at, one in enumerate(lines):
        middle = TOP + ROW * (at + 0.5)
        parts.append(_text(LEFT - 12, middle + 4, one.name, anchor="end"))
        if one.point is None or not math.isfinite(one.point):
            parts.append(_text(LEFT, middle + 4, none, colour=MUTED))
            continue
        if one.lower is not None and one.upper is not None:
            parts.append(_bar(scale, middle, one.lower, one.upper))
        parts.append(f'<circle cx="{scale(one.point):.1f}" cy="{middle:.1f}" r="5" fill="{ACCENT}"/>')
    return _svg(height, title, parts)


def histogram(values: NDArray[Any], marks: Sequence[tuple[str, float]], *, title: str) -> str:
    """How the finite replicates lie, with named vertical marks; '' where there are none."""
    finite = values[np.isfinite(values)]
    if not finite.size:
        return ""
    # The last half per cent of a long tail would squeeze all the rest.
    low, high = np.quantile(finite, [0.0025, 0.99])
    known = [v for _, v in marks if math.isfinite(v)]
    low, high = min([low, *known]), max([high, *known])
    if low == high:
        low, high = low * 0.9, high * 1.1
    scale = _Scale(float(low), float(high), left=RIGHT, steady=True)
    counts, edges = np.histogram(finite, bins=BARS, range=(low, high))
    height, tall = 220.0, 130.0
    base = height - FOOT
    parts = [
        f'<rect x="{scale(a):.1f}" y="{base - tall * c / counts.max():.1f}" '
        f'width="{max(0.5, scale(b) - scale(a) - 1):.1f}" height="{tall * c / counts.max():.1f}" '
        f'fill="{RULE}"/>'
        for a, b, c in zip(edges[:-1], edges[1:], counts, strict=True)
    ]
    parts.append(_axis(scale, height, grid=False))
    for at, (name, value) in enumerate((n, v) for n, v in marks if math.isfinite(v)):
        x = scale(value)
        y = 14.0 + 14 * (at % 3)
        parts.append(
            f'<line x1="{x:.1f}" y1="{y + 4:.1f}" x2="{x:.1f}" y2="{base}" stroke="{ACCENT}" '
            f'stroke-width="2"/>'
        )
        anchor = "end" if x > WIDTH / 2 else "start"
        parts.append(_text(x + (-4 if anchor == "end" else 4), y, name, anchor=anchor))
    return _svg(height, title, parts)


class _Scale:
    """From a number to its place, linear or logarithmic, with round ticks."""

    def __init__(self, low: float, high: float, left: float = LEFT, steady: bool = False) -> None:
        self.log = not steady and low > 0 and high / low > 6
        room = (high - low) * 0.05 or max(1.0, high * 0.1)
        self.low, self.high = (low / 1.1, high * 1.1) if self.log else (max(0.0, low - room), high + room)
        self.left = left

    def __call__(self, value: float) -> float:
        if self.log:
            share = math.log(value / self.low) / math.log(self.high / self.low)
        else:
            share = (value - self.low) / (self.high - self.low)
        return self.left + min(1.0, max(0.0, share)) * (WIDTH - RIGHT - self.left)

    def ticks(self) -> list[float]:
        if self.log:
            powers = range(math.floor(math.log10(self.low)), math.ceil(math.log10(self.high)) + 1)
            found = [m * 10.0**p for p in powers for m in (1, 2, 5)]
        else:
            rough = (self.high - self.low) / 6
            unit = 10.0 ** math.floor(math.log10(rough))
            step = next(unit * m for m in (1, 2, 5, 10) if unit * m >= rough)
            found = [step * k for k in range(math.ceil(self.low / step), int(self.high / step) + 1)]
        inside = [one for one in found if self.low <= one <= self.high]
        return inside[:: max(1, math.ceil(len(inside) / 7))]


def _axis(scale: _Scale, height: float, grid: bool = True) -> str:
    base = height - FOOT
    parts = [f'<line x1="{scale.left}" y1="{base}" x2="{WIDTH - RIGHT}" y2="{base}" stroke="{MUTED}"/>']
    for tick in scale.ticks():
        x = scale(tick)
        top = TOP if grid else base - 4
        parts.append(f'<line x1="{x:.1f}" y1="{top}" x2="{x:.1f}" y2="{base}" stroke="{RULE}"/>')
        parts.append(_text(x, base + 18, shown(tick), anchor="middle", colour=MUTED))
    return "".join(parts)


def _bar(scale: _Scale, middle: float, low: float, high: float) -> str:
    low = scale.low if math.isnan(low) else low
    open_end = not math.isfinite(high)
    x1, x2 = scale(max(low, scale.low)), scale(scale.high if open_end else high)
    ends = [f"M{x1:.1f} {middle - 5:.1f}v10"]
    ends.append(f"M{x2 - 7:.1f} {middle - 5:.1f}l7 5l-7 5" if open_end else f"M{x2:.1f} {middle - 5:.1f}v10")
    return (
        f'<path d="M{x1:.1f} {middle:.1f}H{x2:.1f}{"".join(ends)}" fill="none" '
        f'stroke="{INK}" stroke-width="2"/>'
    )


def _text(x: float, y: float, words: str, *, anchor: str = "start", colour: str = INK) -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{colour}" font-size="13" '
        f"{LETTER}>{escape(words)}</text>"
    )


def _svg(height: float, title: str, parts: Sequence[str]) -> str:
    return (
        f'<svg viewBox="0 0 {WIDTH:.0f} {height:.0f}" role="img" '
        f'xmlns="http://www.w3.org/2000/svg"><title>{escape(title)}</title>{"".join(parts)}</svg>'
    )
