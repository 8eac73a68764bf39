"""What every page of the field shares: the post, and which of its pages the actor may open."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET

from cauce.content.model import Text
from cauce.custody.journal.door import Absent, check_may
from cauce.ui.nav import nav
from cauce.ui.tabs import open_to, page_tabs

FIELD = Text(es="Páginas de campo", en="Field pages")
PAGES = (
    ("field:arrivals", "arrival.answer", Text(es="Llegadas", en="Arrivals")),
    ("field:devices", "device.manage", Text(es="Equipos móviles", en="Mobile devices")),
    ("field:forms", "form.fetch", Text(es="Formatos", en="Forms")),
    ("field:incidents", "incident.read", Text(es="Incidentes", en="Incidents")),
)


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """The first page of the field that the actor may open."""
    check_may(request.actor, "form.fetch")
    for name, _ in open_to(request, PAGES):
        return redirect(name)
    raise Absent()


def frame(request: HttpRequest, current: str, **more: Any) -> dict[str, Any]:
    """The context of a page: navigation, and tabs between the pages of the field."""
    tabs = page_tabs(FIELD, open_to(request, PAGES), current)
    return {"nav": nav(request, "field"), "tabs": tabs, **more}
