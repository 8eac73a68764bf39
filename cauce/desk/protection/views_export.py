"""One case as a row of HTCDS 2.0, without identity, with what the standard could not hold."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from cauce.cases.access import case_for
from cauce.desk.errors import words
from cauce.exchange.htcds.collect import FORMATS, collect
from cauce.exchange.htcds.records import cases_for_export
from cauce.rules.errors import CauceError

from .frame import case_page

TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@require_GET
def export(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """What would leave and what would be lost; ``formato`` gives the file itself."""
    case_for(request.actor, case_id, permission="case.export")
    form = request.GET.get("formato")
    context = case_page(request, case_id, "export", timezone.now(), "protection:case")
    try:
        made = collect(cases_for_export(request.actor, case=case_id))
    except CauceError as error:
        return render(request, "protection/export.html", context | {"refused": words(error)})
    if form in FORMATS:
        # The name of the file says nothing: it stays in a folder of downloads.
        return HttpResponse(made.content(form), headers={
            "Content-Type": TYPES[form],
            "Content-Disposition": f'attachment; filename="registro.{form}"',
        })  # fmt: skip
    values = [(name, value) for name, value in made.rows[0].values.items() if value not in (None, "", [])]
    return render(request, "protection/export.html", context | {
        "losses": made.losses, "values": values,
    })  # fmt: skip
