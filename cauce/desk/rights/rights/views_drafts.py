"""Drafts that nobody agreed to keep: those about to end, and those that wait for a person."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from cauce.custody.journal.door import record_read
from cauce.protocol.editions.access import current_edition
from cauce.rights.rights import access_drafts as access
from cauce.rights.rights import actions
from cauce.rights.rights.rules.unkept import PERIODS, POSTPONED
from cauce.rules.permissions import permits
from cauce.ui import form_token
from cauce.ui.pressed import Button, pressed
from cauce.ui.words import say

from .forms import DraftForm
from .frame import frame

POSTPONED_IT = say("Quedó aplazado.", "It is postponed.")
ERASED_IT = say(
    "Se borró. Solo queda anotado que existió y cuándo se borró.",
    "It was erased. Only the fact and the date are on record.",
)


@require_GET
def drafts(request: HttpRequest) -> HttpResponse:
    """What waits for a person, what ends within days, and how many ended."""
    at, edition = timezone.now(), current_edition()
    rows = [
        {
            "draft": row,
            "mine": str(row.person_id) == request.actor.user,
            "may": permits(request.actor, "draft.decide", row.scope).allowed,
        }
        for row in access.waiting(request.actor)
    ]
    periods = [edition.parameters[id] for id in (*PERIODS.values(), POSTPONED) if id in edition.parameters]
    here = request.post.code
    context = frame(
        request,
        "rights:drafts",
        rows=rows,
        soon=access.soon(request.actor, here, at),
        ended=access.ended_by_year(request.actor, here),
        periods=periods,
        opens=permits(request.actor, "case.read", request.post.scope).allowed,
    )
    return render(request, "rights/drafts.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def draft(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """One of them: it waits longer, or ends now. What it says is not shown."""
    found = access.draft_for(request.actor, draft_id)
    buttons = {
        "postpone": Button(actions.postpone_draft, DraftForm, said=POSTPONED_IT),
        "erase": Button(actions.erase_draft, DraftForm, said=ERASED_IT),
    }
    page = pressed(request, buttons, then=redirect("rights:drafts"), draft=found, at=timezone.now())
    if page.answer:
        return page.answer
    record_read(request.actor, "draft.read", about=("case", found.case_id), post=found.case.post_id)
    written = access.written_in(found.case)
    context = frame(
        request,
        "rights:drafts",
        draft=found,
        open=found.state in found.OPEN and written is not None,
        wrote=page.error is None and written is not None and request.actor.user in written.by,
        danger=found.case.danger,
        form=page.forms["postpone"],
        once=form_token.reused(request),
    )
    return render(request, "rights/draft.html", context)
