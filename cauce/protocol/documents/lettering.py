"""How wide words are in the house's typeface, so that a drawing can break its lines by itself.

Thousandths of the size, read from Atkinson Hyperlegible Next 5.3.0 (``ui/static/ui/fonts``). A letter
that is not listed counts as a wide one: a line may end early, never too late.
"""

from __future__ import annotations

import csv
from pathlib import Path

_WIDE = 900


def _by_letter(face: str) -> dict[str, int]:
    with Path(__file__).with_suffix(".csv").open(encoding="utf-8", newline="") as rows:
        of_face = [row for row in csv.DictReader(rows) if row["face"] == face]
    return {letter: int(row["width"]) for row in of_face for letter in row["letters"]}


_WIDTHS = {False: _by_letter("regular"), True: _by_letter("bold")}


def width(words: str, size: float, *, bold: bool = False) -> float:
    """How wide the words are at that size, in the same unit as the size."""
    table = _WIDTHS[bold]
    return sum(table.get(letter, _WIDE) for letter in words) * size / 1000


def wrapped(words: str, room: float, size: float, *, bold: bool = False) -> list[str]:
    """The words in lines no wider than the room; a word that alone is wider is cut by a hyphen."""
    lines: list[str] = []
    line = ""
    for word in words.split():
        together = f"{line} {word}" if line else word
        if width(together, size, bold=bold) <= room:
            line = together
            continue
        if line:
            lines.append(line)
        while width(word, size, bold=bold) > room:
            fits = max(
                (n for n in range(1, len(word)) if width(word[:n] + "-", size, bold=bold) <= room),
                default=1,
            )
            lines.append(word[:fits] + "-")
            word = word[fits:]
        line = word
    return [*lines, line] if line else lines
