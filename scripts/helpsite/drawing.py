"""The drawing that a document holds as Mermaid, as SVG: boxes in rows, who uses above whom it uses."""

from __future__ import annotations

import re

MERMAID = re.compile(r"^```mermaid\nflowchart TD\n(.*?)^```$", re.MULTILINE | re.DOTALL)
ROW, BOX, GAP, LETTER = 84, 34, 18, 8.6  # distances in the drawing's own units


def drawn(text: str) -> str:
    """The text with each flowchart drawn; only boxes and arrows between two of them are understood."""
    return MERMAID.sub(lambda found: svg(found[1]), text)


def ranks(names: list[str], arrows: list[tuple[str, str]]) -> dict[str, int]:
    """In which row each box stands: below everything that points to it."""
    row = dict.fromkeys(names, 0)
    for _ in names:
        for above, below in arrows:
            row[below] = max(row[below], row[above] + 1)
    return row


def svg(chart: str) -> str:
    """The drawing, with a sentence for whoever does not see it."""
    arrows = re.findall(r"^ *([\w-]+) --> ([\w-]+)$", chart, re.MULTILINE)
    names = re.findall(r"^ *([\w-]+)$", chart, re.MULTILINE)
    row = ranks(names, arrows)
    rows = [[name for name in names if row[name] == one] for one in range(max(row.values()) + 1)]
    widths = {name: len(name) * LETTER + 24 for name in names}
    wide = max(sum(widths[name] + GAP for name in one) for one in rows) + GAP
    middle: dict[str, float] = {}
    for one in rows:
        x = (wide - sum(widths[name] + GAP for name in one) + GAP) / 2
        for name in one:
            middle[name] = x + widths[name] / 2
            x += widths[name] + GAP
    top = {name: row[name] * ROW + 8 for name in names}
    lines = [
        f'<path class="arrow" marker-end="url(#tip)" d="M{middle[a]:.0f} {top[a] + BOX} '
        f"C{middle[a]:.0f} {top[a] + BOX + 28} {middle[b]:.0f} {top[b] - 30} "
        f'{middle[b]:.0f} {top[b] - 3}"/>'
        for a, b in arrows
    ]
    boxes = [
        f'<rect class="box" x="{middle[name] - widths[name] / 2:.0f}" y="{top[name]}" '
        f'width="{widths[name]:.0f}" height="{BOX}"/>'
        f'<text x="{middle[name]:.0f}" y="{top[name] + 22}" text-anchor="middle">{name}</text>'
        for name in names
    ]
    said = "; ".join(f"{a}: {', '.join(b for one, b in arrows if one == a)}" for a in names)
    tip = (
        '<marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">'
    )
    return (
        f'<div class="drawing"><svg viewBox="0 0 {wide:.0f} {len(rows) * ROW}" role="img">'
        f'<title>{said}</title><defs>{tip}<path d="M0 0L8 4L0 8z"/></marker></defs>'
        f"{''.join(lines)}{''.join(boxes)}</svg></div>"
    )
