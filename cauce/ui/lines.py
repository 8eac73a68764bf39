"""A figure over time: a line with its interval, that stops wherever what is counted changed.

Pure, like ``charts``. A value that is hidden is drawn as hidden, one that does not exist (nothing was
due) as a short stroke, and neither as zero. No line runs over a gap or over a ``Break``: two figures
under two definitions are not the same figure.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from textwrap import wrap

from django.utils.safestring import SafeString

from .charts import (
    NAME_HEIGHT,
    NAME_WIDTH,
    WIDTH,
    Caption,
    _between,
    _hidden,
    _line,
    _svg,
    _text,
    nice_top,
    number,
)

HEIGHT = 190
MANY = 9  # moments that can each bear their number
QUIET = 7.0  # of a quiet letter, in the units of the drawing
GAP = 26  # between two small drawings
WHOLE = (1, 2, 3, 4, 5, 6, 8, 10)  # for a quarter of an axis of whole numbers


@dataclass(frozen=True)
class Moment:
    """One period. ``value`` None: nothing to say, or, with ``hidden``, hidden because it is small.

    ``part``: the period is not over; ``young``: what it says is an estimate of people who are still followed:
    both are hollow. ``year``: written under the label where it changes.
    """

    label: str
    value: float | None
    low: float | None = None
    high: float | None = None
    hidden: bool = False
    part: bool = False
    year: str = ""
    young: bool = False


@dataclass(frozen=True)
class Break:
    """Between the moments ``at`` - 1 and ``at`` something changed: no line is drawn across."""

    at: int
    words: str


@dataclass(frozen=True)
class Beside:
    """The same figure of a larger whole, drawn as a dashed line. None: nothing to say there."""

    words: str
    values: tuple[float | None, ...]


@dataclass(frozen=True)
class Said:
    """The words under a drawing, shown only where the drawing has such a mark."""

    hidden: str
    none: str
    part: str
    young: str = ""


@dataclass(frozen=True)
class Panel:
    """One of several small drawings with the same axes."""

    name: str
    moments: tuple[Moment, ...]


@dataclass(frozen=True)
class _Box:
    left: float
    top: float
    right: float
    bottom: float
    count: int
    least: float
    most: float

    def x(self, index: float) -> float:
        return self.left + (self.right - self.left) * (index + 0.5) / max(self.count, 1)

    def y(self, value: float) -> float:
        inside = (min(max(value, self.least), self.most) - self.least) / (self.most - self.least)
        return self.bottom - (self.bottom - self.top) * inside


def line(
    moments: Sequence[Moment],
    *,
    caption: Caption,
    said: Said,
    share: bool = False,
    breaks: Sequence[Break] = (),
    beside: Beside | None = None,
    up: str = "",
    wide: float = WIDTH,
) -> SafeString:
    """One figure over time. ``share``: values are 0 to 1. ``up``: what the numbers are. ``wide``: 360 fits
    a telephone."""
    least, most = _axis([moments], share, beside)
    head = 26 + 18 * len(breaks)  # under the words of the breaks, each on a line of its own
    box = _Box(52, head, wide - 12, head + HEIGHT, len(moments), least, most)
    body = _grid(box, share)
    body += [_text(2, box.top - 18, up, "quiet")] if up else []
    body += _breaks(box, breaks, wide)
    cuts = {one.at for one in breaks}
    if beside:
        body += _beside(box, beside, cuts)
    body += _course(box, moments, cuts)
    body += _numbers(box, moments, share, wide)
    body += _along(box, moments, wide)
    kind = "narrow" if wide < WIDTH else "line"
    words, height = _said(moments, said, beside, box.bottom + 54, wide)
    return _svg(caption, height, body + words, kind, wide)


def panels(
    rows: Sequence[Panel],
    *,
    caption: Caption,
    said: Said,
    share: bool = False,
    breaks: Sequence[Break] = (),
    wide: float = WIDTH,
) -> SafeString:
    """Small drawings beside each other, all on the same axes, each with its last number."""
    columns = 3 if wide >= WIDTH else 2
    least, most = _axis([row.moments for row in rows], share, None)
    across = (wide - GAP * (columns - 1)) / columns
    # A name takes as many lines as it needs, the same in each, and stands over its number.
    lines = max((len(_heading(row, across - 8, share)[0]) for row in rows), default=1)
    tall = 116 + 16 * lines
    body: list[str] = []
    cuts = {one.at for one in breaks}
    for place, row in enumerate(rows):
        left, top = (place % columns) * (across + GAP), (place // columns) * tall
        head = top + 16 + 16 * lines
        box = _Box(left + 4, head, left + across - 4, head + 68, len(row.moments), least, most)
        body += _panel(box, row, cuts, share)
    every = [moment for row in rows for moment in row.moments]
    bottom = -(-len(rows) // columns) * tall + 14
    words, height = _said(every, said, None, bottom, wide)
    return _svg(
        caption,
        height,
        body + words,
        "narrow" if wide < WIDTH else "line",
        wide,
    )


def _heading(row: Panel, across: float, share: bool) -> tuple[list[str], str]:
    """The lines of its name, and its last number."""
    last = next((m.value for m in reversed(row.moments) if m.value is not None), None)
    shown = "" if last is None else number(last, share=share)
    return wrap(row.name, int((across - 8) / NAME_WIDTH) - len(shown) - 1) or [""], shown


def _panel(box: _Box, row: Panel, cuts: set[int], share: bool) -> list[str]:
    named, shown = _heading(row, box.right - box.left, share)
    body = [
        _text(box.left, box.top - 14 - 16 * (len(named) - 1 - place), name, "strong")
        for place, name in enumerate(named)
    ]
    body.append(_text(box.right, box.top - 14, shown, "end"))
    body += [_line(box.left, box.y(v), box.right, box.y(v), "grid") for v in (box.least, box.most)]
    body += [_line(box.x(c - 0.5), box.top, box.x(c - 0.5), box.bottom, "break") for c in cuts]
    body += _course(box, row.moments, cuts, small=True)
    for moment, x, side in zip(
        row.moments[:1] + row.moments[1:][-1:], (box.left, box.right), ("", " end"), strict=False
    ):
        body.append(_text(x, box.bottom + 17, f"{moment.label} {moment.year}".strip(), "quiet" + side))
    return body


def _axis(rows: Sequence[Sequence[Moment]], share: bool, beside: Beside | None) -> tuple[float, float]:
    known = [v for row in rows for m in row for v in (m.value, m.low, m.high) if v is not None]
    known += [value for value in (beside.values if beside else ()) if value is not None]
    if share:
        return _between(known)
    return 0.0, 4 * nice_top(max([*known, 4]) / 4, WHOLE)


def _runs(values: Sequence[float | None], cuts: set[int]) -> list[list[int]]:
    """The stretches of indexes over which a line may be drawn: not over a gap, nor over a change."""
    runs: list[list[int]] = []
    for index, value in enumerate(values):
        if value is None:
            continue
        if runs and runs[-1][-1] == index - 1 and index not in cuts:
            runs[-1].append(index)
        else:
            runs.append([index])
    return runs


def _course(box: _Box, moments: Sequence[Moment], cuts: set[int], small: bool = False) -> list[str]:
    body: list[str] = []
    # What is not over yet is no fall: it stands by itself.
    parts = {index for index, moment in enumerate(moments) if moment.part or moment.young}
    for run in _runs([moment.value for moment in moments], cuts | parts):
        body += _band(box, moments, run)
        if len(run) > 1:
            path = " ".join(f"{box.x(i):.1f},{box.y(moments[i].value or 0):.1f}" for i in run)
            body.append(f'<polyline points="{path}" class="course"/>')
    size = 3 if small else 4.5
    for index, moment in enumerate(moments):
        x = box.x(index)
        if moment.value is not None:
            kind = "point open" if index in parts else "point"
            y = box.y(moment.value)
            body.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{size}" class="{kind}"/>')
        elif moment.hidden:
            body.append(_hidden(x - 6, box.bottom - 14, 12, 12))
        else:
            body.append(_line(x - 5, box.bottom - 5, x + 5, box.bottom - 5, "axis"))
    return body


def _band(box: _Box, moments: Sequence[Moment], run: list[int]) -> list[str]:
    """The interval: a band along a stretch, a whisker where one moment stands alone."""
    with_interval = [i for i in run if moments[i].low is not None and moments[i].high is not None]
    if len(with_interval) != len(run):
        return []
    lows = [(box.x(i), box.y(moments[i].low or 0)) for i in run]
    highs = [(box.x(i), box.y(moments[i].high or 0)) for i in run]
    if len(run) == 1:
        x, low, high = lows[0][0], lows[0][1], highs[0][1]
        ends = [_line(x - 3, y, x + 3, y, "whisker") for y in (low, high)]
        return [_line(x, low, x, high, "whisker"), *ends]
    points = " ".join(f"{x:.1f},{y:.1f}" for x, y in highs + lows[::-1])
    return [f'<polygon points="{points}" class="band"/>']


def _grid(box: _Box, share: bool) -> list[str]:
    steps = [box.least + (box.most - box.least) * i / 4 for i in range(5)]
    body = [_line(box.left, box.y(step), box.right, box.y(step), "grid") for step in steps[1:]]
    body += [_text(box.left - 8, box.y(s) + 5, number(s, share=share), "quiet end") for s in steps]
    return [*body, _line(box.left, box.bottom, box.right, box.bottom, "axis")]


def _breaks(box: _Box, breaks: Sequence[Break], wide: float) -> list[str]:
    body: list[str] = []
    for row, one in enumerate(sorted(breaks, key=lambda one: one.at)):
        x, y = box.x(one.at - 0.5), 16 + 18 * row
        body.append(_line(x, y + 5, x, box.bottom, "break"))
        room = NAME_WIDTH * len(one.words)
        side = "mid" if x - room / 2 > 0 and x + room / 2 < wide else "end" if x > wide / 2 else ""
        body.append(_text(x, y, one.words, side))
    return body


def _beside(box: _Box, beside: Beside, cuts: set[int]) -> list[str]:
    body: list[str] = []
    for run in _runs(beside.values, cuts):
        path = [(box.x(i), box.y(beside.values[i] or 0)) for i in run]
        if len(path) == 1:
            path = [(path[0][0] - 8, path[0][1]), (path[0][0] + 8, path[0][1])]
        points = " ".join(f"{x:.1f},{y:.1f}" for x, y in path)
        body.append(f'<polyline points="{points}" class="reference"/>')
    return body


def _numbers(box: _Box, moments: Sequence[Moment], share: bool, wide: float) -> list[str]:
    known = [i for i, moment in enumerate(moments) if moment.value is not None]
    fits = len(moments) <= MANY if wide >= WIDTH else len(moments) <= MANY - 1
    shown = known if fits else known[:1] + known[-1:]
    return [
        _text(
            box.x(i),
            box.y(moments[i].value or 0) - 10,
            number(moments[i].value or 0, share=share),
            "mid halo",
        )
        for i in dict.fromkeys(shown)
    ]


def _along(box: _Box, moments: Sequence[Moment], wide: float) -> list[str]:
    """The periods, with the year under the first and wherever it changes."""
    every = max(1, -(-len(moments) * 44 // int(box.right - box.left)))
    body = [
        _text(box.x(i), box.bottom + 18, moment.label, "quiet mid")
        for i, moment in enumerate(moments)
        if i % every == 0
    ]
    years = ["", *(moment.year for moment in moments)]
    body += [
        _text(box.x(i), box.bottom + 36, now, "quiet mid")
        for i, (before, now) in enumerate(pairwise(years))
        if now != before
    ]
    return body


def _said(
    moments: Sequence[Moment], said: Said, beside: Beside | None, y: float, wide: float
) -> tuple[list[str], float]:
    """What each kind of mark means, one below the other, and where the drawing ends."""
    rows: list[tuple[str, str]] = []
    if beside:
        rows.append((_line(6, y, 32, y, "reference"), beside.words))
    if any(moment.young and moment.value is not None for moment in moments):
        rows.append((f'<circle cx="19" cy="{y:.1f}" r="4.5" class="point open"/>', said.young))
    if any(moment.part and not moment.young and moment.value is not None for moment in moments):
        rows.append((f'<circle cx="19" cy="{y:.1f}" r="4.5" class="point open"/>', said.part))
    if any(moment.hidden for moment in moments):
        rows.append((_hidden(13, y - 6, 12, 12), said.hidden))
    if any(moment.value is None and not moment.hidden for moment in moments):
        rows.append((_line(14, y, 24, y, "axis"), said.none))
    body: list[str] = []
    down = 0
    for mark, words in rows:
        body.append(f'<g transform="translate(0 {down})">{mark}</g>')
        for line in wrap(words, int((wide - 46) / QUIET)):
            body.append(_text(42, y + 5 + down, line, "quiet"))
            down += NAME_HEIGHT
        down += 3
    return body, y + down - (0 if rows else 8)
