"""Where a person in detention is, and by when; another centre goes to its post the same day."""

from __future__ import annotations

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
from cauce.cases.actions import end_detention, record_detention
from cauce.cases.detention import Held, held_of
from cauce.content.errors import CauceError
from cauce.custody.journal.door import AlreadyDone
from cauce.staff.offices import access as offices
from cauce.ui.errors import put
from cauce.ui.numbers import whole
from cauce.ui.once import key_of
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
OVER = ("end", "removed")


@sensitive_post_parameters("centre", "county")
@require_http_methods(["GET", "HEAD", "POST"])
def custody(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """What is known now, what was before, and the form; ``do=end``: the person is not held any more;
    ``do=removed``: and was removed from the country."""
    at = timezone.now()
    context = case_page(request, case_id, "custody", at)
    case, held = context["case"], held_of(context["case"], at)
    ending = request.POST.get("do") in OVER
    form = CustodyForm(
        context["edition"],
        case.post.time_zone,
        held,
        case.post.state,
        context["page"].facts,
        request.POST if request.method == "POST" and not ending else None,
    )
    if request.method == "POST":
        access.case_for(request.actor, case_id, permission="case.work")
        try:
            if ending or form.is_valid():
                return redirect(_kept(request, case, held, None if ending else form, at))
        except AlreadyDone:
            return redirect("protection:custody", case_id=case.id)
        except CauceError as error:
            put(form, error)
    return render(
        request,
        "protection/custody.html",
        context
        | _shown(case, held, at)
        | {
            "form": form,
            "seen": whole(request.POST.get("seen"), held.version),
            "checks": context["edition"].actions.get("P4-10i"),
        },
    )


def _kept(request: HttpRequest, case, held: Held, form: CustodyForm | None, at) -> str:
    """The address that follows what was kept."""
    here = reverse("protection:custody", args=[case.id])
    given = {
        "actor": request.actor,
        "case": case,
        "at": at,
        "once": key_of(request),
        "seen": whole(request.POST.get("seen"), 0),
    }
    if form is None:
        removed = request.POST.get("do") == "removed"
        end_detention(**given, removed=removed)
        messages.success(request, REMOVED if removed else ENDED)
        return here
    said = form.cleaned_data
    moved = record_detention(
        **given,
        centre=said["centre"],
        county=form.county_code(),
        hearing_at=said["hearing_at"],
        removal_on=said["removal_on"],
        triage=form.triage(),
    )
    messages.success(request, MOVED if moved else KEPT)
    if moved and (there := held_of(case, at).goes_to(case.post_id)):
        messages.warning(request, ELSEWHERE)
        query = urlencode({"to": there, "reason": "custody"})
        return f"{reverse('transfers:ask', args=[case.id])}?{query}"
    return here


def _shown(case, held: Held, at) -> dict[str, Any]:
    there = held.goes_to(case.post_id)
    past = held.hearing_at is not None and held.hearing_at <= at
    return {
        "held": held,
        "there": offices.post(there) if there else None,
        "past": past,
        "unknown": bool(held.county) and (held.serving is None or held.serving.post is None),
    }
