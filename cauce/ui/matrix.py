"""Many steps at many posts in one drawing: a strip for each step, a mark for each post.

Pure, like ``charts``. A kind is told by the shape and the place of its mark, not by its colour alone; what is
not compared has no mark. One path for each kind and strip: a mark of its own for each of thousands would be
sent for nothing. Where there are but a few columns, each is named by a number and stands apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap

from django.utils.safestring import SafeString

from .charts import (
    ABOVE,
    LETTERS,
    MARGIN,
    NAME_WIDTH,
    WIDTH,
    Caption,
    _line,
    _named,
    _room,
    _svg,
    _text,
    twice,
)

TALL = 16  # of a strip
# From where to where of a strip each kind goes, in parts of its height.
PLACES = {
    "like": (0.3, 0.7),
    "below": (0.5, 1.0),
    "above": (0.0, 0.5),
    "undone": (0.0, 1.0),
    "hidden": (0.2, 0.8),
}
HIDDEN = "hidden"  # a figure that is not shown: it has no size, so its mark is as small in any column
SMALL, GAP = 10, 3


@dataclass(frozen=True)
class Strip:
    """One step: its name, what is said after it, and the kind of each post in their order; '': no mark."""

    label: str
    words: str
    kinds: Sequence[str]


@twice
def strips(
    rows: Sequence[Strip],
    heads: Sequence[str],
    *,
    caption: Caption,
    legend: Sequence[tuple[str, str]],
    names: Sequence[str] = (),
    wide: float = WIDTH,
) -> SafeString:
    """``heads``: what stands over each column; '': nothing. ``legend``: kinds with their words. ``names``: of
    the columns, instead of heads, where they are few: a number stands over each."""
    above = wide < WIDTH
    left, right = (4.0, wide - 4) if above else (236.0, wide - 50)
    heads = [str(place) for place, _ in enumerate(names, 1)] or heads
    step, gap = (right - left) / max(len(heads), 1), GAP if names else 0
    body: list[str] = []
    y = float(MARGIN)
    for kind, words in legend:
        body += [_path([(0, 1)], 4, 22, y - 1, kind), _text(34, y + 12, words)]
        y += 26
    said = "\u00a0· ".join(f"{place}\u00a0{name}" for place, name in enumerate(names, 1))
    for line in wrap(said, int((wide - 8) / NAME_WIDTH)):
        body.append(_text(4, y + 12, line))
        y += 18
    body += _heads(heads, left + (step / 2 - NAME_WIDTH / 2 if names else 0), step, y + 14)
    y += 22
    for row in rows:
        more = 0.0
        if above:
            lines = wrap(f"{row.label}: {row.words}", ABOVE)
            body += [_text(left, y + 12 + 16 * place, one) for place, one in enumerate(lines)]
            y += 16 * len(lines) + 4
        else:
            more = _room(row.label, LETTERS + 3)
            y += more
            body += _named(left - 10, y + 13, row.label, LETTERS + 3)
            body.append(_text(right + 8, y + 12, row.words, "quiet"))
        body.append(_line(left, y + TALL / 2, right, y + TALL / 2, "grid"))
        for kind in dict.fromkeys(kind for kind in row.kinds if kind):
            body.append(_path(_runs(row.kinds, kind, apart=bool(names)), left, step, y, kind, gap))
        y += TALL + (12 if above else 20) + more
    return _svg(caption, y, body, "narrow" if above else "", wide)


def _heads(heads: Sequence[str], left: float, step: float, y: float) -> list[str]:
    """What stands over the columns; one that would lie on the one before is left out."""
    found: list[str] = []
    free = 0.0
    for place, head in enumerate(heads):
        x = left + step * place
        if head and x >= free:
            found.append(_text(x, y, head, "quiet"))
            free = x + NAME_WIDTH * (len(head) + 0.5)
    return found


def _runs(kinds: Sequence[str], kind: str, apart: bool) -> list[tuple[int, int]]:
    """From which to which column a kind goes on; ``apart``: each column for itself."""
    found: list[tuple[int, int]] = []
    for place, one in enumerate(kinds):
        if one != kind:
            continue
        if found and found[-1][1] == place and not apart and kind != HIDDEN:
            found[-1] = found[-1][0], place + 1
        else:
            found.append((place, place + 1))
    return found


def _path(
    runs: Sequence[tuple[int, int]], left: float, step: float, y: float, kind: str, gap: float = 0
) -> str:
    top, bottom = (y + TALL * part for part in PLACES[kind])
    drawn = ""
    for a, b in runs:
        first, last = left + step * a, left + step * b - gap
        if kind == HIDDEN:
            first, last = (first + last - SMALL) / 2, (first + last + SMALL) / 2
        drawn += f"M{first:.1f} {top:.1f}H{last:.1f}V{bottom:.1f}H{first:.1f}Z"
    return f'<path d="{drawn}" class="mark-{kind}"/>'
