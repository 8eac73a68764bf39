"""One row for each property and each control; the exit status says whether the whole held."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Row:
    """``held``: what was found. ``control``: it was broken on purpose, so it must not have held."""

    what: str
    tries: int
    held: bool
    found: str
    control: bool = False

    @property
    def good(self) -> bool:
        return self.held is not self.control


@dataclass
class Report:
    """What a harness found. It passes when every property held and every control failed."""

    name: str
    rows: list[Row] = field(default_factory=list)
    began: float = field(default_factory=time.monotonic)

    def add(self, what: str, tries: int, held: bool, found: Any = "", control: bool = False) -> Row:
        row = Row(what, tries, held, str(found), control)
        self.rows.append(row)
        return row

    @property
    def good(self) -> bool:
        return bool(self.rows) and all(row.good for row in self.rows)

    def text(self) -> str:
        lines = [f"\n{self.name}  ({time.monotonic() - self.began:.0f} s)"]
        lines.append(f"  {'':58}{'tries':>7}  {'result':16}found")
        for row in self.rows:
            what = f"control: {row.what}" if row.control else row.what
            if row.control:
                result = "fails, as it must" if row.good else "PASSES: no proof"
            else:
                result = "holds" if row.good else "BROKEN"
            lines.append(f"  {what:58}{row.tries:>7}  {result:18}{row.found}")
        lines.append(f"  {'all well' if self.good else 'NOT WELL'}")
        return "\n".join(lines)


def summary(found: dict[str, Any]) -> tuple[bool, str]:
    """Whether nothing is lost, torn or corrupt, and how much of each is, with the first."""
    kinds = ("lost", "torn", "corrupt")
    first = next((found[kind][0] for kind in kinds if found[kind]), "")
    words = ", ".join(f"{len(found[kind])} {kind}" for kind in kinds)
    return not any(found[kind] for kind in kinds), f"{words}{f' ({first})' if first else ''}"
