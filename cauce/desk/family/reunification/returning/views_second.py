"""Headquarters looks at a high risk where the post has nobody else: the risk as it was written, no more."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from cauce.content.errors import CauceError
from cauce.custody.journal.door import AlreadyDone
from cauce.family.reunification import access_returning as access
from cauce.family.reunification.actions import agree_risk
from cauce.family.reunification.rules.returning import LEVEL_LABELS
from cauce.staff.offices import access as offices
from cauce.ui.errors import refuse
from cauce.ui.nav import nav
from cauce.ui.once import kept, key_of
from cauce.ui.words import say

from . import showing

AGREED = say("Anotado; se avisó al consulado.", "Recorded; the post was notified.")


@require_http_methods(["GET", "HEAD", "POST"])
def look(request: HttpRequest, trip_id: UUID) -> HttpResponse:
    """Read the risk and what will be done about it; agree, or call whoever assessed it."""
    trip, risk = access.to_agree(request.actor, trip_id)
    if request.method == "POST":
        try:
            agree_risk(actor=request.actor, trip=trip, at=timezone.now(), once=key_of(request))
            messages.success(request, AGREED)
        except AlreadyDone:
            pass
        except CauceError as error:
            refuse(request, error)
        return redirect("returning:counts")
    return render(
        request,
        "returning/look.html",
        {
            "nav": nav(request, "returning:counts"),
            "trip": trip,
            "risk": risk,
            "once": kept(request),
            "level": LEVEL_LABELS.get(risk.get("level", "")),
            "place": showing.place(trip),
            "by": offices.names_of({trip.risk_by}).get(trip.risk_by, ""),
        },
    )
