"""The variables that a server is set up with (``variables.csv``), and which of those given cannot hold.

A misspelt variable is worse than a missing one: whoever wrote it believes that it holds, and the server
goes on with what it does without it.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from cauce.methods.errors import nearest

FILE = Path(__file__).with_name("variables.csv")
OURS = "CAUCE_"
RECIPIENT = "CAUCE_BACKUP_RECIPIENT"
WHOLE = ("CAUCE_MAIL_PORT", "CAUCE_PROXIES")  # whole numbers, 0 or more
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


def whole(value: str, otherwise: int) -> int:
    """The whole number that was given; ``otherwise`` for '' or for what is none, which ``wrong`` says."""
    return int(value) if value.isdecimal() else otherwise


def wrong(given: Mapping[str, str]) -> list[tuple[str, str, str]]:
    """Name, and what is wrong with it in Spanish and English, of each variable that cannot hold."""
    said = [
        (one.name, f"no existe; ¿es {one.nearest}?", f"does not exist; is it {one.nearest}?")
        if one.nearest
        else (one.name, "no existe", "does not exist")
        for one in misspelt(given)
    ]
    return said + [
        (name, f"no es un número: «{given[name]}»", f"is no number: '{given[name]}'")
        for name in WHOLE
        if given.get(name) and not given[name].isdecimal()
    ]


def refused(name: str, value: str) -> str:
    """Why ``cauce-setup --set`` does not write this down, in both languages; '' where it may be written."""
    if said := wrong({name: value}):
        [(_, es, en)] = said
        return f"{name}: {es} / {en}"
    if name == RECIPIENT:
        # The settings read this module too, and none of them the backups.
        from cauce.content.errors import BadInput
        from cauce.operations.backup import age

        try:
            age.recipients([value])
        except BadInput as problem:
            return f"{problem.text('es')}\n{problem.text('en')}"
    return ""
