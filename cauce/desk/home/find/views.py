"""The box of the header: it opens what was typed, or says what it found; nothing typed is in an address."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from cauce.custody.journal.door import check_may
from cauce.desk.protocol.documents.finding import look_for
from cauce.rules.permissions import permits
from cauce.ui.words import language_of

from . import finding
from .forms import FindForm

MOST = 12  # places of the manual on this page; the manual's own page shows more


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def find(request: HttpRequest) -> HttpResponse:
    """Go where an exact number or the name of a page leads; else the pages and places that were found."""
    check_may(request.actor, "protocol.read")
    form = FindForm(request.POST if request.method == "POST" else None)
    shown: dict[str, Any] = {"form": form}
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data["q"]
        href = finding.opened(request.actor, typed, timezone.now())
        pages = finding.places(request.actor, typed)
        exact = [one.href for one in pages if one.exact]
        if href or len(exact) == 1:
            return redirect(href or exact[0])
        manual = look_for(typed, language_of(get_language()), MOST)
        if finding.is_miss(typed, len(pages) + len(manual.hits)):
            finding.missed(request.actor, typed)
        shown |= {"asked": True, "pages": pages, "manual": manual}
        if whole := finding.whole_folio(request.actor, typed, timezone.now()):
            shown |= {"form": FindForm(initial={"q": whole}), "whole": True}
    return render(request, "find/find.html", shown | _may(request))


def _may(request: HttpRequest) -> dict[str, bool]:
    """What the page may say that can be typed: what this reader opens, and nothing else."""
    allowed = {
        "cases": "case.read",
        "kits": "kit.manage",
        "turns": "encounter.raise",
        "sections": "section.find",
        "names": "identity.search",
    }
    return {name: permits(request.actor, permission).allowed for name, permission in allowed.items()}
