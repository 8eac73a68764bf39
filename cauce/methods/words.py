"""The words of a library in tables, in both languages: ``results.py`` has ``results.csv``."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import NamedTuple


class Words(NamedTuple):
    """The same words in Spanish and English."""

    es: str
    en: str

    def __getitem__(self, language: str) -> str:  # type: ignore[override]
        return self.en if language == "en" else self.es


def word_tables(file: str) -> dict[str, dict[str, Words]]:
    """A row for a code of a table, as the program's own modules have them."""
    found: dict[str, dict[str, Words]] = {}
    with Path(file).with_suffix(".csv").open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            found.setdefault(row["table"], {})[row["code"]] = Words(row["es"], row["en"])
    return found
