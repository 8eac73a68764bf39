"""What a crew does together: one service asked for those who agreed, one vehicle for those who may share
it.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from cauce.custody.journal.door import Absent
from cauce.desk.sharing.referrals.forms_together import OWN, GroupForm
from cauce.desk.sharing.referrals.views_together import named, shown, try_to
from cauce.intake.crews import access, actions, offering
from cauce.protocol.editions.access import current_edition
from cauce.rules.consent import offered_to
from cauce.sharing.referrals import access as referrals
from cauce.sharing.referrals.actions import OneOf, Sought, send_group
from cauce.ui import form_token
from cauce.ui.pressed import Button, pressed
from cauce.ui.words import say

from .forms import RideForm
from .views import base

SENT = say("Se enviaron. Cada una sigue por su cuenta.", "Sent. Each one follows its own course.")
RIDES = say("El traslado quedó registrado.", "The ride was saved.")


@sensitive_post_parameters("where", "driver")
@require_http_methods(["GET", "HEAD", "POST"])
def together(request: HttpRequest, crew_id: UUID) -> HttpResponse:
    """The services that two or more agreed to, and the vehicles."""
    found = offering.offered(request.actor, crew_id, timezone.now())
    people = {str(one.member.id): one for one in found.waits}
    choices, zone = [(id, _label(one)) for id, one in people.items()], found.incident.post.time_zone

    def plan(*, chosen: list[str], **given: Any) -> None:
        actions.plan_ride(members=[people[id].member for id in chosen], **given)

    button = Button(plan, lambda sent: RideForm(choices, zone, sent), said=RIDES)
    page = pressed(request, button, incident=found.incident, at=timezone.now())
    if page.answer:
        return page.answer
    return render(
        request,
        "crews/together.html",
        base(request, found.incident.post)
        | {
            "incident": found.incident,
            "services": found.services,
            "form": page.form,
            "waits": people,
            "rides": access.rides_of(found.incident),
        },
    )


def _label(one: offering.Waits) -> Any:
    alone = say(f"{one.code} · en vehículo aparte", f"{one.code} · in a vehicle apart")
    return alone if one.apart else one.code


@require_POST
def drop(request: HttpRequest, crew_id: UUID, ride_id: UUID) -> HttpResponse:
    """A vehicle does not go, or arrived: its people are free for another."""
    ride = access.ride_for(access.incident_for(request.actor, crew_id), ride_id)
    here = redirect("crews:together", crew_id=crew_id)
    return pressed(request, Button(actions.drop_ride), then=here, ride=ride, at=timezone.now()).answer or here


@require_http_methods(["GET", "HEAD", "POST"])
def refer(request: HttpRequest, crew_id: UUID, service_id: UUID) -> HttpResponse:
    """One service for those of the crew who agreed to it; of the others, at most how many."""
    service = referrals.receiver_for(request.actor, service_id)
    found = offering.agreed_to(request.actor, crew_id, service, timezone.now())
    words = current_edition().vocabulary
    offered = {one.id for one in offered_to(words, (row.kind for row in service.kinds.all()))}
    allowed = {
        str(one.member.case_id): (one.member.case, one.fields & offered, one.code) for one in found.people
    }
    choices = [(id, named(words, code, fields)) for id, (_, fields, code) in allowed.items()]
    every = frozenset().union(*(fields for _, fields, _ in allowed.values())) - {OWN}
    label = say("Quiénes aceptaron", "Who agreed")
    form = GroupForm(words, choices, every, label, request.POST or None, post=found.incident.post)
    form.fields["others"].initial = found.others

    def act() -> HttpResponse:
        data: dict[str, Any] = form.cleaned_data
        people = [OneOf(allowed[id][0], form.for_fields(allowed[id][1])) for id in data["chosen"]]
        send_group(
            actor=request.actor,
            post=found.incident.post,
            service=service,
            people=people,
            others=data["others"] or 0,
            sought=Sought(
                need=data["need"],
                priority=data["priority"],
                way=data["way"],
                seen_twice=request.POST.get("do") == "anyway",
            ),
            at=timezone.now(),
            once=form_token.sent(request),
        )
        messages.success(request, SENT)
        return redirect("crews:board", crew_id=crew_id)

    done = redirect("crews:board", crew_id=crew_id)
    if not allowed:
        raise Absent()
    return try_to(request, form, act, done) or render(
        request,
        "crews/refer.html",
        base(request, found.incident.post)
        | {"incident": found.incident, "service": service, **shown(request, form, [service])},
    )
