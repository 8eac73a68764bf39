"""The reports: the list, one of them, the answer of all published years, and their files."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from cauce.content.model import Text, both
from cauce.custody.journal.door import Absent, check_may
from cauce.measurement.access_reports import published, report_for, reports, signed_file
from cauce.measurement.models import StatisticsEdition
from cauce.measurement.publishing.printing.captions import KINDS, stem_of, title_of
from cauce.measurement.publishing.reports.composing import (
    answer_of,
    notes_of,
    number_of,
    quarter_of,
    records_of,
)
from cauce.measurement.publishing.reports.files import FORMS, TYPES, body_of
from cauce.ui.nav import nav
from cauce.ui.words import language_of

from .showing import errors_table

STATES: dict[str, Text] = {
    "draft": both("Borrador: falta proponerlo", "Draft: still to be proposed"),
    "proposed": both("Espera la segunda firma", "Waits for the second signature"),
    "published": both("Firmado por dos personas", "Signed by two people"),
    "superseded": both("Lo reemplazó una corrección", "A correction took its place"),
}


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """The quarterly reports, the answer, and the invented records."""
    rows = reports(request.actor)
    return render(
        request,
        "reports/list.html",
        {
            "nav": nav(request, "reports"),
            "quarters": [_row(one) for one in rows if one.kind == "donors"],
            "answers": [_row(one) for one in rows if one.kind == "transparency"],
            "records": [_row(one) for one in rows if one.kind == "microdata"],
            "ready": any(one.kind == "transparency" and one.state == "published" for one in rows),
        },
    )


def _row(one: StatisticsEdition) -> dict[str, Any]:
    return {"row": one, "title": title_of(one.kind, one.period), "state": STATES[one.state]}


@require_GET
def report_page(request: HttpRequest, report_id: UUID) -> HttpResponse:
    """One report as it is or would be published; files only once two people signed it."""
    found = report_for(request.actor, report_id)
    page: dict[str, Any] = {
        **_row(found),
        "nav": nav(request, "reports"),
        "forms": FORMS[found.kind] if found.is_public else (),
    }
    if found.kind == "donors":
        return render(request, "reports/quarter.html", page | {"report": quarter_of(found)})
    if found.kind == "transparency":
        return render(request, "reports/answer.html", page | {"answer": answer_of([found])})
    page |= {
        "notes": notes_of(found),
        "errors": errors_table(records_of(found)["errors"]),
        "records": number_of(records_of(found)),
    }
    return render(request, "reports/records.html", page)


@require_GET
def answer(request: HttpRequest) -> HttpResponse:
    """What is answered to whoever asks: all published years together."""
    check_may(request.actor, "statistics.read")
    rows = published("transparency")
    return render(
        request,
        "reports/answer.html",
        {
            "nav": nav(request, "reports"),
            "answer": answer_of(rows) if rows else None,
            "title": KINDS["transparency"],
            "forms": FORMS["transparency"] if rows else (),
        },
    )


@require_GET
def answer_file(request: HttpRequest, as_file: str) -> HttpResponse:
    """The same as a file. Raises ``Absent`` while no year is published, and for a form it has not."""
    check_may(request.actor, "statistics.read")
    rows = published("transparency")
    if not rows or as_file not in FORMS["transparency"]:
        raise Absent()
    language = language_of(get_language())
    body = body_of("transparency", as_file, rows, language)
    return _handed(f"respuesta.{language}.{as_file}", TYPES[as_file], body)


@require_GET
def file(request: HttpRequest, report_id: UUID, as_file: str) -> HttpResponse:
    """A file as it was made when the report was signed. Raises ``Absent`` before its two signatures."""
    found = report_for(request.actor, report_id)
    name = f"{stem_of(found.kind, found.period, found.number)}.{language_of(get_language())}.{as_file}"
    kept = signed_file(found, name)
    if kept is None:
        raise Absent()
    return _handed(name, TYPES[as_file], bytes(kept.body))


def _handed(name: str, kind: str, body: bytes) -> HttpResponse:
    return HttpResponse(
        body, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )
