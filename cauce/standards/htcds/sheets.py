"""Rows of HTCDS 2.0 as CSV (official field names) and as the official spreadsheet's own layout.

The spreadsheet follows the labels that people read; the known defects of the official template are
mended and told in ``TEMPLATE_FIXES``. Its rules of validation are rebuilt, not copied.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from cauce.content.cells import harmless

from . import catalogue
from .model import Mapped, Value

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

SEPARATOR = ";"
FIRST_ROW = 3  # row 1: hidden field names; row 2: labels
TEMPLATE_FIXES: tuple[dict[str, str], ...] = (
    {
        "columns": "N-R",
        "es": "En la plantilla oficial, nombres y etiquetas del domicilio no coinciden; aquí sí.",
        "en": "In the official template, address names and labels disagree; here they agree.",
    },
    {
        "columns": "T",
        "es": "La plantilla oficial escribe vic_TraffickinStatusDecisionMakingOrg; aquí, completo.",
        "en": "The official template writes vic_TraffickinStatusDecisionMakingOrg; here in full.",
    },
    {
        "columns": "AJ",
        "es": "La plantilla oficial no nombra la columna; aquí es cas_ReasonForOutgoingReferral.",
        "en": "The official template leaves it unnamed; here cas_ReasonForOutgoingReferral.",
    },
)


def to_csv(rows: Iterable[Mapped]) -> str:
    """Every live field by its official name, system values, several joined by ``;``."""
    return _csv(catalogue.live_fields(), (mapped.values for mapped in rows))


def referrals_csv(rows: Iterable[Mapped]) -> str | None:
    """Referrals as records of their own; None when every row holds all of its referrals."""
    children = [child for mapped in rows for child in mapped.referrals]
    if not children:
        return None
    names = [name for name in catalogue.live_fields() if any(name in child for child in children)]
    return _csv(("row", *names), children)


def _csv(names: Sequence[str], rows: Iterable[dict[str, Value]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(names)
    for values in rows:
        writer.writerow([harmless(_text(values.get(name))) for name in names])
    return out.getvalue()


def _text(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return SEPARATOR.join(value)
    return str(value)


def to_xlsx(rows: Iterable[Mapped]) -> bytes:
    """The official spreadsheet's layout: 38 columns from B, wording of its own lists."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    sheet.title = "Case Sheet"
    _head(sheet)
    last = FIRST_ROW
    for last, mapped in enumerate(rows, start=FIRST_ROW):  # noqa: B007
        sheet.cell(last, 1, last - FIRST_ROW + 1)
        for number, field in enumerate(catalogue.template_fields(), start=2):
            _write(sheet, last, number, field.field, mapped.values.get(field.field))
    _about(book.create_sheet("about"))
    _validation(book.create_sheet("validation"), sheet, last)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _head(sheet: Worksheet) -> None:
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    for number, field in enumerate(catalogue.template_fields(), start=2):
        sheet.cell(1, number, field.field)
        label = sheet.cell(2, number, field.label)
        label.font = Font(name="Arial", bold=True)
        label.alignment = Alignment(wrap_text=True, vertical="top")
        sheet.column_dimensions[get_column_letter(number)].width = 18
    sheet.row_dimensions[1].hidden = True
    sheet.row_dimensions[2].height = 84


def _write(sheet: Worksheet, row: int, column: int, field: str, value: Value) -> None:
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    cell = sheet.cell(row, column)
    if value is None:
        return
    if catalogue.fields()[field].type == "Date":
        cell.value = dt.date.fromisoformat(str(value))
        cell.number_format = "yyyy-mm-dd"
        return
    cell.value = ILLEGAL_CHARACTERS_RE.sub("", _wording(field, value))
    cell.data_type = "s"  # a text that begins with = stays a text


def _wording(field: str, value: Value) -> str:
    words = catalogue.countries() if field == "prs_Citizenship" else {}
    words = words or catalogue.picklists().get(field, {})
    if isinstance(value, list):
        return SEPARATOR.join(words.get(item, item) for item in value)
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    return words.get(str(value), str(value))


def _about(sheet: Worksheet) -> None:
    for number, line in enumerate(
        (
            "HTCDS 2.0 (Human Trafficking Case Data Standard, IOM, CC BY 4.0)",
            "https://github.com/UNMigration/HTCDS",
            "Exported by Cauce. IOM neither endorses nor has reviewed this file or this program.",
            "Exportado por Cauce. La OIM no avala ni ha revisado este archivo ni este programa.",
            *(f"{fix['columns']}: {fix['en']}" for fix in TEMPLATE_FIXES),
        ),
        start=1,
    ):
        sheet.cell(number, 1, line)


def _validation(lists: Worksheet, sheet: Worksheet, last: int) -> None:
    """The lists of values, and a choice from them in every column that holds one value."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    lists.cell(1, 1, "Validation Lookups")
    column = 1
    for field in catalogue.template_fields():
        values = list(catalogue.picklists().get(field.field, {}).values())
        if field.field == "prs_Citizenship":
            values = list(catalogue.countries().values())
        if not values:
            continue
        column += 1
        for number, value in enumerate([field.label, *values], start=2):
            lists.cell(number, column, value)
        if field.multi:
            continue
        letter = get_column_letter(column)
        rule = DataValidation(type="list", formula1=f"validation!${letter}$3:${letter}${len(values) + 2}")
        rule.add(f"{field.column}{FIRST_ROW}:{field.column}{max(last, 1002)}")
        sheet.add_data_validation(rule)
