"""The sheets as an Excel workbook, which Kobo, ODK Central and pyxform read."""

from __future__ import annotations

import io

from .sheets import Row, Sheets


def _columns(rows: list[Row]) -> list[str]:
    return list(dict.fromkeys(name for row in rows for name in row))


def workbook(sheets: Sheets) -> bytes:
    """The bytes of the .xlsx file; text alone, so that no cell is ever taken for a formula."""
    from openpyxl import Workbook
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.as_dict().items():
        sheet, columns = book.create_sheet(name), _columns(rows)
        sheet.append(columns)
        for row in rows:
            words = [row.get(column) for column in columns]
            sheet.append(
                [ILLEGAL_CHARACTERS_RE.sub("", one) if isinstance(one, str) else one for one in words]
            )
        for line in sheet.iter_rows():
            for cell in line:
                if isinstance(cell.value, str):
                    cell.data_type = "s"
        sheet.freeze_panes = "C2"
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()
