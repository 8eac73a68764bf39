"""What these pages share: the post, the tabs between them, and the words of their codes."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET

from cauce.content.model import Text, word_tables
from cauce.custody.journal.door import Absent, check_may
from cauce.ui.nav import nav
from cauce.ui.tabs import open_to, page_tabs

MATTERS = Text(es="Páginas de derechos ARCO", en="Pages of data rights")
PAGES = (
    ("rights:requests", "rights.work", Text(es="Peticiones", en="Requests")),
    ("rights:endings", "retention.see", Text(es="Plazos de guarda", en="Retention periods")),
    ("rights:drafts", "draft.see", Text(es="Borradores", en="Drafts")),
    ("rights:authorisations", "retention.see", Text(es="Oficios de baja", en="Authorisations")),
    ("rights:breaches", "breach.work", Text(es="Registros", en="Records")),
)
WORDS = word_tables(__file__)
KINDS = WORDS["kinds"]
ANSWERS = WORDS["answers"]
PARTS = WORDS["parts"]
STATES = WORDS["states"]
NATURES = WORDS["natures"]
CLASSES = WORDS["classes"]
WAYS = WORDS["ways"]


def frame(request: HttpRequest, current: str, **more: Any) -> dict[str, Any]:
    """The context of a page: navigation and the tabs that the actor may open."""
    return {
        "nav": nav(request, "rights"),
        "post": request.post,
        "tabs": page_tabs(MATTERS, open_to(request, PAGES), current),
        **more,
    }


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """The first of these pages that the actor may open."""
    for name, _ in open_to(request, PAGES):
        return redirect(name)
    check_may(request.actor, "rights.see")
    raise Absent()
