"""Headquarters looks at a high risk where the post has nobody else: the risk as it was written, no more."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from cauce.family.reunification import access_returning as access
from cauce.family.reunification.actions import agree_risk
from cauce.family.reunification.rules.returning import LEVEL_LABELS
from cauce.staff.offices import access as offices
from cauce.ui import form_token
from cauce.ui.nav import nav
from cauce.ui.pressed import Button, pressed
from cauce.ui.words import say

from . import showing

AGREED = say("Anotado; se avisó al consulado.", "Recorded; the post was notified.")


@require_http_methods(["GET", "HEAD", "POST"])
def look(request: HttpRequest, trip_id: UUID) -> HttpResponse:
    """Read the risk and what will be done about it; agree, or call whoever assessed it."""
    trip, risk = access.to_agree(request.actor, trip_id)
    button = Button(agree_risk, said=AGREED)
    page = pressed(request, button, then=redirect("returning:counts"), trip=trip, at=timezone.now())
    if page.answer:
        return page.answer
    return render(
        request,
        "returning/look.html",
        {
            "nav": nav(request, "returning:counts"),
            "trip": trip,
            "risk": risk,
            "once": form_token.reused(request),
            "level": LEVEL_LABELS.get(risk.get("level", "")),
            "place": showing.place(trip),
            "by": offices.names_of({trip.risk_by}).get(trip.risk_by, ""),
        },
    )
