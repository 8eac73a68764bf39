"""One case as a row of HTCDS 2.0, without identity, with what the standard could not hold."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from cauce.cases.access import case_for
from cauce.desk.errors import words
from cauce.desk.nav import nav
from cauce.exchange.htcds.collect import FORMATS, Export, collect
from cauce.exchange.htcds.model import Value
from cauce.exchange.htcds.records import cases_for_export
from cauce.journal.door import Absent
from cauce.rules.errors import CauceError

from .frame import case_page

TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
LOOK = "ver"


@require_GET
def export(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The page that explains; ``formato`` shows what would leave (``ver``) or gives the file."""
    form = request.GET.get("formato", "")
    if form not in (LOOK, *FORMATS):
        case_for(request.actor, case_id, permission="case.export")
        context = case_page(request, case_id, "export", timezone.now(), "protection:case")
        return render(request, "protection/export.html", context)
    try:
        made = collect(cases_for_export(request.actor, case=case_id))
    except Absent:
        raise
    except CauceError as error:
        messages.error(request, words(error))
        return redirect("protection:export", case_id=case_id)
    return _file(made, form) if form in FORMATS else _look(request, case_id, made)


def _file(made: Export, form: str) -> HttpResponse:
    # The name of the file says nothing: it stays in a folder of downloads.
    name = f'attachment; filename="registro.{form}"'
    headers = {"Content-Type": TYPES[form], "Content-Disposition": name}
    return HttpResponse(made.content(form), headers=headers)


def _look(request: HttpRequest, case_id: UUID, made: Export) -> HttpResponse:
    values = [(k, _cell(v)) for k, v in made.rows[0].values.items() if v not in (None, "", [])]
    return render(request, "protection/export_look.html", {
        "case_id": case_id, "losses": made.losses, "values": values, "post": request.post,
        "nav": nav(request, "protection:worklist"),
    })  # fmt: skip


def _cell(value: Value) -> str:
    """A value as the sheet shows it."""
    if isinstance(value, list):
        return "; ".join(value)
    return str(value)
