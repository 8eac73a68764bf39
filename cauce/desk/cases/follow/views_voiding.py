"""A case opened by mistake: one person asks, another agrees, and the first voids it."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from cauce.cases import access_voiding as access
from cauce.cases.access import WORKING
from cauce.cases.actions import propose_void, void_case
from cauce.cases.required import VOIDED
from cauce.custody.journal.door import Absent
from cauce.desk.cases.frame.frame import case_page
from cauce.staff.offices import access as offices
from cauce.staff.oversight.actions import take_back
from cauce.ui.pressed import Button, pressed
from cauce.ui.words import say

from .forms import VoidForm

ASKED = say("Se pidió. Cuando contesten, lo verá aquí.", "Requested. The answer will appear here.")
DONE = say(
    "El caso quedó anulado: se había abierto por error.",
    "The case is voided as opened by mistake.",
)
BACK = say("Se retiró la solicitud.", "The request was withdrawn.")


@sensitive_post_parameters("reason")
@require_http_methods(["GET", "HEAD", "POST"])
def voiding(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Why it cannot be voided, or how it stands between the two people."""
    at = timezone.now()
    context = case_page(request, case_id, "voiding", at, "follow:case")
    case = context["case"]

    def back(**given: Any) -> None:
        proposal = access.proposal_of(case, at)
        if proposal is None:
            raise Absent()
        take_back(proposal=proposal[0], **given)

    page = pressed(
        request,
        {
            "ask": Button(partial(propose_void, case=case), VoidForm, said=ASKED),
            "void": Button(
                partial(void_case, case=case),
                said=DONE,
                then=lambda _: redirect("protection:worklist"),
            ),
            "back": Button(back, said=BACK),
        },
        at=at,
    )
    if page.answer:
        return page.answer
    voided = case.status == VOIDED
    proposal = None if voided else access.proposal_of(case, at)
    names = offices.names_of({proposal[0].decided_by}) if proposal else {}
    shown = {
        "form": page.form or page.forms["ask"],
        "voided": voided,
        "working": case.status in WORKING,
        "whys": [] if voided else access.why_not(case),
        "asked": proposal[0] if proposal else None,
        "answer": proposal[1] if proposal else "",
        "by": names.get(proposal[0].decided_by, "") if proposal else "",
        "mine": bool(proposal and proposal[0].proposed_by == request.actor.user),
    }
    return render(request, "follow/voiding.html", context | shown)
