"""Cauce → HTCDS → CTDC, and room for IC-TIP: what goes where, and what has no counterpart and why.

The files are content (``content/catalogues/crosswalk_fields.csv``, ``htcds_*``, ``ctdc_*``,
``ic_tip.csv``); this reads them and says in both languages what does not map.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from cauce.content.errors import unknown
from cauce.content.loader import Edition
from cauce.content.model import Text, both
from cauce.standards.ctdc import catalogue as ctdc
from cauce.standards.htcds import catalogue as htcds
from cauce.standards.htcds.catalogue import Target, reasons, rows_of

STANDARDS = ("htcds", "ctdc", "ic-tip")
MISSING = Text(
    es="Código no obtenido: pídase la clasificación a la División de Estadística de la ONU o a la OIM.",
    en="Code not obtained: ask the UN Statistics Division or IOM for the classification.",
)
STATED = Text(
    es="Lo dicen fuentes secundarias; no se leyó la norma.",
    en="Secondary sources state it; the standard was not read.",
)


@dataclass(frozen=True, slots=True)
class Line:
    """Something with no counterpart, or only part of one. ``there``: where it goes; '': nowhere.
    ``name`` None: it is called as it is written. ``why`` None: the code says it all."""

    what: str
    name: Text | None
    there: str
    why: Text | None


@dataclass(frozen=True)
class Report:
    """What does not map: of the standard, of ours, and of the codes that change on the way."""

    standard: str
    counts: dict[str, int]
    of_the_standard: tuple[Line, ...]
    of_ours: tuple[Line, ...]
    codes: tuple[Line, ...]


def report(standard: str, edition: Edition) -> Report:
    """The report of one standard. Raises ``Unknown`` for another one."""
    made = {"htcds": _htcds, "ctdc": _ctdc, "ic-tip": _ic_tip}.get(standard)
    if made is None:
        raise unknown("estándares", "standards", standard, STANDARDS, "standard")
    return made(edition)


def _why(reason: str) -> Text | None:
    return both(*reasons()[reason]) if reason else None


def _named(row: dict[str, str], edition: Edition) -> Text:
    """The words of a datum: its own, or those of the fact that it is."""
    if row["title_es"]:
        return both(row["title_es"], row["title_en"])
    return edition.facts[row["datum"].removeprefix("fact:")].label


def _ours(column: str, edition: Edition) -> tuple[Line, ...]:
    """What Cauce keeps and this standard does not take whole."""
    return tuple(
        Line(row["datum"], _named(row, edition), row[column].replace(";", ", "), _why(row["reason"]))
        for row in rows_of("crosswalk_fields", start="")
        if row["reason"] or not row[column]
    )


def _changed(tables: Iterable[dict[str, Target]]) -> tuple[Line, ...]:
    return tuple(
        Line(code, None, target.value, both(target.loss_es, target.loss_en))
        for table in tables
        for code, target in table.items()
        if target.loss_es
    )


def _htcds(edition: Edition) -> Report:
    fields = htcds.fields().values()
    codes = [htcds.means(), htcds.exploitation()]
    codes += [htcds.codes(kind) for kind in ("gender", "determination", "need")]
    return Report(
        "HTCDS 2.0",
        dict(Counter(one.treatment for one in fields)),
        tuple(
            Line(one.field, both(one.label, one.label), one.treatment, _why(one.reason))
            for one in fields
            if one.reason
        ),
        _ours("htcds", edition),
        _changed(codes),
    )


def _ctdc(edition: Edition) -> Report:
    columns = ctdc.columns().values()
    kept = Counter("filled" if not one.reason else "part_or_empty" for one in columns)
    return Report(
        "CTDC (2024, 2025)",
        dict(kept),
        tuple(Line(one.name, None, one.group, _why(one.reason)) for one in columns if one.reason),
        _ours("ctdc", edition),
        tuple(
            Line(f"{row['list']}:{row['code']}", None, row["ctdc_2024"], _why(row["reason"]))
            for row in rows_of("codes", start="ctdc_")
            if row["reason"]
        ),
    )


def _ic_tip(edition: Edition) -> Report:
    rows = rows_of("ic_tip", start="")
    return Report(
        "IC-TIP (2025)",
        dict(Counter(row["status"] for row in rows)),
        tuple(
            Line(
                f"{row['unit']} · {row['datum']}",
                both(row["title_es"], row["title_en"]),
                row["code"],
                MISSING,
            )
            for row in rows
            if not row["code"]
        ),
        (),
        tuple(
            Line(
                row["datum"],
                both(row["title_es"], row["title_en"]),
                f"{row['anchor']} {row['anchor_code']}",
                STATED,
            )
            for row in rows
            if row["anchor_code"]
        ),
    )
