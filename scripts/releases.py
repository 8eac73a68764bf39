"""Say when nobody has looked for a newer Django for too long. It warns and never fails: a check that
turns red by the calendar alone is one that people learn to ignore (docs/decisions/0035-*.md)."""

from __future__ import annotations

import csv
import datetime as dt
from pathlib import Path

DAYS = 14  # a security release that is not grave is applied in this time
TABLE = Path(__file__).resolve().parents[1] / "docs/security/django-releases.csv"


def rows() -> list[dict[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def warning(table: list[dict[str, str]], on: dt.date) -> str:
    """What to tell on this day; '' when somebody looked not long ago."""
    last = max(dt.date.fromisoformat(row["looked_at_on"]) for row in table)
    days = (on - last).days
    if days <= DAYS:
        return ""
    return (
        f"AVISO: hace {days} días que nadie mira si hay un Django más nuevo; mire y anótelo en\n"
        f"WARNING: nobody has looked for a newer Django for {days} days; look, and note it in\n"
        "  docs/security/django-releases.csv"
    )


if __name__ == "__main__":
    if said := warning(rows(), dt.date.today()):
        print(said)
