"""A family as a tree: one row a generation, a line from each parent to a child. Classes only, no style.

Pure: people and lines in, safe markup out. What a sign means is told by its shape and by words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from cauce.protocol.documents.lettering import width, wrapped

from .charts import Caption

BOX, HIGH, GAP, BETWEEN, EDGE = 168.0, 84.0, 24.0, 58.0, 8.0
LETTER, LEADING = 14.0, 18.0  # the size that .chart gives its letters
ACROSS, NARROW = 4, 2  # boxes in a row, so that letters stay as large as the page's; and on a phone
MARKS = {
    "done": '<path class="whisker" d="m0 6 4 5L12 0"/>',
    "danger": '<path class="point outside" d="M6.5 0 13 12H0z"/>',
    "unknown": '<circle class="reference" cx="6" cy="6" r="5.5" fill="none"/>',
    "no": '<path class="whisker" d="m0 0 11 11M11 0 0 11"/>',
}


@dataclass(frozen=True)
class Somebody:
    """One box. ``row``: the generation, the eldest first. ``mark``: a sign of ``MARKS``, '' for none."""

    id: str
    row: int
    lines: tuple[str, ...]  # the first is bold
    mark: str = ""
    main: bool = False  # whose tree it is: a stronger frame
    faint: bool = False  # does not come: a broken frame


def tree(
    caption: Caption,
    people: Sequence[Somebody],
    lines: Sequence[tuple[str, str]],
    pairs: Sequence[tuple[str, str]] = (),
    in_a_row: int = ACROSS,
) -> SafeString:
    """The drawing. ``lines``: (parent, child); ``pairs``: two who stand beside each other, as spouses;
    ``in_a_row``: boxes beside one another, ``NARROW`` for a phone."""
    places, across, high = _places(people, in_a_row)
    body = [_pair(places[a], places[b]) for a, b in pairs if a in places and b in places]
    body += [
        _line(places[a], places[b], index)
        for index, (a, b) in enumerate(lines)
        if a in places and b in places
    ]
    kind = ' data-kind="narrow"' if across <= _wide(NARROW) else ""
    for one in people:
        body += _box(one, *places[one.id])
    ident = escape(caption.ident)
    return mark_safe(  # noqa: S308 - every word passed through escape()
        f'<svg class="chart"{kind} role="img" viewBox="0 0 {across:g} {high:g}" '
        f'aria-labelledby="{ident}-t {ident}-d">'
        f'<title id="{ident}-t">{escape(caption.title)}</title>'
        f'<desc id="{ident}-d">{escape(caption.description)}</desc>{"".join(body)}</svg>'
    )


def longest(people: Sequence[Somebody]) -> int:
    """How many stand in the longest generation."""
    return max(Counter(one.row for one in people).values(), default=0)


def _wide(boxes: int) -> float:
    return boxes * (BOX + GAP) - GAP + 2 * EDGE


def _places(people: Sequence[Somebody], in_a_row: int) -> tuple[dict[str, tuple[float, float]], float, float]:
    """Where each box stands, and how wide and high it all is; a long generation takes several rows."""
    rows: list[list[Somebody]] = []
    for number in sorted({one.row for one in people}):
        own = [one for one in people if one.row == number]
        rows += [own[start : start + in_a_row] for start in range(0, len(own), in_a_row)]
    most = max((len(row) for row in rows), default=1)
    across = _wide(NARROW if most <= NARROW else max(most, ACROSS - 1))
    places = {}
    for level, row in enumerate(rows):
        left = (across - len(row) * (BOX + GAP) + GAP) / 2
        for index, one in enumerate(row):
            places[one.id] = (left + index * (BOX + GAP), EDGE + level * (HIGH + BETWEEN))
    return places, across, max(1, len(rows)) * (HIGH + BETWEEN) - BETWEEN + 2 * EDGE


def _pair(one: tuple[float, float], two: tuple[float, float]) -> str:
    """A double line between two of a row; beside each other it is short, else it passes below."""
    (left, right) = sorted((one, two))
    if left[1] == right[1] and right[0] - left[0] <= BOX + GAP + 1:
        x, end, y = left[0] + BOX, right[0], left[1] + HIGH / 2
        return (
            f'<path class="axis" fill="none" d="M{x:.1f} {y - 3:.1f}H{end:.1f}'
            f'M{x:.1f} {y + 3:.1f}H{end:.1f}"/>'
        )
    return _line(one, two, 0)


def _line(parent: tuple[float, float], child: tuple[float, float], index: int) -> str:
    """Down from the parent, across between the rows, down to the child; each at a height of its own."""
    x, y = parent[0] + BOX / 2, parent[1] + HIGH
    end, top = child[0] + BOX / 2, child[1]
    x += (index % 5 - 2) * 6 if index else 0
    turn = top - BETWEEN / 2 + (index % 5 - 2) * 5
    return f'<path class="axis" fill="none" d="M{x:.1f} {y:.1f}V{turn:.1f}H{end:.1f}V{top:.1f}"/>'


def _box(one: Somebody, x: float, y: float) -> list[str]:
    kind = "whisker" if one.main else "bar hidden-count" if one.faint else "limit"
    drawn = [f'<rect class="{kind}" x="{x:.1f}" y="{y:.1f}" width="{BOX:g}" height="{HIGH:g}" rx="3"/>']
    room, foot = BOX - 20, y + LEADING + 2
    if one.mark in MARKS:
        drawn.append(f'<g transform="translate({x + BOX - 22:.1f} {y + 9:.1f})">{MARKS[one.mark]}</g>')
    for number, words in enumerate(one.lines):
        wide = room - 16 if number == 0 and one.mark else room
        for part in _fits(words, wide, bold=number == 0)[: 2 if number else 1]:
            if foot > y + HIGH - 4:
                break
            weight = ' font-weight="700"' if number == 0 else ' class="quiet"'
            drawn.append(f'<text x="{x + 10:.1f}" y="{foot:.1f}"{weight}>{escape(part)}</text>')
            foot += LEADING
    return drawn


def _fits(words: str, room: float, *, bold: bool) -> list[str]:
    """The words in lines of the box; what does not fit on a first line ends with a sign that it goes on."""
    lines = wrapped(words, room, LETTER, bold=bold)
    if bold and len(lines) > 1:
        cut = lines[0]
        while cut and width(cut + "…", LETTER, bold=True) > room:
            cut = cut[:-1]
        return [cut.rstrip() + "…"]
    return lines
