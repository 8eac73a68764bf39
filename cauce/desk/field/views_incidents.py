"""Incidents: what went wrong with a telephone, open until somebody says how it ended."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from cauce.collection import access as collection
from cauce.desk.once import kept, key_of
from cauce.journal.door import AlreadyDone
from cauce.offices import access as offices
from cauce.offices.actions import close_incident
from cauce.offices.models import Incident
from cauce.outings import access as outings
from cauce.rules.permissions import permits

from .forms import EndingForm
from .frame import frame
from .saying import ENDINGS


def _names(found: Iterable[Incident]) -> dict[str, str]:
    """What each incident is about, by id: a telephone, or the place of an outing."""
    about: dict[str, set[str]] = {"device_lost": set(), "outing_missing": set()}
    for one in found:
        about.setdefault(one.kind, set()).add(one.about)
    return collection.names_of(about["device_lost"]) | outings.venues(about["outing_missing"])


@require_GET
def incidents(request: HttpRequest) -> HttpResponse:
    """Incidents of the post, or of the network for headquarters; open ones first."""
    found = offices.incidents(request.actor)
    names = _names(found)
    people = offices.names_of({one.opened_by for one in found})
    rows = [
        {"incident": one, "device": names.get(one.about, ""), "by": people.get(one.opened_by, ""),
         "outcome": ENDINGS.get(one.outcome)}
        for one in found
    ]  # fmt: skip
    context = frame(request, "field:incidents", rows=rows)
    return render(request, "field/incidents.html", context)


@require_http_methods(["GET", "POST"])
def incident(request: HttpRequest, incident_id: UUID) -> HttpResponse:
    """One incident: what to do now, and how it ended."""
    found = offices.incident_for(request.actor, incident_id)
    form = EndingForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            close_incident(
                actor=request.actor, incident=found, outcome=form.cleaned_data["outcome"],
                at=timezone.now(), once=key_of(request),
            )  # fmt: skip
        except AlreadyDone:
            pass
        return redirect("field:incidents")
    name = _names([found]).get(found.about, "")
    context = frame(
        request, "field:incidents", incident=found, device=name, form=form, post=found.post,
        may_close=permits(request.actor, "incident.close", found.scope).allowed,
        outcome=ENDINGS.get(found.outcome), once=kept(request),
    )  # fmt: skip
    return render(request, "field/incident.html", context)
