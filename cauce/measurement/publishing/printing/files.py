"""Every file of an edition: its name, its kind and its bytes, in the order in which they are offered."""

from __future__ import annotations

from cauce.measurement.models import StatisticsEdition

from ..edition_makers import File
from .captions import stem_of
from .yearbook import to_html, to_pdf

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def files_of(edition: StatisticsEdition) -> list[File]:
    """All files of an edition as it stands; a few seconds for the two PDFs."""
    from .sheets import codes_csv, to_csv, to_json, to_xlsx

    stem = stem_of(edition.kind, edition.period, edition.number)
    return [
        File(f"{stem}.es.pdf", "application/pdf", to_pdf(edition, "es")),
        File(f"{stem}.en.pdf", "application/pdf", to_pdf(edition, "en")),
        File(f"{stem}.es.html", "text/html; charset=utf-8", to_html(edition, "es")),
        File(f"{stem}.en.html", "text/html; charset=utf-8", to_html(edition, "en")),
        File(f"{stem}.csv", "text/csv; charset=utf-8", to_csv(edition)),
        File(f"{stem}.codes.csv", "text/csv; charset=utf-8", codes_csv(edition)),
        File(f"{stem}.xlsx", XLSX, to_xlsx(edition)),
        File(f"{stem}.json", "application/json", to_json(edition)),
    ]
