"""Where everything stands in a drawing of steps: bands by who acts, columns by moment. Pure, exact.

The unit is the point of a page 170 mm wide, so that a size here is a size on paper.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import permutations
from math import ceil

from cauce.protocol.documents.flow import Edge, moments
from cauce.protocol.documents.lettering import width, wrapped

WIDTH = 482.0
TALLEST = 575.0  # a drawing higher than this is divided: with title and legend it fills a page
PAD = 5.0
TITLE, LABEL, SMALL = 8.2, 8.2, 7.6  # sizes of the letters
LEADING, SMALL_LEADING = 9.8, 9.0
HEAD = 12.0  # of a box: its number and its signs
BAND_LABEL = 13.0
CHANNEL = 11.0  # under each row, for lines that pass
COLUMN_HEAD = 14.0


@dataclass(frozen=True, slots=True)
class Node:
    """One step as a drawing needs it. ``band``: who acts, or to what it belongs."""

    id: str
    title: str
    band: str
    under: tuple[str, ...]  # deadlines, in words
    marks: tuple[str, ...]  # provenance of each of ``under``; '' for none
    provenance: str
    urgent: bool
    recurs: bool
    conditional: bool
    comes_from: tuple[str, ...] = ()  # steps of another drawing that come before
    note: str = ""  # a line in the box, under the title


@dataclass(slots=True)
class Box:
    """A node with its place."""

    node: Node
    column: int
    row: int
    title: list[str]
    under: list[tuple[str, list[str]]]  # sign and lines
    height: float
    x: float = 0
    y: float = 0
    width: float = 0

    @property
    def door(self) -> float:
        """The height at which lines enter and leave."""
        return self.y + HEAD / 2 + 1.5

    @property
    def whole(self) -> float:
        """Its height with what stands under it."""
        lines = sum(len(lines) for _, lines in self.under)
        return self.height + (2.5 + lines * SMALL_LEADING if lines else 0)


@dataclass(slots=True)
class Band:
    """A strip of paper, or part of one, for those who act in it."""

    label: str
    x: float
    y: float
    width: float
    height: float
    dark: bool


@dataclass(slots=True)
class Layout:
    """A drawing that only has to be written down."""

    boxes: dict[str, Box]
    bands: list[Band]
    columns: list[float]  # left edges
    gap: float
    height: float
    moments: bool  # whether the columns are moments
    channels: dict[int, float] = field(default_factory=dict)  # row: where lines may pass under it


def _measured(node: Node, room: float) -> tuple[list[str], list[tuple[str, list[str]]], float]:
    inner = room - 2 * PAD
    title = wrapped(node.title, inner, TITLE)
    under = [
        (mark, wrapped(words, room - (11 if mark else 2), SMALL))
        for words, mark in zip(node.under, node.marks, strict=True)
    ]
    lines = len(title) * LEADING
    extra = len(wrapped(node.note, inner, SMALL)) * SMALL_LEADING if node.note else 0
    came = SMALL_LEADING if node.comes_from else 0
    return title, under, HEAD + lines + extra + came + PAD


def _rows(nodes: Sequence[Node], at: Mapping[str, int], edges: Sequence[Edge]) -> dict[str, int]:
    """The row of each inside its band: beside what it follows where there is room."""
    taken: set[tuple[int, int]] = set()
    row: dict[str, int] = {}
    for node in sorted(nodes, key=lambda one: (at[one.id], nodes.index(one))):
        before = [row[edge.source] for edge in edges if edge.target == node.id and edge.source in row]
        wish = min(before, default=0)
        while (at[node.id], wish) in taken:
            wish += 1
        row[node.id] = wish
        taken.add((at[node.id], wish))
    used = sorted(set(row.values()))
    return {id: used.index(one) for id, one in row.items()}


def _bands(nodes: Sequence[Node], edges: Sequence[Edge]) -> list[str]:
    """The bands as their first step comes, but those that a line joins as near as can be."""
    told = list(dict.fromkeys(node.band for node in nodes))
    band = {node.id: node.band for node in nodes}
    pairs = [(band[edge.source], band[edge.target]) for edge in edges]
    if len(told) > 6 or not any(one != two for one, two in pairs):
        return told

    def far(order: tuple[str, ...]) -> int:
        return sum(abs(order.index(one) - order.index(two)) for one, two in pairs)

    return list(min(permutations(told), key=far))  # the first of equals: as they come


@dataclass(slots=True)
class _Group:
    """The boxes of one band, and how many columns they take."""

    label: str
    boxes: list[Box]
    span: int
    first: int = 0


def _strips(groups: list[_Group], count: int) -> list[list[_Group]]:
    """Bands beside one another where there is room for both, in their order."""
    strips: list[list[_Group]] = []
    for group in groups:
        used = sum(one.span for one in strips[-1]) if strips else count
        if used + group.span > count:
            strips.append([group])
        else:
            group.first = used
            strips[-1].append(group)
    for strip in strips:  # the last takes what is left
        strip[-1].span = count - strip[-1].first
    return strips


def _place(strips: list[list[_Group]], count: int, found: Layout) -> None:
    """Give every box its place, strip under strip and row under row; rows then count through."""
    y = COLUMN_HEAD if found.moments else 0.0
    each = WIDTH / count
    for place, strip in enumerate(strips):
        top = y
        y += BAND_LABEL
        all_here = [box for group in strip for box in group.boxes]
        for group in strip:
            for box in group.boxes:
                box.column += group.first
        by_row = [[box for box in all_here if box.row == row] for row in range(len(all_here))]
        for here in filter(None, by_row):
            number = len(found.channels)
            for box in here:
                box.x, box.y, box.row = found.columns[box.column], y, number
                found.boxes[box.node.id] = box
            y += max(box.whole for box in here) + CHANNEL
            found.channels[number] = y - CHANNEL / 2
        for side, group in enumerate(strip):
            found.bands.append(
                Band(
                    group.label, group.first * each, top, group.span * each, y - top, (place + side) % 2 == 0
                )
            )
    found.height = y + 1


def _columns(count: int, gap: float) -> tuple[list[float], float]:
    room = WIDTH / count - gap
    return [gap / 2 + i * (room + gap) for i in range(count)], room


def _boxed(node: Node, column: int, row: int, room: float) -> Box:
    title, under, height = _measured(node, room)
    return Box(node, column, row, title, under, height, width=room)


def flowing(nodes: Sequence[Node], edges: Sequence[Edge]) -> Layout:
    """Steps that follow one another: a column for each moment."""
    at = moments([node.id for node in nodes], edges)
    return _laid(nodes, edges, at, max(max(at.values(), default=0) + 1, 3), moments=True)


def gathered(nodes: Sequence[Node], edges: Sequence[Edge] = (), across: int = 4) -> Layout:
    """Steps side by side, band under band; only what a line joins keeps its moment."""
    at = moments([node.id for node in nodes], edges)
    return _laid(nodes, edges, at, max(across, max(at.values(), default=0) + 1), moments=False)


def _laid(
    nodes: Sequence[Node],
    edges: Sequence[Edge],
    at: Mapping[str, int],
    count: int,
    *,
    moments: bool,
) -> Layout:
    gap = 24.0 if count <= 4 else 18.0
    columns, room = _columns(count, gap)
    joined = {one for edge in edges for one in (edge.source, edge.target)}
    groups = []
    for label in _bands(nodes, edges):
        members = [node for node in nodes if node.band == label]
        if joined.isdisjoint(node.id for node in members):
            cells = {node.id: (i % count, i // count) for i, node in enumerate(members)}
        else:
            row = _rows(members, at, edges)
            cells = {node.id: (at[node.id], row[node.id]) for node in members}
        boxes = [_boxed(node, *cells[node.id], room) for node in members]
        lettered = ceil((width(label, LABEL, bold=True) + 10) / (WIDTH / count))
        span = count if moments else max(lettered, *(box.column + 1 for box in boxes))
        groups.append(_Group(label, boxes, min(span, count)))
    used = columns[: 1 + max(box.column for group in groups for box in group.boxes)]
    found = Layout({}, [], used if moments else columns, gap, 0, moments=moments)
    _place(_strips(groups, count), count, found)
    return found
