"""The reports on paper."""

from __future__ import annotations

from cauce.content.model import both
from cauce.measurement.models import StatisticsEdition
from cauce.protocol.documents import paper
from cauce.staff.offices import access as offices

from .composing import Answer, QuarterReport, margins_told, notes_of, number_of, records_of

# What stands in the window of whoever opens the file: nothing that tells.
ANSWER = both("Respuesta", "Answer")
REPORT = both("Informe trimestral", "Quarterly report")
RECORDS = both("Sobre estos registros", "About these records")


def answer_pdf(answer: Answer, language: str) -> bytes:
    """The letter, and the tables of each year from a page of their own."""
    context = {"letter": answer.letter, "years": answer.years}
    return paper.pdf("documents/answer.html", context, language=language, title=ANSWER[language])


def donors_pdf(found: QuarterReport, language: str) -> bytes:
    """The logframe, line by line."""
    signed_at = found.edition.signed_at
    context = {
        "lines": found.lines,
        "notes": found.notes,
        "edition": found.edition,
        "period": found.edition.period,
        "signed_on": offices.day_at(None, signed_at) if signed_at else None,
    }
    return paper.pdf("documents/logframe.html", context, language=language, title=REPORT[language])


def records_pdf(edition: StatisticsEdition, language: str) -> bytes:
    """What whoever uses invented records must know: what they cost, and how far off they are likely to be."""
    table = records_of(edition)
    context = {
        "period": edition.period,
        "notes": notes_of(edition),
        "number": number_of(table),
        "columns": [dim["label"][language] for dim in table["dims"]],
        "errors": margins_told(table["errors"]),
    }
    return paper.pdf("documents/records.html", context, language=language, title=RECORDS[language])
