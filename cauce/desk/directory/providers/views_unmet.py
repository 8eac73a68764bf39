"""Nothing fitted: written down from the page of the search, in one click."""

from __future__ import annotations

from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from cauce.cases import access as cases
from cauce.content.errors import CauceError
from cauce.custody.journal.door import AlreadyDone
from cauce.sharing.referrals.actions import record_unmet
from cauce.ui import form_token
from cauce.ui.errors import refuse
from cauce.ui.words import say

WRITTEN = say(
    "Quedó anotado. Oficinas centrales lo ve sin saber de quién se trata.",
    "Recorded. Headquarters sees it without knowing who it is for.",
)


@require_POST
def unmet(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Write down that nothing fits this need of this case, and go back to where one was."""
    case = cases.case_for(request.actor, case_id, permission="referral.send")
    need = request.POST.get("need", "")[:20]
    try:
        record_unmet(
            actor=request.actor,
            case=case,
            need=need,
            at=timezone.now(),
            once=form_token.sent(request),
            reasons=request.POST.getlist("reasons")[:20],
        )
        messages.success(request, WRITTEN)
    except AlreadyDone:
        messages.success(request, WRITTEN)
    except CauceError as error:
        refuse(request, error)
    query = urlencode({"for": case.id, "need": need})
    return redirect(f"{reverse('directory:find')}?{query}")
