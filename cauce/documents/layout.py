"""Where everything stands in a drawing of steps: bands by who acts, columns by moment. Pure, exact.

The unit is the point of a page 170 mm wide, so that a size here is a size on paper.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from cauce.documents.flow import Edge, moments
from cauce.documents.lettering import wrapped

WIDTH = 482.0
TALLEST = 590.0  # a drawing higher than this is divided: with title and legend it fills a page
MARGIN = 3.0
PAD = 5.0
TITLE, SMALL = 8.2, 7.6  # sizes of the letters
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
    label: str
    y: float
    height: float


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


def _bands(nodes: Sequence[Node]) -> list[str]:
    """The bands in the order in which their first step comes."""
    return list(dict.fromkeys(node.band for node in nodes))


def _place(bands: list[list[Box]], labels: list[str], found: Layout) -> None:
    """Give every box its place, band under band and row under row; rows then count through."""
    y = COLUMN_HEAD if found.moments else 0.0
    for label, members in zip(labels, bands, strict=True):
        top = y
        y += BAND_LABEL
        by_row = [[box for box in members if box.row == row] for row in range(len(members))]
        for here in filter(None, by_row):
            number = len(found.channels)
            for box in here:
                box.x, box.y, box.row = found.columns[box.column], y, number
                found.boxes[box.node.id] = box
            y += max(box.whole for box in here) + CHANNEL
            found.channels[number] = y - CHANNEL / 2
        found.bands.append(Band(label, top, y - top))
    found.height = y + 1


def _columns(count: int, gap: float) -> tuple[list[float], float]:
    room = (WIDTH - 2 * MARGIN - 2 * PAD - gap * (count - 1)) / count
    return [MARGIN + PAD + i * (room + gap) for i in range(count)], room


def _boxed(node: Node, column: int, row: int, room: float) -> Box:
    title, under, height = _measured(node, room)
    return Box(node, column, row, title, under, height, width=room)


def flowing(nodes: Sequence[Node], edges: Sequence[Edge]) -> Layout:
    """Steps that follow one another: a column for each moment."""
    at = moments([node.id for node in nodes], edges)
    count = max(at.values(), default=0) + 1
    gap = 24.0 if count <= 4 else 18.0
    columns, room = _columns(max(count, 3), gap)
    labels, bands = _bands(nodes), []
    for label in labels:
        members = [node for node in nodes if node.band == label]
        row = _rows(members, at, edges)
        bands.append([_boxed(node, at[node.id], row[node.id], room) for node in members])
    found = Layout({}, [], columns[:count], gap, 0, moments=True)
    _place(bands, labels, found)
    return found


def gathered(nodes: Sequence[Node], across: int = 4) -> Layout:
    """Steps that wait for nobody: side by side, band under band."""
    columns, room = _columns(across, 12.0)
    labels, bands = _bands(nodes), []
    for label in labels:
        members = [node for node in nodes if node.band == label]
        bands.append(
            [_boxed(node, i % across, i // across, room) for i, node in enumerate(members)]
        )
    found = Layout({}, [], columns, 12.0, 0, moments=False)
    _place(bands, labels, found)
    return found
