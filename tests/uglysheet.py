"""An invented spreadsheet as ugly as the real ones: merged cells, days in three ways, two people in one
row, a formula, and a column named «obs.»."""

from __future__ import annotations

import datetime as dt
import io
from functools import cache

from django.utils import timezone
from openpyxl import Workbook

from cauce.cases.actions import settle_file
from cauce.standards.legacy_import import keep

TITLE = "CASOS DE PROTECCIÓN (INVENTADO)"
HEADS = (
    "Núm.",
    "Nombre",
    "Primer apellido",
    "Fecha de nacimiento",
    "Fecha de ingreso",
    "Edad",
    "Estatus",
    "Fecha cierre",
    "Riesgo",
    "Teléfono",
    "obs.",
)
TOLD = "Dijo que le quitaron sus papeles."
LINES: dict[int, tuple[object, ...]] = {
    # 4: days as days, as words and as two numbers that say only one thing: all understood
    4: (
        "H-1001",
        "Rosa",
        "Ejemplo",
        dt.date(1990, 5, 2),
        "25/03/2019",
        "29",
        "En proceso",
        "",
        "alto",
        "713 555 0101",
        TOLD,
    ),
    # 5: one day that could be two
    5: (
        "H-2",
        "Julia",
        "Invento",
        "7 de junio de 1988",
        "03/04/2019",
        "30",
        "en proceso",
        "",
        "bajo",
        "",
        "",
    ),
    # 6: two people
    6: ("H-3", "Ana y Luis", "Prueba", "", "2020-01-15", "", "en proceso", "", "", "", "Van juntos."),
    # 7 and 8: one cell for the two of them
    7: ("H-4", "Marta", "Ensayo", "", "2021-02-01", "", "en proceso", "", "bajo", "", ""),
    8: ("H-5", "Elsa", "Ensayo", "", None, "", "en proceso", "", "bajo", "", ""),
    # 9: a formula
    9: ("H-6", "Petra", "Muestra", "", "2021-02-01", "=20+1", "en proceso", "", "bajo", "", ""),
    # 10: a closed case
    10: ("H-7", "Irma", "Modelo", "", "2023-05-01", "", "Cerrado", dt.date(2023, 9, 30), "", "", ""),
    # 11: a surname that is one, and nothing in «obs.»
    11: ("H-8", "Santiago", "Ramón y Cajal", "", "2022-05-01", "", "en proceso", "", "medio", "", ""),
    # 12: the number of the first one again
    12: ("H-1001", "Otra", "Persona", "", "2022-05-01", "", "en proceso", "", "medio", "", ""),
}
MERGED = "E7:E8"
# What a person answers: «obs.» is a note, and 03/04 is the third of April.
ANSWERS = {
    "columns": {
        "Núm.": "number",
        "Nombre": "given_names",
        "Primer apellido": "first_surname",
        "Fecha de nacimiento": "birth_date",
        "Fecha de ingreso": "began",
        "Edad": "person.age",
        "Estatus": "status",
        "Fecha cierre": "closed",
        "Riesgo": "risk.level",
        "Teléfono": "phone",
        "obs.": "note",
    },
    "orders": {"Fecha de ingreso": "dmy"},
    "words": {
        "status": {"en_proceso": "open", "cerrado": "closed"},
        "risk.level": {"alto": "high", "bajo": "low", "medio": "medium"},
    },
}


@cache
def ugly() -> bytes:
    """The spreadsheet as an XLSX."""
    book = Workbook()
    sheet = book.active
    sheet["A1"] = TITLE
    sheet.merge_cells("A1:K1")
    for column, head in enumerate(HEADS, start=1):
        sheet.cell(3, column, head)
    for line, cells in LINES.items():
        for column, cell in enumerate(cells, start=1):
            sheet.cell(line, column, cell)
    sheet.merge_cells(MERGED)
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def read_by(officer, post):
    """The ugly spreadsheet, read and answered by an officer; some of its rows are refused."""
    file = keep(officer.actor, post, ugly(), timezone.now())
    if file.state == "waiting":
        settle_file(actor=officer.actor, file=file, answers=ANSWERS, at=timezone.now())
    return file
