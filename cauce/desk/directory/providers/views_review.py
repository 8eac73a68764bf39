"""What services said of themselves, reviewed field by field before it shows."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from cauce.content.errors import CauceError
from cauce.custody.journal.door import AlreadyDone
from cauce.directory.access import keeping
from cauce.directory.access import upkeep as access
from cauce.directory.actions import review
from cauce.directory.models import Correction
from cauce.directory.offering import SAYABLE
from cauce.staff.offices.access import day_at
from cauce.ui import form_token
from cauce.ui.errors import refuse
from cauce.ui.nav import nav
from cauce.ui.words import say

from .living import now_words, said_words
from .views import role_of
from .words_living import NAMES

DONE = say("Listo: se muestra lo que usted aceptó.", "Done: the changes you accepted are shown.")
LEFT = say("Falta decidir cada renglón.", "Each line must be decided.")


@require_GET
def corrections_page(request: HttpRequest) -> HttpResponse:
    """What waits, oldest first; those sent by this post's links before the others. And old entries
    with nobody of their own that are this post's to look at, or headquarters'."""
    here = request.post.code if request.post else keeping.HEADQUARTERS
    rows = sorted(access.waiting_corrections(request.actor), key=lambda one: one.post_id != here)
    on = day_at(request.post, timezone.now())
    return render(
        request,
        "providers/corrections.html",
        {
            "nav": nav(request, "directory:find"),
            "post": request.post,
            "rows": rows,
            "old": keeping.old_entries(request.actor, here, on),
        },
    )


def _lines(correction: Correction, at) -> list[dict[str, Any]]:
    entry = access.said_view(correction.service, at.date())
    return [
        {
            "name": name,
            "label": NAMES[name],
            "said": said_words(name, correction.changes[name]),
            "now": now_words(entry, name),
            "taken": correction.decisions.get(name),
        }
        for name in SAYABLE
        if name in correction.changes
    ]


@require_http_methods(["GET", "HEAD", "POST"])
def correction_page(request: HttpRequest, correction_id: UUID) -> HttpResponse:
    """Each thing that was said beside what the entry says now, and a yes or a no for each."""
    at = timezone.now()
    found = access.correction_for(request.actor, correction_id)
    if request.method == "POST":
        answers = {name: request.POST.get(f"take-{name}", "") for name in found.changes}
        if set(answers.values()) <= {"yes", "no"}:
            try:
                review(
                    actor=request.actor,
                    correction=found,
                    role=role_of(request.actor),
                    at=at,
                    taken={name: answer == "yes" for name, answer in answers.items()},
                    on=day_at(request.post, at),
                    once=form_token.sent(request),
                )
                messages.success(request, DONE)
                return redirect("directory:entry", service_id=found.service_id)
            except AlreadyDone:
                return redirect("directory:entry", service_id=found.service_id)
            except CauceError as error:
                refuse(request, error)
                return redirect("directory:correction", correction_id=found.id)
        messages.error(request, LEFT)
    return render(
        request,
        "providers/correction.html",
        {
            "nav": nav(request, "directory:find"),
            "post": request.post,
            "correction": found,
            "lines": _lines(found, at),
            "once": form_token.reused(request),
            "given": request.POST,
        },
    )
