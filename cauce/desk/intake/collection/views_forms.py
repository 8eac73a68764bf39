"""The forms themselves: what each is, and the same form in four kinds of file."""

from __future__ import annotations

import json

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from cauce.content.model_toolbox import Instrument
from cauce.custody.journal.door import Absent, check_may
from cauce.protocol.editions.access import current_edition
from cauce.rules.field_form import codes, instrument_of, title_of, version_of
from cauce.standards.fhir import questionnaire
from cauce.standards.sheet import sheet
from cauce.standards.xlsform import sheets, workbook, xform
from cauce.ui.words import language_of

from .frame import frame

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_GET
def forms(request: HttpRequest) -> HttpResponse:
    """Every form with its version."""
    check_may(request.actor, "form.fetch")
    edition = current_edition()
    rows = [
        {
            "code": code,
            "title": title_of(code),
            "instrument": edition.instruments[name],
            "version": version_of(edition, edition.instruments[name]),
        }
        for code, name in codes(edition).items()
    ]
    return render(request, "collection/forms.html", frame(request, "field:forms", rows=rows))


def _file(kind: str, instrument: Instrument, language: str) -> tuple[bytes, str, str]:
    """The file with its type and ending. Raises ``Absent`` for another kind."""
    edition = current_edition()
    if kind == "xlsform":
        return workbook(sheets(edition, instrument)), XLSX, "xlsx"
    if kind == "xform":
        return xform(sheets(edition, instrument)).encode(), "text/xml; charset=utf-8", "xml"
    if kind == "fhir":
        text = json.dumps(questionnaire(edition, instrument), ensure_ascii=False, indent=1)
        return text.encode(), "application/fhir+json", "json"
    if kind == "hoja":
        return sheet(edition, instrument, language), "application/pdf", "pdf"
    raise Absent()


@require_GET
def form(request: HttpRequest, form_code: str, kind: str) -> HttpResponse:
    """One form as a file under its neutral name."""
    check_may(request.actor, "form.fetch")
    instrument = instrument_of(current_edition(), form_code)
    if instrument is None:
        raise Absent()
    body, type_, ending = _file(kind, instrument, language_of(get_language()))
    response = HttpResponse(body, content_type=type_)
    response.headers["Content-Disposition"] = f'attachment; filename="{form_code}.{ending}"'
    return response
