"""Bars within bars: of so many, so many, and of those so many. One line for each heading.

Pure, like ``charts``. The three are told by how tall they are, not by colour alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap

from django.utils.safestring import SafeString

from .charts import ABOVE, LETTERS, MARGIN, WIDTH, Caption, _hidden, _named, _room, _svg, _text, twice

TALL = 18
PARTS = (
    ("bar hollow", 0.0, 1.0),
    ("mark-like", 0.15, 0.7),
    ("bar", 0.33, 0.34),
)  # its kind, where each begins, and how tall it is


@dataclass(frozen=True)
class Nested:
    """One heading: its numbers from the widest to the narrowest. None: hidden."""

    label: str
    values: tuple[int | None, int | None, int | None]
    words: str


@twice
def nested(
    rows: Sequence[Nested],
    *,
    caption: Caption,
    legend: tuple[str, str, str],
    wide: float = WIDTH,
) -> SafeString:
    """``legend``: what each of the three is called, the widest first."""
    narrow = wide < WIDTH
    left, right = (4.0, wide - 6) if narrow else (236.0, wide - 130)
    most = max((value for row in rows for value in row.values if value), default=1)
    body: list[str] = []
    y = float(MARGIN)
    for place, words in enumerate(legend):
        body += [_part(place, 4, 26, y - 3), _text(38, y + 11, words)]
        y += 24
    y += 6
    for row in rows:
        more = 0.0
        if narrow:
            for line in wrap(f"{row.label}: {row.words}", ABOVE + 4):
                body.append(_text(left, y + 12, line))
                y += 16
            y += 3
        else:
            more = _room(row.label, LETTERS + 3)
            y += more
            body += _named(left - 10, y + 14, row.label, LETTERS + 3)
            ends = left + (right - left) * max([value or 0 for value in row.values]) / most
            body.append(_text(max(ends, left + 26) + 8, y + 14, row.words))
        for place, value in enumerate(row.values):
            if value is None:
                body += [] if place else [_hidden(left, y, tall=TALL)]
            else:
                body.append(_part(place, left, (right - left) * value / most, y))
        y += TALL + (12 if narrow else 16) + more
    return _svg(caption, y, body, "narrow" if narrow else "", wide)


def _part(place: int, x: float, size: float, y: float) -> str:
    kind, start, tall = PARTS[place]
    return (
        f'<rect x="{x:g}" y="{y + TALL * start:.1f}" width="{size:.1f}" height="{TALL * tall:.1f}" '
        f'class="{kind}"/>'
    )
