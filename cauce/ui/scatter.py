"""Two measures of each post at once: how much of one for how much of the other.

No post is named but one's own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from .charts import FINE, NAME_WIDTH, WIDTH, Caption, _between, _line, _plane, _svg, _text, nice_top, twice


@dataclass(frozen=True)
class Spot:
    """One post: a quantity across, a share up. ``mine``: it bears its name and is drawn as a square."""

    label: str
    across: float
    up: float
    mine: bool = False


@twice
def scatter(
    spots: Sequence[Spot],
    *,
    caption: Caption,
    across: str,
    up: str,
    middle: tuple[float | None, float | None] = (None, None),
    wide: float = WIDTH,
) -> SafeString:
    """``middle``: where all together are, as dashed lines; None: not known."""
    most = 4 * nice_top(max((spot.across for spot in spots), default=1) / 4, FINE)
    left, right, top, bottom = 64 if wide >= WIDTH else 52, wide - 20, 24, 304
    least, greatest = _between([spot.up for spot in spots])

    def x(value: float) -> float:
        return left + (right - left) * min(max(value / most, 0), 1)

    def y(share: float) -> float:
        inside = (min(max(share, least), greatest) - least) / (greatest - least)
        return bottom - (bottom - top) * inside

    body = _plane(left, right, top, bottom, (least, greatest), most, (across, up), wide)
    if middle[0] is not None:
        body.append(_line(x(middle[0]), top, x(middle[0]), bottom, "reference"))
    if middle[1] is not None:
        body.append(_line(left, y(middle[1]), right, y(middle[1]), "reference"))
    # By where they stand: in the order of their names, the nth circle would say whose it is.
    for spot in sorted(spots, key=lambda one: (one.mine, one.across, one.up)):
        at = (x(spot.across), y(spot.up))
        if not spot.mine:
            body.append(f'<circle cx="{at[0]:.1f}" cy="{at[1]:.1f}" r="5" class="point"/>')
            continue
        body.append(
            f'<rect x="{at[0] - 6:.1f}" y="{at[1] - 6:.1f}" width="12" height="12" class="point own"/>'
        )
        room = at[0] + 12 + NAME_WIDTH * len(spot.label) < right
        body.append(_text(at[0] + (12 if room else -12), at[1] - 8, spot.label, "" if room else "end"))
    return _svg(caption, bottom + 50, body, "narrow" if wide < WIDTH else "", wide)
