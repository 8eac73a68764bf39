"""The variables that a server is set up with (``variables.csv``), and which of those given are none of them.

A misspelt variable is worse than a missing one: whoever wrote it believes that it holds, and the server
goes on with what it does without it.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from cauce.methods.errors import nearest

FILE = Path(__file__).with_name("variables.csv")
OURS = "CAUCE_"
# Of names without our beginning, so alike are only slips: DATABSE_URL, not KEYSTORE_PATH of somebody else.
ALIKE = 0.88


@dataclass(frozen=True, slots=True)
class Misspelt:
    """A variable that nothing reads. ``nearest``: the one that was probably meant; '': none is like it."""

    name: str
    nearest: str


@cache
def known() -> dict[str, tuple[str, str]]:
    """Name → what it is, in Spanish and English; in the order of the alphabet."""
    with FILE.open(encoding="utf-8", newline="") as file:
        return {row["name"]: (row["es"], row["en"]) for row in csv.DictReader(file)}


def misspelt(given: Iterable[str]) -> list[Misspelt]:
    """Which names of an environment were meant for us and are read by nothing, in alphabetical order."""
    return list(_misspelt(sorted(set(given) - known().keys())))


def _misspelt(names: Iterable[str]) -> Iterator[Misspelt]:
    for name in names:
        near = nearest(name.upper(), known(), most=1, alike=0.5 if name.startswith(OURS) else ALIKE)
        if near or name.startswith(OURS):
            yield Misspelt(name, near[0] if near else "")
