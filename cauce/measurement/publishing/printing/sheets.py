"""The figures of an edition as CSV, JSON and a spreadsheet: every cell, also the hidden ones."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import zipfile
from collections.abc import Iterable, Mapping
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from cauce.content.cells import harmless
from cauce.content.model import Text
from cauce.measurement.models import StatisticsEdition
from cauce.measurement.rules.publication.table import TOTAL

from .captions import READING, REASONS, title_of
from .table_layout import lay

# A whole point in time for every file that would else bear the second in which it was made.
ALWAYS = dt.datetime(2000, 1, 1)  # noqa: DTZ001


def _safe(value: object) -> str:
    return harmless(ILLEGAL_CHARACTERS_RE.sub("", str(value)))


def tables_of(edition: StatisticsEdition) -> list[dict[str, Any]]:
    """Its tables of figures; what another kind keeps beside them is printed by that kind."""
    return [table for table in edition.tables if "rows" in table]


def dims_of(tables: Iterable[Mapping[str, Any]]) -> list[str]:
    """Every dimension that some table has, in the order in which they first appear."""
    found: dict[str, None] = {}
    for table in tables:
        found.update((dim["id"], None) for dim in table.get("dims", ()))
    return list(found)


def to_csv(edition: StatisticsEdition) -> bytes:
    """One row a cell, one column a dimension: its code, «total» for all, empty where it has none.

    ``value`` is empty where ``hidden`` is 1.
    """
    dims = dims_of(tables_of(edition))
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(["table", "indicator", "definition", "period", *dims, "value", "hidden"])
    for table in tables_of(edition):
        version = table["definition"]["version"]
        for row in table["rows"]:
            of = dict(zip((dim["id"] for dim in table["dims"]), row["key"], strict=True))
            told = ["total" if of.get(dim) == TOTAL else of.get(dim, "") for dim in dims]
            shown = row["shown"]
            writer.writerow(
                [
                    *map(_safe, (table["id"], table["indicator"], version, table["period"], *told)),
                    "" if shown is None else shown,
                    int(shown is None),
                ]
            )
    return out.getvalue().encode("utf-8-sig")  # with its mark, so that a spreadsheet reads the accents


def codes_csv(edition: StatisticsEdition) -> bytes:
    """What each code means, in both languages."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(["dimension", "code", "es", "en"])
    seen = set()
    for table in tables_of(edition):
        rows = [("table", table["id"], table["title"])]
        for dim in table["dims"]:
            rows.append(("dimension", dim["id"], dim["label"]))
            rows += [
                (dim["id"], "total" if one["id"] == TOTAL else one["id"], one["label"])
                for one in dim["values"]
            ]
        for kind, code, label in rows:
            if (kind, code) not in seen:
                seen.add((kind, code))
                writer.writerow(map(_safe, (kind, code, label["es"], label["en"])))
    return out.getvalue().encode("utf-8-sig")


def about(edition: StatisticsEdition) -> dict[str, Any]:
    """What is said of an edition in every format, as plain values."""
    title = title_of(edition.kind, edition.period)
    return {
        "title": {"es": title.es, "en": title.en},
        "kind": edition.kind,
        "period": edition.period,
        "since": edition.since.isoformat(),
        "until": (edition.until - dt.timedelta(days=1)).isoformat(),
        "number": edition.number,
        "announced_for": edition.due_on.isoformat(),
        "known_at": edition.known_at.isoformat(),
        "signed_at": edition.signed_at.isoformat() if edition.signed_at else None,
        "content_edition": edition.content_edition,
        "content_hash": edition.content_hash,
        "definitions": edition.definitions,
        "code_version": edition.code_version,
        "hash": edition.hash,
        "notes": edition.notes,
        "reading": _both(READING),
        "hidden": {
            "cells": sum(table.get("hidden", 0) for table in edition.tables),
            "because": _both(REASONS[why] for why in edition.hidden if why in REASONS),
        },
    }


def _both(texts: Iterable[Text]) -> list[dict[str, str]]:
    return [{"es": one.es, "en": one.en} for one in texts]


def to_json(edition: StatisticsEdition) -> bytes:
    """Everything that is public of it: the tables as they are kept, and what is said of them."""
    told = about(edition) | {"tables": edition.tables}
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()


def to_xlsx(edition: StatisticsEdition) -> bytes:
    """A first sheet that says how to read it, then one sheet a table, in Spanish with English beside."""
    book = Workbook()
    # Never the second in which it was made: the same edition is the same file.
    book.properties.created = book.properties.modified = ALWAYS
    book.properties.creator = "Cauce"
    first = book.active
    assert first is not None
    first.title = "Leer primero"
    title = title_of(edition.kind, edition.period)
    _line(first, [f"{title.es} / {title.en}"], bold=True)
    for one in (*READING, *(Text(**note) for note in edition.notes)):
        _line(first, [one.es, one.en])
    _line(first, ["Contenido / Content", f"{edition.content_edition} · {edition.content_hash[:16]}"])
    _line(first, ["Programa / Program", edition.code_version])
    _line(first, ["Huella / Hash", edition.hash])
    first.column_dimensions["A"].width = first.column_dimensions["B"].width = 70
    for at, table in enumerate(tables_of(edition), 1):
        _sheet(book.create_sheet(f"{at:02d}"), table)
        _line(first, [f"{at:02d} · {table['title']['es']}", table["title"]["en"]])
    out = io.BytesIO()
    book.save(out)
    return _without_a_clock(out.getvalue())


def _sheet(sheet: Worksheet, table: Mapping[str, Any]) -> None:
    laid = lay(table)
    _line(sheet, [table["title"]["es"]], bold=True)
    _line(sheet, [table["title"]["en"]])
    names = [*laid.heads, *laid.columns]
    _line(sheet, [one.es if one.es == one.en else f"{one.es} / {one.en}" for one in names], bold=True)
    for heads, cells in laid.rows:
        told = [one.es if one.es == one.en else f"{one.es} / {one.en}" for one in heads]
        sheet.append([*map(_safe, told), *(_number(one) for one in cells)])
    if laid.wholly:
        _line(sheet, ["Todo oculto / All hidden: " + "; ".join(one.es for one in laid.wholly)])
    sheet.freeze_panes = sheet.cell(row=4, column=len(laid.heads) + 1)
    for at in range(1, len(names) + 1):
        sheet.column_dimensions[get_column_letter(at)].width = 30 if at <= len(laid.heads) else 18


def _number(told: str) -> int | str:
    plain = told.replace(",", "")
    return int(plain) if plain.isdigit() else _safe(told)


def _line(sheet: Worksheet, cells: list[str], bold: bool = False) -> None:
    sheet.append([_safe(one) for one in cells])
    for cell in sheet[sheet.max_row]:
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        cell.font = Font(bold=bold)


def _without_a_clock(data: bytes) -> bytes:
    """The same archive with one date on every file inside it."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            info = zipfile.ZipInfo(name, (2000, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, old.read(name))
    return out.getvalue()
