"""The reports on paper."""

from __future__ import annotations

from cauce.documents import paper
from cauce.offices import access as offices
from cauce.rules.content.model import both

from .composing import Answer, QuarterReport

# What stands in the window of whoever opens the file: nothing that tells.
ANSWER = both("Respuesta", "Answer")
REPORT = both("Informe trimestral", "Quarterly report")


def answer_pdf(answer: Answer, language: str) -> bytes:
    """The letter, and the tables of each year from a page of their own."""
    context = {"letter": answer.letter, "years": answer.years}
    return paper.pdf("documents/answer.html", context, language=language, title=ANSWER[language])


def donors_pdf(found: QuarterReport, language: str) -> bytes:
    """The logframe, line by line."""
    signed_at = found.edition.signed_at
    context = {
        "lines": found.lines, "notes": found.notes, "edition": found.edition,
        "period": found.edition.period,
        "signed_on": offices.day_at(None, signed_at) if signed_at else None,
    }  # fmt: skip
    return paper.pdf("documents/logframe.html", context, language=language, title=REPORT[language])
