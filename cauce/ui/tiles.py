"""The states as a grid of equal tiles: a map in which a small state is as easy to see as a large one.

Both grids are ours: no outline, and no licence of anybody.

Pure, like ``charts``: what was hidden because it is small arrives as None and is drawn as hidden.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.utils.safestring import SafeString

from .charts import Caption, _hidden, _line, _svg, _text, number

# Rows from north to south; a dot is an empty place. Roughly where each state lies.
GRID = (
    "AK .. .. .. .. .. .. .. .. .. ME",
    ".. .. .. .. .. .. .. .. .. VT NH",
    "WA ID MT ND MN IL WI MI NY RI MA",
    "OR NV WY SD IA IN OH PA NJ CT ..",
    "CA UT CO NE MO KY WV VA MD DE ..",
    ".. AZ NM KS AR TN NC SC DC .. ..",
    ".. .. .. OK LA MS AL GA .. .. ..",
    "HI .. .. TX .. .. .. .. FL .. PR",
)
# The states of Mexico by the letters that ISO 3166-2 gives them.
MEXICO = (
    "BCN SON CHH COA ... ... ... ... ...",
    "BCS SIN DUR ZAC NLE TAM ... ... ...",
    "... NAY AGU SLP QUE HID ... ... YUC",
    "... JAL GUA MEX CMX TLA VER CAM ROO",
    "... COL MIC MOR PUE ... TAB ... ...",
    "... ... GRO OAX CHP ... ... ... ...",
)
TILE, GAP = 54, 4


def tiles(
    counts: Mapping[str, int | None],
    *,
    caption: Caption,
    hidden_words: str,
    grid: Sequence[str] = GRID,
) -> SafeString:
    """One tile a state. A state that is not in ``counts`` has nothing; None: hidden."""
    most = max((count for count in counts.values() if count), default=1)
    body: list[str] = []
    for row, line in enumerate(grid):
        for column, code in enumerate(line.split()):
            if code.strip("."):
                x, y = 4 + column * (TILE + GAP), 4 + row * (TILE + GAP)
                body += _tile(x, y, code, counts.get(code, 0), most)
    bottom = 4 + len(grid) * (TILE + GAP)
    body.append(_hidden(4, bottom + 6, tall=14))
    body.append(_text(38, bottom + 18, hidden_words, "quiet"))
    across = 4 + len(grid[0].split()) * (TILE + GAP)
    return _svg(caption, bottom + 34, body, "tiles", across)


def _tile(x: float, y: float, code: str, count: int | None, most: int) -> list[str]:
    kind = "grid" if count == 0 else "axis"
    end = x + TILE
    body = [
        _line(x, y, end, y, kind),
        _line(end, y, end, y + TILE, kind),
        _line(end, y + TILE, x, y + TILE, kind),
        _line(x, y + TILE, x, y, kind),
        _text(x + 5, y + 17, code, "" if count != 0 else "quiet"),
    ]
    if count is None:
        body.append(_hidden(x + 6, y + 30, TILE - 12, 16))
    elif count:
        wide = max(3.0, (TILE - 12) * count / most)
        body.append(f'<rect x="{x + 6}" y="{y + 40}" width="{wide:.1f}" height="8" class="bar"/>')
        body.append(_text(x + TILE - 5, y + 34, number(count), "end"))
    return body
