"""The journeys of the post: the list with what is due, and the page of one, from the case."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods

from cauce.cases.facts import edition_of, facts_of
from cauce.content.errors import CauceError
from cauce.custody.journal.door import Absent, AlreadyDone, check_may
from cauce.desk.cases.frame.frame import case_page
from cauce.family.reunification import access_returning as access
from cauce.family.reunification.actions import start_return
from cauce.family.reunification.facts_returning import WISH
from cauce.family.reunification.models import Return
from cauce.family.reunification.rules.returning import DEPARTED, ENDED, PREPARING, RECEIVED, STOPPED, STOPS
from cauce.staff.offices import access as offices
from cauce.staff.offices.picker import post_here
from cauce.ui import form_token
from cauce.ui.errors import refuse
from cauce.ui.nav import nav
from cauce.ui.words import say

from . import showing
from .doing import DEEDS, PLAIN, run
from .forms import StartForm

BEGUN = say(
    "Se abrió la preparación. Nada está organizado todavía.",
    "Preparation has begun. Nothing is arranged yet.",
)
# Which forms a state shows.
SHOWN = {
    PREPARING: (
        "advice",
        "risk",
        "plan",
        "share",
        "reception",
        "money",
        "contact",
        "depart",
        "stop",
    ),
    DEPARTED: ("received",),
    RECEIVED: ("try",),
}


@require_GET
def journeys_page(request: HttpRequest) -> HttpResponse:
    """Who is to be reached today or is late, who travels, and what is prepared."""
    post, at = post_here(request, "case.list"), timezone.now()
    rows = [showing.row(one, at) for one in access.of_post(request.actor, post.code, at)]
    first = [one for one in rows if one["due"] or one["late"]]
    rest = [one for one in rows if one not in first]
    return render(
        request,
        "returning/list.html",
        {
            "nav": nav(request, "protection:worklist"),
            "post": post,
            "first": first,
            "preparing": [one for one in rest if one["trip"].state == PREPARING],
            "travelling": [one for one in rest if one["trip"].state == DEPARTED],
            "there": [one for one in rest if one["trip"].state == RECEIVED],
            "ended": [one for one in rest if one["trip"].ended_at],
            "days": access.SHOWN_DAYS,
        },
    )


def _forms(request: HttpRequest, case, trip: Return | None, do: str) -> dict[str, Any]:
    if trip is None:
        return {}
    return {
        name: DEEDS[name].form(case, trip, request.POST if name == do else None)
        for name in SHOWN.get(trip.state, ())
    }


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def case(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """One journey: what is missing before departure, who receives, and the contacts afterwards."""
    at = timezone.now()
    context = case_page(request, case_id, "return", at, "returning:case")
    found = context["case"]
    check_may(request.actor, "return.work", found, about=("case", found.id))
    trip = access.newest(found)
    do = request.POST.get("do", "") if request.method == "POST" else ""
    start = StartForm(edition_of(found).catalogues["mx_states"], request.POST if do == "start" else None)
    forms = _forms(request, found, trip, do)
    refused = False
    if do:
        try:
            if _done(request, found, trip, do, start, forms, at):
                return redirect("returning:case", case_id=found.id)
        except AlreadyDone:
            return redirect("returning:case", case_id=found.id)
        except CauceError as error:
            refused = error.where == "gates" and do == "depart"
            form = start if do == "start" else forms.get(do)
            told = refused and form is not None  # beside the gates, each with what is missing
            if not told and not refuse(request, error, form):
                return redirect("returning:case", case_id=found.id)
    if trip is not None and trip.state == RECEIVED:
        context["reach"] = showing.reach_there(trip, at)
    return render(
        request,
        "returning/case.html",
        context
        | _shown(request, found, trip, at)
        | {"start": start, "forms": forms, "do": do, "refused": refused},
    )


def _done(request: HttpRequest, found, trip, do: str, start, forms, at: dt.datetime) -> bool:
    if do == "start":
        if not start.is_valid():
            return False
        start_return(
            actor=request.actor, case=found, at=at, once=form_token.sent(request), **start.cleaned_data
        )
        messages.success(request, BEGUN)
        return True
    if trip is None or request.POST.get("trip") != str(trip.id):
        raise Absent()
    form = forms.get(do)
    if form is None and do not in PLAIN:
        # The page was open while somebody else went on: say so rather than find nothing there.
        messages.info(
            request,
            say(
                "Este viaje cambió; este es su estado actual.",
                "This journey has changed; here is its current status.",
            ),
        )
        return True
    if form is not None and not form.is_valid():
        return False
    messages.success(request, run(request, trip, do, form, at))
    return True


def _shown(request: HttpRequest, found, trip: Return | None, at: dt.datetime) -> dict[str, Any]:
    wish = facts_of(found).get(WISH)
    edition = edition_of(found)
    if trip is None:
        return {"trip": None, "wish": wish, "costs": showing.costs(edition)}
    ids = {
        id for id in (trip.risk_by, trip.agreed_by, trip.confirmed_by, trip.advice_by, trip.ended_by) if id
    }
    owed = access.owed_by(trip, at)
    rows = showing.gate_rows(request.actor, trip, at) if trip.state == PREPARING else []
    return {
        "trip": trip,
        "wish": wish,
        "costs": showing.costs(edition),
        "place": showing.place(trip),
        "clock": showing.clock_note(trip),
        "stations": showing.line(trip),
        "gates": rows,
        "first": next((one["gate"].id for one in rows if not one["gate"].open and one["here"]), ""),
        "left": [one["gate"] for one in rows if not one["gate"].open],
        "said": showing.facts(trip, offices.names_of(ids)),
        "money": showing.money(trip),
        "chain": showing.chain(trip),
        "child": any(one["gate"].id == "handover" for one in rows),
        "contacts": showing.contacts(owed),
        "tries": access.tries_of(trip),
        "silence": owed.count,
        "why_stopped": STOPS.get(trip.end_reason) if trip.state == STOPPED else None,
        "late": trip.state == DEPARTED and trip.arrives_at is not None and trip.arrives_at < at,
        "may_agree": bool(trip.high) and not trip.agreed_by and trip.risk_by != request.actor.user,
        "owed_now": owed.latest and owed.latest[0],
        "again": trip.state in (STOPPED, ENDED),
        "earlier": access.earlier(found, trip),
    }
