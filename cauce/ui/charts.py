"""Drawings made on the server: SVG with classes only, a title and a description in words.

Pure functions: rows in, safe markup out. Nothing here decides what may be shown: a value that was
hidden because it is small arrives as None and is drawn as hidden, never as zero.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, wraps
from statistics import NormalDist
from textwrap import wrap
from typing import Any

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

WIDTH = 640
NARROW = 360  # fits a phone: letters of 14 come out as 13
MARGIN = 14
LABELS = 210
ROW = 42
OUTER = 0.001  # on each side: the 99.8 % limits
MANY = 1000  # from here on the normal limit is within 0.002 of the exact one
LETTERS = 27  # of a label on one line
ABOVE = 42  # of one that stands above its bar
NAME_WIDTH, NAME_HEIGHT = 8.2, 17  # of a letter and of a line, in the units of the drawing


@dataclass(frozen=True)
class Bar:
    """One row. ``value`` None: hidden or not known; ``low``/``high`` None: no interval."""

    label: str
    value: float | None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class Caption:
    """The id of a drawing on its page, and its title and description for whoever does not see it."""

    ident: str
    title: str
    description: str


@dataclass(frozen=True)
class Point:
    """One post in a funnel: ``met`` of ``cases``."""

    label: str
    met: int
    cases: int


class Drawing(SafeString):
    """A drawing as wide as a desk shows it; ``phone``: the same, drawn as wide as a phone is."""

    phone: str = ""


def twice(draw: Callable[..., SafeString]) -> Callable[..., SafeString]:
    """Drawn for a desk and for a phone: nobody pushes a drawing sideways, nor reads letters of half the
    size. Whoever names a width gets that one alone."""

    @wraps(draw)
    def drawn(*rows: Any, caption: Caption, wide: float | None = None, **more: Any) -> SafeString:
        if wide is not None:
            return draw(*rows, caption=caption, wide=wide, **more)
        made = Drawing(draw(*rows, caption=caption, wide=WIDTH, **more))
        narrow = replace(caption, ident=f"{caption.ident}-s")
        made.phone = draw(*rows, caption=narrow, wide=NARROW, **more)
        return made

    return drawn


def _svg(
    caption: Caption,
    height: float,
    body: list[str],
    kind: str = "",
    wide: float = WIDTH,
) -> SafeString:
    ident, of_kind = escape(caption.ident), f' data-kind="{kind}"' if kind else ""
    return mark_safe(  # noqa: S308 - every word passed through escape()
        f'<svg class="chart"{of_kind} role="img" viewBox="0 0 {wide:g} {height:g}" '
        f'aria-labelledby="{ident}-t {ident}-d">'
        f'<title id="{ident}-t">{escape(caption.title)}</title>'
        f'<desc id="{ident}-d">{escape(caption.description)}</desc>{"".join(body)}</svg>'
    )


def _text(x: float, y: float, words: str, kind: str = "") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" class="{kind}">{escape(words)}</text>'


def _line(x1: float, y1: float, x2: float, y2: float, kind: str) -> str:
    return f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" class="{kind}"/>'


def _hidden(x: float, y: float, wide: float = 26, tall: float = 18) -> str:
    """What is not shown: it has no size."""
    return f'<rect x="{x:.1f}" y="{y:.1f}" width="{wide:g}" height="{tall:g}" class="bar hidden-count"/>'


def _named(x: float, y: float, words: str, letters: int = LETTERS) -> list[str]:
    """A name that ends at ``x``, on as many lines as it needs around ``y``: it is never cut."""
    lines = wrap(words, letters)
    first = y - 8 * (len(lines) - 1)
    return [_text(x, first + 16 * place, line, "end") for place, line in enumerate(lines)]


def _room(words: str, letters: int = LETTERS) -> float:
    """How much more room a name of more than two lines takes, above and below."""
    return 8.0 * max(len(wrap(words, letters)) - 2, 0)


def number(value: float, *, share: bool = False, digits: int | None = None) -> str:
    """«1,234», «0.5», «37 %»: as Mexico writes numbers (decimal point). ``digits``: always so many."""
    if share:
        return f"{100 * value:.0f} %"
    if digits is not None:
        # A true minus, and no «−0.00»; one sign for nothing.
        return f"{round(value, digits) + 0.0:,.{digits}f}".replace("-", "−")
    return f"{value:,.0f}" if value == int(value) else f"{value:,.1f}"


ROUND = (1, 2, 2.5, 5, 10)
FINE = (1, 1.5, 2, 2.5, 3, 4, 5, 7.5, 10)  # for a quarter of an axis


def nice_top(value: float, steps: Sequence[float] = ROUND) -> float:
    """The next round number (``steps`` and their tens) that is not below the value."""
    if value <= 0:
        return 1.0
    scale = 10 ** math.floor(math.log10(value))
    return next(step * scale for step in steps if step * scale >= value)


@twice
def bars(
    rows: Sequence[Bar],
    *,
    caption: Caption,
    share: bool = False,
    reference: float | None = None,
    hidden_words: str = "oculto",
    top: float | None = None,
    digits: int | None = None,
    wide: float = WIDTH,
) -> SafeString:
    """Horizontal bars with intervals. ``share``: values are 0 to 1. ``reference``: a dashed line.

    ``top``: where the axis ends; None: at a round number. ``digits``: decimals of every number. A
    value below zero has no bar: its number says it, and its interval runs out at the axis. ``wide``: on a
    phone the label stands above its bar.
    """
    known = [v for r in rows for v in (r.value, r.high) if v is not None]
    top = top or (1.0 if share else nice_top(max([*known, reference or 0, 0])))
    above = wide < WIDTH
    left, right = 4 if above else LABELS, wide - 64

    def x(value: float) -> float:
        return left + (right - left) * min(max(value / top, 0), 1)

    body: list[str] = []
    y = float(MARGIN)
    starts: list[float] = []
    for row in rows:
        more = 0.0
        if above:
            lines = wrap(row.label, ABOVE)
            body += [_text(left, y + 12 + 16 * place, one) for place, one in enumerate(lines)]
            y += 16 * len(lines) - 6
        else:
            more = _room(row.label)
            body += _named(left - 10, y + 21 + more, row.label)
        starts.append(y + more)
        y += ROW + 2 * more
    bottom = y
    body = [_line(x(top * i / 4), MARGIN, x(top * i / 4), bottom, "grid") for i in range(1, 5)] + body
    for y, row in zip(starts, rows, strict=True):
        if row.value is None:
            body += [_hidden(left, y + 8), _text(left + 34, y + 21, hidden_words, "quiet")]
            continue
        width = x(row.value) - left
        body.append(f'<rect x="{left}" y="{y + 8}" width="{width:.1f}" height="18" class="bar"/>')
        end = x(row.value)
        if row.low is not None and row.high is not None:
            body += _whisker(x(row.low), x(row.high), y + 30, cut=row.low < 0 < row.high)
            end = max(end, x(row.high))
        body.append(_text(end + 8, y + 21, number(row.value, share=share, digits=digits)))
    if reference is not None:  # on a phone beside each bar alone: it would cross the labels
        spans = [(y + 2, y + ROW - 6) for y in starts] if above else [(MARGIN - 6, bottom)]
        body += [_line(x(reference), one, x(reference), end, "reference") for one, end in spans]
    body.append(_line(left, MARGIN, left, bottom, "axis"))
    for i in range(5):
        words = number(top * i / 4, share=share, digits=digits)
        at = max(x(top * i / 4), NAME_WIDTH * len(words) / 2)  # the first of an axis at the edge is not cut
        body.append(_text(at, bottom + 18, words, "quiet mid"))
    return _svg(caption, bottom + 28, body, "narrow" if above else "", wide)


def _whisker(low: float, high: float, y: float, *, cut: bool = False) -> list[str]:
    """``cut``: it goes on below zero, so it has no end there."""
    if low == high:  # all of it is off the axis
        return []
    ends = [high] if cut else [low, high]
    return [
        _line(low, y, high, y, "whisker"),
        *(_line(end, y - 3, end, y + 3, "whisker") for end in ends),
    ]


def limits(rate: float, cases: int, tail: float) -> tuple[float, float]:
    """Shares between which chance alone would leave a post of that size, ``tail`` on each side.

    Exact binomial limits, interpolated so that the curve is smooth, as in Spiegelhalter (2005),
    "Funnel plots for comparing institutional performance", appendix A.1.1.
    """
    if rate <= 0 or rate >= 1:
        return rate, rate
    return _limit(rate, cases, tail), _limit(rate, cases, 1 - tail)


@lru_cache(maxsize=4096)
def _limit(rate: float, cases: int, chance: float) -> float:
    if cases > MANY:
        half = NormalDist().inv_cdf(chance) * math.sqrt(rate * (1 - rate) / cases)
        return min(max(rate + half, 0.0), 1.0)
    below = 0.0
    for met in range(cases + 1):
        here = math.exp(
            math.lgamma(cases + 1)
            - math.lgamma(met + 1)
            - math.lgamma(cases - met + 1)
            + met * math.log(rate)
            + (cases - met) * math.log(1 - rate)
        )
        below += here
        if below > chance:
            return min(max((met - (below - chance) / here) / cases, 0.0), 1.0)
    return 1.0


@twice
def funnel(
    points: Sequence[Point],
    *,
    caption: Caption,
    across: str,
    up: str,
    rate: float | None = None,
    wide: float = WIDTH,
) -> SafeString:
    """Each post by size and share, between the 95 % and 99.8 % limits of chance around ``rate``.

    ``rate``: the share of the whole network, which holds posts that are not drawn; None: of those drawn.

    Only posts outside the outer limits bear a name: the drawing is no league table. A name that
    would lie on another is left out; the table beside the drawing has them all. The upward axis
    runs only where the posts are, and says from where to where.
    """
    points = [point for point in points if point.cases > 0]
    total = sum(point.cases for point in points)
    if rate is None:
        rate = sum(point.met for point in points) / total if total else 0.0
    most = 4 * nice_top(max((point.cases for point in points), default=1) / 4, FINE)
    left, right, top, bottom = 64 if wide >= WIDTH else 52, wide - 20, 24, 324
    least, greatest = _between([rate, *(point.met / point.cases for point in points)])

    def at(cases: float, share: float) -> tuple[float, float]:
        inside = (min(max(share, least), greatest) - least) / (greatest - least)
        return left + (right - left) * cases / most, bottom - (bottom - top) * inside

    body = _plane(left, right, top, bottom, (least, greatest), most, (across, up), wide)
    for tail in (0.025, OUTER):
        for side in (0, 1):
            sizes = sorted({max(1, round(most * step / 60)) for step in range(61)})
            path = " ".join("{:.1f},{:.1f}".format(*at(n, limits(rate, n, tail)[side])) for n in sizes)
            body.append(f'<polyline points="{path}" class="limit"/>')
    body.append(_line(left, at(0, rate)[1], right, at(0, rate)[1], "reference"))
    body += _marks(points, rate, at, (left + 2, wide - 4))
    return _svg(caption, bottom + 50, body, "narrow" if wide < WIDTH else "", wide)


def _plane(
    left: float,
    right: float,
    top: float,
    bottom: float,
    shares: tuple[float, float],
    most: float,
    said: tuple[str, str],
    wide: float,
) -> list[str]:
    """A quantity across, up to ``most``, and a share up: the grid, both axes and what they are."""
    least, greatest = shares
    body: list[str] = []
    for i in range(5):
        x, y = left + (right - left) * i / 4, bottom - (bottom - top) * i / 4
        body += [_line(left, y, right, y, "grid")] if i else []
        body.append(
            _text(left - 8, y + 5, number(least + (greatest - least) * i / 4, share=True), "quiet end")
        )
        body.append(_text(x, bottom + 18, number(most * i / 4), "quiet mid"))
    body += [_line(left, top, left, bottom, "axis"), _line(left, bottom, right, bottom, "axis")]
    return [
        *body,
        _text(right, bottom + 40, said[0], "end"),
        _text(left if wide >= WIDTH else 2, 14, said[1]),
    ]


def _between(shares: Sequence[float]) -> tuple[float, float]:
    """Between which round shares the axis runs: the narrowest four equal steps around the posts."""
    least, greatest = min(shares, default=0) - 0.02, max(shares, default=1) + 0.02
    for step in (5, 10, 15, 20):
        start = max(math.floor(100 * least / step), 0) * step
        start = min(start, 100 - 4 * step)
        if start <= max(100 * least, 0) and start + 4 * step >= min(100 * greatest, 100):
            return start / 100, (start + 4 * step) / 100
    return 0.0, 1.0


def _marks(points: Sequence[Point], rate: float, at, room: tuple[float, float]) -> list[str]:
    """Circles within the limits; outside, squares, with a name where there is ``room`` for it."""
    body: list[str] = []
    outside: list[tuple[float, Point]] = []
    taken: list[tuple[float, float, float, float]] = []
    for point in points:
        share = point.met / point.cases
        low, high = limits(rate, point.cases, OUTER)
        x, y = at(point.cases, share)
        taken.append((x - 6, y - 6, x + 6, y + 6))
        if low <= share <= high:
            body.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="5" class="point"/>')
            continue
        # Outside is told by a square and a name, not by colour alone.
        body.append(f'<rect x="{x - 5:.1f}" y="{y - 5:.1f}" width="10" height="10" class="point outside"/>')
        outside.append((max(low - share, share - high), point))
    # The farthest outside is named first.
    for _, point in sorted(outside, key=lambda pair: -pair[0]):
        body += _name(point, at(point.cases, point.met / point.cases), taken, room)
    return body


def _name(
    point: Point,
    where: tuple[float, float],
    taken: list[tuple[float, float, float, float]],
    room: tuple[float, float],
) -> list[str]:
    """The name beside its square, on the side where it lies on nothing; nowhere if on neither."""
    x, y = where
    wide = NAME_WIDTH * len(point.label)
    for side, nudge in ((1, 0), (-1, 0), (1, 10), (1, -10), (-1, 10), (-1, -10)):
        start = x + 10 if side > 0 else x - 10 - wide
        box = (start, y + nudge - NAME_HEIGHT / 2, start + wide, y + nudge + NAME_HEIGHT / 2)
        inside = box[0] >= room[0] and box[2] <= room[1]
        if inside and not any(_overlap(box, other) for other in taken):
            taken.append(box)
            return [_text(x + 10 * side, y + nudge + 5, point.label, "" if side > 0 else "end")]
    return []


def _overlap(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
