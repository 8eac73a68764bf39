"""The catalogues of content that linking reads: nicknames, and the letters of each state in a CURP."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache

from cauce.methods.folders import content_folder
from cauce.methods.spelling import fold


@cache
def rows(name: str) -> tuple[Mapping[str, str], ...]:
    """The lines of ``<name>.csv``."""
    path = content_folder() / "catalogues" / f"{name}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


@cache
def nicknames() -> Mapping[str, tuple[str, ...]]:
    """Each nickname → the given names that it may stand for."""
    found: dict[str, list[str]] = {}
    for row in rows("nicknames"):
        found.setdefault(fold(row["short"]), []).append(fold(row["name"]))
    return {short: tuple(names) for short, names in found.items()}


@cache
def curp_states() -> Mapping[str, str]:
    """INEGI's two digits → the two letters of a CURP; 33, born abroad, is NE."""
    return {row["code"]: row["curp_code"] for row in rows("mx_states")} | {"33": "NE"}
