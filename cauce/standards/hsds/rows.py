"""The shape between the formats and the records: tables of rows that know where they came from."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from cauce.directory.records import Caution


@dataclass(frozen=True, slots=True)
class Row:
    """One row, with the file and the place it came from."""

    file: str
    at: str
    values: dict[str, Any]

    def get(self, *names: str) -> Any:
        """The first of these columns that is not empty; None when all are."""
        for name in names:
            value = self.values.get(name)
            if value is not None and value != "":
                return value
        return None


@dataclass
class Tables:
    rows: dict[str, list[Row]] = field(default_factory=lambda: defaultdict(list))
    cautions: list[Caution] = field(default_factory=list)

    def add(self, table: str, file: str, at: str, values: dict[str, Any]) -> None:
        self.rows[table].append(Row(file, at, values))
