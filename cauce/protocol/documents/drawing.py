"""A layout of steps written down as SVG: boxes, lines one can follow with a finger, and the words.

Only attributes, no style: the same drawing stands in a page, in a PDF and under a strict policy.
What a sign means is told by its shape and its line, never by colour alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.html import escape

from cauce.protocol.documents.flow import Edge
from cauce.protocol.documents.layout import (
    HEAD,
    LABEL,
    LEADING,
    PAD,
    SMALL,
    SMALL_LEADING,
    TITLE,
    WIDTH,
    Box,
    Layout,
)
from cauce.protocol.documents.lettering import width, wrapped
from cauce.protocol.documents.provenance import SIGNS

INK, MUTED, RULE, WASH, ACCENT, DANGER = ("#16232b", "#44525a", "#c5ced1", "#eef3f3", "#0a4d68", "#9a1b1b")
FAMILY = "Atkinson Hyperlegible Next"
# The line of a box by its provenance.
LINES = {
    "real": f'stroke="{INK}" stroke-width="1.1"',
    "law": f'stroke="{ACCENT}" stroke-width="1.1"',
    "derived": f'stroke="{INK}" stroke-width="1" stroke-dasharray="6 2.5"',
    "proposed": f'stroke="{INK}" stroke-width="1.1" stroke-dasharray="1.2 2.2"',
}
EDGES = {
    "after": (f'stroke="{INK}" stroke-width="1.1"', INK),
    "clock": (f'stroke="{ACCENT}" stroke-width="1" stroke-dasharray="3 2"', ACCENT),
}
URGENT = (
    f'<path d="M4 0 8 7.4H0z" fill="{DANGER}"/><path d="M4 2.6v2.2M4 5.6v.9" '
    'stroke="#fff" stroke-width="0.9"/>'
)
RECURS = (
    f'<path d="M7 1.6A3.3 3.3 0 1 0 7.4 5" fill="none" stroke="{INK}" stroke-width="1"/>'
    f'<path d="M7.9 0v2.9H5z" fill="{INK}"/>'
)
HEADING, BETWEEN = 15.0, 10.0  # above a section, and between two
CONDITION = f'<path d="M4 .4 7.6 4 4 7.6 .4 4z" fill="#fff" stroke="{INK}" stroke-width="1"/>'
LEGEND_SIGN = '<g transform="scale(0.8)">{}</g>'
LEGEND_LINE = '<line x1="0" y1="4" x2="20" y2="4" {}/>'


def text(x: float, y: float, words: str, size: float, *, bold: bool = False, fill: str = INK) -> str:
    """A line of letters; its foot stands at ``y``."""
    weight = ' font-weight="700"' if bold else ""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-family="{FAMILY}" font-size="{size}"{weight} '
        f'fill="{fill}">{escape(words)}</text>'
    )


def sign(kind: str, x: float, y: float, size: float) -> str:
    """The sign of a provenance at that corner."""
    return f'<g transform="translate({x:.1f} {y:.1f}) scale({size / 10:.3f})">{SIGNS[kind]}</g>'


def mark(shape: str, x: float, y: float) -> str:
    return f'<g transform="translate({x:.1f} {y:.1f})">{shape}</g>'


def _frame(box: Box) -> list[str]:
    node = box.node
    rect = (
        f'<rect x="{box.x:.1f}" y="{box.y:.1f}" width="{box.width:.1f}" '
        f'height="{box.height:.1f}" rx="2" fill="#ffffff" {LINES[node.provenance]}/>'
    )
    drawn = [rect]
    if node.provenance == "law":
        drawn.append(
            f'<rect x="{box.x + 2:.1f}" y="{box.y + 2:.1f}" width="{box.width - 4:.1f}" '
            f'height="{box.height - 4:.1f}" rx="1" fill="none" stroke="{ACCENT}" stroke-width="0.5"/>'
        )
    if node.urgent:
        drawn.append(
            f'<rect x="{box.x - 1.6:.1f}" y="{box.y:.1f}" width="3.2" height="{box.height:.1f}" '
            f'fill="{DANGER}"/>'
        )
    return drawn


def _signs(box: Box) -> list[str]:
    """What the head of a box says at its right: provenance, and what is special about the step."""
    right, top = box.x + box.width - PAD - 8, box.y + 3.5
    drawn = [sign(box.node.provenance, right, top, 8)]
    for shown, shape in (
        (box.node.urgent, URGENT),
        (box.node.recurs, RECURS),
        (box.node.conditional, CONDITION),
    ):
        if shown:
            right -= 11
            drawn.append(mark(shape, right, top))
    return drawn


def _box(box: Box) -> list[str]:
    node, y = box.node, box.y + HEAD
    drawn = [*_frame(box), text(box.x + PAD, y - 2, node.id, TITLE, bold=True), *_signs(box)]
    for line in box.title:
        y += LEADING
        drawn.append(text(box.x + PAD, y - 1, line, TITLE))
    for line in wrapped(node.note, box.width - 2 * PAD, SMALL) if node.note else ():
        y += SMALL_LEADING
        drawn.append(text(box.x + PAD, y - 0.5, line, SMALL, fill=MUTED))
    if node.comes_from:
        y += SMALL_LEADING
        drawn.append(mark(f'<path d="M6 0v6L0 3z" fill="{MUTED}"/>', box.x + PAD, y - 6))
        drawn.append(text(box.x + PAD + 9, y - 0.5, ", ".join(node.comes_from), SMALL, fill=MUTED))
    y = box.y + box.height + 2.5
    for kind, lines in box.under:
        if kind:
            drawn.append(sign(kind, box.x + 1, y + 1.6, 6.4))
        for line in lines:
            y += SMALL_LEADING
            drawn.append(text(box.x + (10 if kind else 1), y - 1.8, line, SMALL, fill=INK))
    return drawn


def _tracks(edges: Sequence[Edge], layout: Layout) -> dict[tuple[str, str], float]:
    """Where in the gap after its column each source turns: its own place, so that lines stay apart."""
    places: dict[tuple[str, str], float] = {}
    for column in range(len(layout.columns)):
        here = sorted(
            {(edge.source, edge.kind) for edge in edges if layout.boxes[edge.source].column == column},
            key=lambda one: (layout.boxes[one[0]].row, one[1]),
        )
        for place, key in enumerate(here):
            places[key] = 4 + (layout.gap - 12) * place / max(1, len(here) - 1)
    return places


def _free(layout: Layout, row: int, first: int, last: int) -> bool:
    """Whether no box stands in that row from one column to another, both included."""
    return not any(box.row == row and first <= box.column <= last for box in layout.boxes.values())


def _way(edge: Edge, layout: Layout, tracks: Mapping[tuple[str, str], float]) -> str:
    """The line from one box to another, along the gaps between columns and the channels of rows."""
    one, two = layout.boxes[edge.source], layout.boxes[edge.target]
    turn = one.x + one.width + tracks[edge.source, edge.kind]
    last = two.x - layout.gap + tracks[edge.source, edge.kind]
    end = two.x - (1.6 if two.node.urgent else 0) - 3.6
    start = one.x + one.width
    if two.column == one.column + 1 or _free(layout, two.row, one.column + 1, two.column - 1):
        return f"M{start:.1f} {one.door:.1f}H{turn:.1f}V{two.door:.1f}H{end:.1f}"
    if _free(layout, one.row, one.column + 1, two.column - 1):
        return f"M{start:.1f} {one.door:.1f}H{last:.1f}V{two.door:.1f}H{end:.1f}"
    passes = layout.channels[min(one.row, two.row)]
    return f"M{start:.1f} {one.door:.1f}H{turn:.1f}V{passes:.1f}H{last:.1f}V{two.door:.1f}H{end:.1f}"


def _lines(edges: Sequence[Edge], layout: Layout) -> list[str]:
    tracks, drawn = _tracks(edges, layout), []
    for edge in sorted(edges, key=lambda one: one.kind, reverse=True):
        look, colour = EDGES[edge.kind]
        target = layout.boxes[edge.target]
        tip = target.x - (1.6 if target.node.urgent else 0) - 0.4
        drawn.append(f'<path d="{_way(edge, layout, tracks)}" fill="none" {look}/>')
        drawn.append(f'<path d="M{tip:.1f} {target.door:.1f}l-5 -2.6v5.2z" fill="{colour}"/>')
    return drawn


def _ground(layout: Layout, moment: str) -> list[str]:
    """The bands, and the number of each moment above its column."""
    drawn = [
        f'<rect x="{band.x:.1f}" y="{band.y:.1f}" width="{band.width:.1f}" '
        f'height="{band.height:.1f}" fill="{WASH if band.dark else "#ffffff"}" stroke="{RULE}" '
        f'stroke-width="0.6"/>'
        for band in layout.bands
    ]
    if layout.moments:
        for number, x in enumerate(layout.columns, 1):
            drawn.append(text(x, 9.5, f"{moment} {number}", SMALL, bold=True, fill=MUTED))
    return drawn


def _labels(layout: Layout) -> list[str]:
    drawn = []
    for band in layout.bands:
        room = width(band.label, LABEL, bold=True) + 6
        drawn.append(
            f'<rect x="{band.x + 2:.1f}" y="{band.y + 1.2:.1f}" width="{room:.1f}" height="10.5" '
            f'fill="{WASH if band.dark else "#ffffff"}"/>'
        )
        drawn.append(text(band.x + 5, band.y + 9.8, band.label, LABEL, bold=True, fill=ACCENT))
    return drawn


@dataclass(frozen=True, slots=True)
class Section:
    """Part of a drawing: its heading, its layout and its lines."""

    heading: str
    layout: Layout
    edges: Sequence[Edge]

    @property
    def height(self) -> float:
        return self.layout.height + HEADING


def _section(section: Section, top: float, moment: str) -> list[str]:
    layout = section.layout
    drawn = [text(0, top + 10, section.heading, 9.2, bold=True)]
    drawn.append(f'<g transform="translate(0 {top + HEADING:.1f})">')
    drawn += _ground(layout, moment)
    drawn += [*_lines(section.edges, layout), *_labels(layout)]
    for box in layout.boxes.values():
        drawn += _box(box)
    return [*drawn, "</g>"]


def _legend(entries: Sequence[tuple[str, str]], top: float) -> tuple[list[str], float]:
    """What each sign means, in as many lines as it takes; and how high that is."""
    drawn, x, y = [], 0.0, top + 4
    for shape, words in entries:
        room = 24 if shape.startswith("<line") else 11
        needed = room + width(words, SMALL) + 12
        if x + needed > WIDTH and x:
            x, y = 0.0, y + 12
        drawn += [mark(shape, x, y), text(x + room, y + 7, words, SMALL)]
        x += needed
    return drawn, y + 12 - top


def draw(
    sections: Sequence[Section],
    legend: Sequence[tuple[str, str]],
    *,
    ident: str,
    title: str,
    description: str,
    moment: str,
) -> str:
    """The drawing whole, as safe SVG with its title and its description first."""
    body, top = [], 0.0
    for section in sections:
        body += _section(section, top, moment)
        top += section.height + BETWEEN
    signs, high = _legend(legend, top - BETWEEN + 4)
    body += signs
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="pathway" role="img" '
        f'viewBox="0 0 {WIDTH:g} {top - BETWEEN + 4 + high:.1f}" '
        f'aria-labelledby="{ident}-t {ident}-d">'
        f'<title id="{ident}-t">{escape(title)}</title><desc id="{ident}-d">{escape(description)}</desc>'
        f"{''.join(body)}</svg>"
    )
