"""Where a person in detention is, and by when; another centre goes to its post the same day."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from cauce.cases import access
from cauce.cases.actions import Detention, end_detention, record_detention
from cauce.cases.detention import Held, held_of
from cauce.cases.models import Case
from cauce.staff.offices import access as offices
from cauce.ui.numbers import whole
from cauce.ui.pressed import Button, pressed
from cauce.ui.words import say

from ..frame.frame import case_page
from .forms import CustodyForm

KEPT = say("Anotado. El plan cuenta desde estas fechas.", "Recorded. The plan runs from these dates.")
MOVED = say(
    "Está en otro centro: lo que era seguro antes ya no aplica. Vuelva a preguntar hoy.",
    "The person is in another centre: what was safe before no longer applies. Ask again today.",
)
ELSEWHERE = say(
    "Ese centro corresponde a otro consulado. Solicítele hoy que reciba el caso.",
    "Another post serves that centre. Ask it today to take the case.",
)
ENDED = say("Anotado: ya no está en detención.", "Noted: no longer held.")
REMOVED = say(
    "Anotado: ya la sacaron del país. Búsquela en México antes de cerrar.",
    "Noted: removed from the country. Look for the person in Mexico before closing.",
)


@sensitive_post_parameters("centre", "county")
@require_http_methods(["GET", "HEAD", "POST"])
def custody(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """What is known now, what was before, and the form; ``do=end``: the person is not held any more;
    ``do=removed``: and was removed from the country."""
    at = timezone.now()
    context = case_page(request, case_id, "custody", at)
    case, held = context["case"], held_of(context["case"], at)
    if request.method == "POST":
        access.case_for(request.actor, case_id, permission="case.work")

    def form(sent) -> CustodyForm:
        return CustodyForm(
            context["edition"], case.post.time_zone, held, case.post.state, context["page"].facts, sent
        )

    keep = Button(partial(_kept, request), form, given=CustodyForm.given, values={"detention": Detention})
    page = pressed(
        request,
        {
            "keep": keep,
            "": keep,
            "end": Button(partial(end_detention, removed=False), said=ENDED),
            "removed": Button(partial(end_detention, removed=True), said=REMOVED),
        },
        case=case,
        at=at,
        seen=whole(request.POST.get("seen"), 0),
    )
    if page.answer:
        return page.answer
    return render(
        request,
        "custody/custody.html",
        context
        | _shown(case, held, at)
        | {
            "form": page.forms["keep"],
            "seen": whole(request.POST.get("seen"), held.version),
            "checks": context["edition"].actions.get("P4-10i"),
        },
    )


def _kept(request: HttpRequest, *, case: Case, at: dt.datetime, **given: Any) -> HttpResponse | None:
    """To the post of another centre, where there is one; None: back to the page."""
    moved = record_detention(case=case, at=at, **given)
    messages.success(request, MOVED if moved else KEPT)
    if moved and (there := held_of(case, at).goes_to(case.post_id)):
        messages.warning(request, ELSEWHERE)
        query = urlencode({"to": there, "reason": "custody"})
        return redirect(f"{reverse('transfers:ask', args=[case.id])}?{query}")
    return None


def _shown(case, held: Held, at) -> dict[str, Any]:
    there = held.goes_to(case.post_id)
    past = held.hearing_at is not None and held.hearing_at <= at
    return {
        "held": held,
        "there": offices.post(there) if there else None,
        "past": past,
        "unknown": bool(held.county) and (held.serving is None or held.serving.post is None),
    }
