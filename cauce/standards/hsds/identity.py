"""Identifiers that stay the same from one import to the next, and what is refused for lack of them."""

from __future__ import annotations

import uuid
from collections import Counter
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from cauce.directory.records import Caution, Refusal

from . import clean
from .rows import Row

NAMESPACE = UUID("6f2c7c1e-52a5-5b0e-9d43-0a6f0d8a7b11")


@dataclass
class Identities:
    """Gives every row of one source its UUID, and keeps what was refused and what to warn of.

    A UUID is kept as it is. Any other identifier becomes a UUID of the source, the table and the
    identifier. A row with no identifier of its own, or one it shares, is known by its content.
    """

    source: str
    refusals: list[Refusal] = field(default_factory=list)
    cautions: list[Caution] = field(default_factory=list)
    _known: dict[tuple[str, str], UUID] = field(default_factory=dict)
    foreign: bool = False  # True: some identifiers are not UUIDs and hold only inside the source

    def of(self, table: str, raw: Any) -> UUID | None:
        """The UUID of an identifier as written; None when the cell is empty."""
        text = str(raw).strip() if raw is not None else ""
        if not text:
            return None
        found = self._known.get((table, text))
        if found is None:
            found = self._known[table, text] = self._make(table, clean.line(text))
        return found

    def _make(self, table: str, text: str) -> UUID:
        if len(text) >= 32:
            try:
                return UUID(text)
            except ValueError:
                pass
        self.foreign = True
        return self.named(table, text)

    def written(self, table: str) -> dict[UUID, str]:
        """How each identifier met so far was written."""
        return {id: clean.line(raw) for (of, raw), id in self._known.items() if of == table}

    def named(self, table: str, *parts: object) -> UUID:
        return uuid.uuid5(NAMESPACE, "/".join((self.source, table, *map(str, parts))))

    def child(self, table: str, row: Row, counts: Counter[str], *content: object) -> UUID:
        """The UUID of a row that hangs on another: by its own identifier only where it is unique."""
        raw = str(row.get("id") or "").strip()
        if raw and (counts[raw] == 1 or len(raw) >= 32):
            found = self.of(table, raw)
            if found is not None:
                return found
        return self.named(table, raw, *content)

    def refuse(self, entity: str, row: Row, es: str, en: str) -> None:
        raw = str(row.get("id", "service_id", "location_id") or "")[:80]
        self.refusals.append(Refusal(entity, row.file, row.at, raw, es, en))

    def caution(self, es: str, en: str) -> None:
        self.cautions.append(Caution(es, en))


def counted(rows: list[Row]) -> Counter[str]:
    """How many rows carry each identifier as written."""
    return Counter(str(row.get("id") or "").strip() for row in rows)


def merged(ids: Identities, table: str, rows: list[Row]) -> list[Row]:
    """Rows of the same identifier as one: the first value that is not empty stands."""
    found: dict[UUID, Row] = {}
    loose: list[Row] = []
    for row in rows:
        id = ids.of(table, row.get("id"))
        if id is None:
            loose.append(row)
        elif id in found:
            for key, value in row.values.items():
                if found[id].get(key) is None and value not in (None, ""):
                    found[id].values[key] = value
        else:
            found[id] = Row(row.file, row.at, dict(row.values))
    return [*found.values(), *loose]
