"""The files of each kind of report: which forms it has, what they are called, and their bytes.

Those of one edition are made once, when it is signed; the answer of several years when it is asked for.
"""

from __future__ import annotations

from collections.abc import Sequence

from cauce.measurement.models import StatisticsEdition

from ..edition_makers import File
from ..printing.captions import stem_of
from . import papers
from .composing import answer_of, quarter_of

LANGUAGES = ("es", "en")
FORMS = {
    "donors": ("pdf", "xlsx"),
    "transparency": ("pdf", "xlsx", "csv"),
    "microdata": ("csv", "pdf"),
}
TYPES = {
    "csv": "text/csv; charset=utf-8",
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def body_of(
    kind: str, form: str, rows: Sequence[StatisticsEdition], language: str, missing: Sequence[str] = ()
) -> bytes:
    """The file of these editions: of several only where the kind is the answer, which also says which
    years it lacks."""
    from . import sheets

    if kind == "donors":
        made = papers.donors_pdf if form == "pdf" else sheets.donors_xlsx
        return made(quarter_of(rows[0]), language)
    if kind == "microdata":
        told = papers.records_pdf if form == "pdf" else sheets.records_csv
        return told(rows[0], language)
    makers = {"pdf": papers.answer_pdf, "xlsx": sheets.answer_xlsx, "csv": sheets.answer_csv}
    return makers[form](answer_of(rows, missing), language)


def files_of(edition: StatisticsEdition) -> list[File]:
    """Every file of a report, made once when it is signed: each form in both languages."""
    stem = stem_of(edition.kind, edition.period, edition.number)
    return [
        File(f"{stem}.{language}.{form}", TYPES[form], body_of(edition.kind, form, [edition], language))
        for form in FORMS[edition.kind]
        for language in LANGUAGES
    ]
