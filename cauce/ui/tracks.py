"""Small multiples over time: one narrow line for each heading, all on the same scale.

What is not known is drawn as an empty dashed box and breaks the line: it is never a low value.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from .charts import MARGIN, Caption, _line, _svg, _text

WIDE = 400  # as wide as a phone shows it: the heading stands above its line, not before it
TALL = 80  # of one line
STEP = 34  # of it, from the lowest value to the highest
DATES = 4  # written under the lines, so that they never run into one another


@dataclass(frozen=True)
class Track:
    """One heading: a value from 0 to 1 for each date, None where there is none; and the last in words."""

    label: str
    values: tuple[float | None, ...]
    last: str = ""


def tracks(rows: Sequence[Track], dates: Sequence[str], *, caption: Caption) -> SafeString:
    """The headings under one another, their dates below; the last answer in words at the end."""
    left, right = 34, WIDE - 150
    bottom = MARGIN + TALL * len(rows)

    def x(place: int) -> float:
        return left if len(dates) < 2 else left + (right - left) * place / (len(dates) - 1)

    body: list[str] = []
    for index, row in enumerate(rows):
        low = MARGIN + TALL * index + STEP + 18
        body.append(_text(4, low - STEP - 10, row.label))
        body += [_line(left, low - STEP * i / 2, right, low - STEP * i / 2, "grid") for i in (0, 2)]
        body += _marks(row.values, x, low)
        body.append(_text(right + 14, low - STEP / 2 + 5, row.last, "quiet"))
    every = max(1, -(-len(dates) // DATES))
    body += [_text(x(i), bottom + 16, date, "quiet mid") for i, date in enumerate(dates) if i % every == 0]
    return _svg(caption, bottom + 28, body, "narrow", WIDE)


def _marks(values: Sequence[float | None], x, low: float) -> list[str]:
    body: list[str] = []
    before: tuple[float, float] | None = None
    for place, value in enumerate(values):
        if value is None:
            body.append(
                f'<rect x="{x(place) - 5:.1f}" y="{low - STEP / 2 - 5:.1f}" width="10" height="10" '
                'class="bar hidden-count"/>'
            )
            before = None
            continue
        here = (x(place), low - STEP * value)
        if before is not None:
            body.append(_line(*before, *here, "whisker"))
        body.append(f'<circle cx="{here[0]:.1f}" cy="{here[1]:.1f}" r="5" class="point"/>')
        before = here
    return body
