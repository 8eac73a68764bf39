"""Whoever receives: the arrivals they expect, with what was agreed to be shown; and numbers for
headquarters.
"""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from cauce.content.model import Text
from cauce.family.reunification import access_returning as access
from cauce.family.reunification.actions import confirm_reception, receive_return
from cauce.family.reunification.models import Return
from cauce.family.reunification.rules.returning import DEPARTED, ENDED, LABELS, PREPARING, RECEIVED
from cauce.measurement.access_closed import closed
from cauce.rules.hiding import BEYOND
from cauce.ui import form_token
from cauce.ui.errors import refuse
from cauce.ui.nav import nav
from cauce.ui.pressed import Button, pressed
from cauce.ui.words import say

from .forms import ReceivedForm

CONFIRMED = say("Gracias. El consulado ya lo sabe.", "Thank you. The consulate has been told.")
OVER = Text(es="Ya no se espera", en="No longer expected")


def _reference(trip: Return) -> str:
    """A short name to say on the telephone; it tells nothing and is not the folio of the case."""
    return f"V-{trip.id.hex[:6].upper()}"


def _row(trip: Return, at: dt.datetime) -> dict[str, Any]:
    """A line of the inbox: no word of the person."""
    there = trip.state in (PREPARING, DEPARTED) and trip.shared is not None
    received = trip.state in (RECEIVED, ENDED)
    waits = there and trip.confirmed_at is None
    title = Text(es=f"Llegada {_reference(trip)}", en=f"Arrival {_reference(trip)}")
    label = LABELS[RECEIVED] if received else LABELS[DEPARTED] if trip.state == DEPARTED and there else OVER
    if there and trip.state == PREPARING:
        label = (
            Text(es="Falta que confirmen", en="Waits for your confirmation")
            if waits
            else Text(es="Confirmada", en="Confirmed")
        )
    return {
        "title": title,
        "href": reverse("returning:one", args=[trip.id]) if there else None,
        "about": label,
        "due": None,
        "state": "soon"
        if waits or trip.state == DEPARTED and there
        else "met"
        if there or received
        else "waived",
    }


@require_GET
def inbox(request: HttpRequest) -> HttpResponse:
    """Which arrivals the actor's organisation expects."""
    at = timezone.now()
    rows = [_row(one, at) for one in access.inbox(request.actor, at)]
    return render(
        request,
        "returning/inbox.html",
        {
            "nav": nav(request, "returning:inbox"),
            "rows": [one for one in rows if one["href"]],
            "ended": [one for one in rows if not one["href"]],
            "days": access.SHOWN_DAYS,
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
def arrival_page(request: HttpRequest, trip_id: UUID) -> HttpResponse:
    """One arrival: when, how many, what is needed. Confirm, and say that they came."""
    at = timezone.now()
    trip = access.trip_for(request.actor, trip_id, at)
    inbox = redirect("returning:inbox")
    page = pressed(
        request,
        {
            "confirm": Button(
                confirm_reception, said=CONFIRMED, then=lambda _: redirect("returning:one", trip_id=trip.id)
            ),
            "received": Button(
                receive_return,
                lambda sent: ReceivedForm(trip.zone, sent, who=False),
                given=lambda form: {"when": form.cleaned_data["when"]},
                said=CONFIRMED,
            ),
        },
        then=inbox,
        trip=trip,
        at=at,
    )
    if page.form and page.error and page.error.where == "state":  # it changed: there is no form any more
        refuse(request, page.error)
        return inbox
    if page.answer:
        return page.answer
    shown = access.shown_to_receiver(trip, at)
    arrives = shown.get("arrival_time")
    return render(
        request,
        "returning/one.html",
        {
            "nav": nav(request, "returning:inbox"),
            "trip": trip,
            "reference": _reference(trip),
            "form": page.forms["received"],
            "once": form_token.reused(request),
            "departed": trip.state == DEPARTED,
            "arrives": dt.datetime.fromisoformat(arrives) if arrives else None,
            "people": shown.get("dependants"),
            "needs": shown.get("needs"),
            "any": bool(shown),
        },
    )


@require_GET
def counts(request: HttpRequest) -> HttpResponse:
    """How many journeys of the network stand where: no post, no place, no small number."""
    found = closed(request.actor, "returns")
    rows = [(label, found.number(state)) for state, label in LABELS.items()]
    return render(
        request,
        "returning/counts.html",
        {
            "waiting": access.to_look_at(request.actor),
            "nav": nav(request, "headquarters"),
            "rows": rows,
            "few": BEYOND,
        },
    )
