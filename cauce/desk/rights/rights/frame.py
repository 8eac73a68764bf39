"""What these pages share: the post, the tabs between them, and the words of their codes."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET

from cauce.content.model import Text, word_tables
from cauce.custody.journal.door import Absent, check_may
from cauce.rules.permissions import permits
from cauce.ui.nav import nav

PAGES = (
    ("rights:requests", "rights.work", Text(es="Peticiones", en="Requests")),
    ("rights:endings", "retention.see", Text(es="Plazos de guarda", en="Keeping periods")),
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
    tabs = [
        {"label": label, "href": reverse(name), "current": name == current}
        for name, permission, label in PAGES
        if permits(request.actor, permission).allowed
    ]
    return {
        "nav": nav(request, "rights"),
        "post": request.post,
        "tabs": tabs if len(tabs) > 1 else [],
        **more,
    }


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """The first of these pages that the actor may open."""
    for name, permission, _ in PAGES:
        if permits(request.actor, permission).allowed:
            return redirect(name)
    check_may(request.actor, "rights.see")
    raise Absent()
