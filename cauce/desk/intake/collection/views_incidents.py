"""Incidents: what went wrong with a telephone or with sheets on paper, open until somebody says how it
ended.
"""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from cauce.content.model import Text
from cauce.intake.collection import access as collection
from cauce.intake.kits import access as kits
from cauce.intake.outings import access as outings
from cauce.rules.permissions import permits
from cauce.staff.offices import access as offices
from cauce.staff.offices.actions import close_incident
from cauce.staff.offices.models import Incident
from cauce.ui import form_token
from cauce.ui.pressed import Button, pressed

from .forms import EndingForm
from .frame import frame
from .saying import ENDINGS, ENDINGS_OF_PAPER, LOST


def names_of(found: Iterable[Incident]) -> dict[str, str]:
    """What each incident is about, by id: a telephone, the number of a kit, the place of an outing."""
    about: dict[str, set[str]] = {kind: set() for kind in LOST}
    for one in found:
        about[one.kind].add(one.about)
    asked = {
        "device_lost": collection.names_of,
        "kit_lost": kits.numbers_of,
        "outing_missing": outings.venues,
    }
    return {id: name for kind, ids in about.items() if ids for id, name in asked[kind](ids).items()}


def _ended(one: Incident) -> Text | None:
    return (ENDINGS_OF_PAPER if one.kind == "kit_lost" else ENDINGS).get(one.outcome)


@require_GET
def incidents(request: HttpRequest) -> HttpResponse:
    """Incidents of the post, or of the network for headquarters; open ones first."""
    found = offices.incidents(request.actor)
    names = names_of(found)
    people = offices.names_of({one.opened_by for one in found})
    rows = [
        {
            "incident": one,
            "device": names.get(one.about, ""),
            "by": people.get(one.opened_by, ""),
            "outcome": _ended(one),
            "title": LOST[one.kind],
        }
        for one in found
    ]
    context = frame(request, "field:incidents", rows=rows)
    return render(request, "collection/incidents.html", context)


@require_http_methods(["GET", "POST"])
def incident(request: HttpRequest, incident_id: UUID) -> HttpResponse:
    """One incident: what to do now, and how it ended."""
    found = offices.incident_for(request.actor, incident_id)
    paper = found.kind == "kit_lost"
    page = pressed(
        request,
        Button(close_incident, lambda sent: EndingForm(sent, paper=paper)),
        then=redirect("field:incidents"),
        incident=found,
        at=timezone.now(),
    )
    if page.answer:
        return page.answer
    name = names_of([found]).get(found.about, "")
    context = frame(
        request,
        "field:incidents",
        incident=found,
        device=name,
        form=page.form,
        post=found.post,
        may_close=permits(request.actor, "incident.close", found.scope).allowed,
        outcome=_ended(found),
        once=form_token.reused(request),
        paper=paper,
        title=LOST[found.kind],
    )
    return render(request, "collection/incident.html", context)
