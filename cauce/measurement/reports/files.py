"""The files of each kind of report: which forms it has, what they are called, and their bytes."""

from __future__ import annotations

from collections.abc import Sequence

from ..models import StatisticsEdition
from . import papers, sheets
from .composing import answer_of, quarter_of

# What a file is called: nothing that tells.
NAMES = {"donors": "informe", "transparency": "respuesta", "microdata": "registros"}
FORMS = {"donors": ("pdf", "xlsx"), "transparency": ("pdf", "xlsx", "csv"), "microdata": ("csv",)}
TYPES = {
    "csv": "text/csv; charset=utf-8", "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}  # fmt: skip


def body_of(
    kind: str, form: str, rows: Sequence[StatisticsEdition], language: str,
    missing: Sequence[str] = (),
) -> bytes:  # fmt: skip
    """The file of these editions: of several only where the kind is the answer, which also says which
    years it lacks."""
    if kind == "donors":
        made = papers.donors_pdf if form == "pdf" else sheets.donors_xlsx
        return made(quarter_of(rows[0]), language)
    if kind == "microdata":
        return sheets.records_csv(rows[0], language)
    makers = {
        "pdf": papers.answer_pdf, "xlsx": sheets.answer_xlsx, "csv": sheets.answer_csv,
    }  # fmt: skip
    return makers[form](answer_of(rows, missing), language)
