"""Our cases counted in the columns of CTDC: tables with small cells hidden, never a row.

To be read inside the house beside the figures of CTDC. What is published passes an edition of
statistics, which protects every table of a period together: two tables protected apart may give back
by subtraction what each of them hides.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from cauce.content.cells import harmless
from cauce.content.model import Text
from cauce.standards.htcds.catalogue import reasons
from cauce.standards.htcds.model import HtcdsCase

from . import catalogue
from .catalogue import Edition
from .mapping import row
from .reading import counted
from .shares import SMALLEST, Shares, hidden

HEAD = ("table", "value", "cases", "denominator", "share", "hidden", "edition", "use")
INSIDE = Text(
    es="Para leerse dentro. Se publica solo por una edición de estadísticas.",
    en="To be read inside. Published only by an edition of statistics.",
)


@dataclass(frozen=True)
class Tables:
    """Counts by column and by group of flags, what is small already hidden."""

    edition: Edition
    cases: int | None  # None: hidden, they are few
    tables: tuple[Shares, ...]

    def csv(self) -> str:
        """One line a value; a hidden one says so and holds no number."""
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\r\n")
        writer.writerow(HEAD)
        for table in self.tables:
            for value, count in table.counts.items():
                share = table.share(value)
                writer.writerow(
                    [
                        table.name,
                        harmless(value),
                        _said(count),
                        _said(table.denominator),
                        "" if share is None else f"{share:.3f}",
                        "yes" if count is None else "no",
                        self.edition,
                        f"{INSIDE.es} / {INSIDE.en}",
                    ]
                )
        return out.getvalue()

    def report(self) -> dict[str, Any]:
        """What the file holds, and why a column of CTDC is empty or only half full."""
        return {
            "cases": self.cases,
            "edition": self.edition,
            "smallest": SMALLEST,
            "values": sum(len(table.counts) for table in self.tables),
            "hidden": sum(count is None for table in self.tables for count in table.counts.values()),
            "losses": [
                {"column": one.name, "es": reasons()[one.reason][0], "en": reasons()[one.reason][1]}
                for one in catalogue.columns().values()
                if one.reason
            ],
            "use": {"es": INSIDE.es, "en": INSIDE.en},
        }


def _said(number: int | None) -> str:
    return "" if number is None else str(number)


def collect(cases: Iterable[HtcdsCase], edition: Edition = "2025", year: int | None = None) -> Tables:
    """The cases counted, of one year of registration or of all. Raises ``Unknown`` for an edition."""
    rows = [row(case, edition) for case in cases]
    if year is not None:
        rows = [one for one in rows if one["yearOfRegistration"] == str(year)]
    tables = tuple(hidden(one) for one in counted(rows, catalogue.columns()))
    return Tables(edition, len(rows) if len(rows) >= SMALLEST else None, tables)
