"""An outing is planned, changed or called off, and its team is chosen."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from cauce.custody.journal.door import check_may
from cauce.intake.collection import access as collection
from cauce.intake.outings import access
from cauce.intake.outings.actions import call_off, change_outing, plan_outing, set_team
from cauce.rules.permissions import posts_with
from cauce.staff.offices import access as offices
from cauce.staff.offices.picker import post_here
from cauce.ui import form_token
from cauce.ui.errors import words as said
from cauce.ui.nav import nav
from cauce.ui.pressed import Button, pressed
from cauce.ui.words import say

from .forms import FactsForm, TeamForm, initial_of
from .frame import frame

PLANNED = say("Jornada planeada. Abajo se indica qué falta.", "Outing planned. See below what is missing.")
KEPT = say("Guardado.", "Kept.")
OFF = say(
    "Se canceló. Sus teléfonos quedan disponibles.",
    "Cancelled. Its telephones are available again.",
)


@require_http_methods(["GET", "HEAD", "POST"])
def plan(request: HttpRequest) -> HttpResponse:
    """A new outing of one's post."""
    check_may(request.actor, "outing.plan")
    here, codes = post_here(request, "outing.plan"), posts_with(request.actor, "outing.plan")
    posts = [one for one in offices.posts() if one.code in codes]
    start = {"time_zone": here.time_zone, "state": here.state, "post": here.code}
    button = Button(
        plan_outing,
        lambda sent: FactsForm(posts, sent, start),
        given=lambda form: {
            "post": offices.post(form.cleaned_data.get("post") or here.code),
            "facts": form.facts(),
        },
        said=PLANNED,
        then=lambda made: redirect("outings:team", outing_id=made.id),
        again=lambda id: redirect("outings:one", outing_id=id),
    )
    page = pressed(request, button, at=timezone.now())
    if page.answer:
        return page.answer
    return render(
        request,
        "outings/plan.html",
        {"nav": nav(request, "outings"), "post": here, "form": page.form, "once": form_token.reused(request)},
    )


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, outing_id: UUID) -> HttpResponse:
    """Say otherwise where or when, or call it off."""
    outing, at = access.outing_for(request.actor, outing_id, "outing.plan"), timezone.now()
    here, first = [outing.post], initial_of(outing)
    page = pressed(
        request,
        {
            "": Button(
                change_outing,
                lambda sent: FactsForm(here, sent, first),
                given=lambda form: {"facts": form.facts()},
                said=KEPT,
            ),
            "off": Button(call_off, said=OFF, stays=True),
        },
        then=redirect("outings:one", outing_id=outing.id),
        outing=outing,
        at=at,
    )
    if page.answer:
        return page.answer
    if page.error:
        outing = access.outing_for(request.actor, outing_id, "outing.plan")
    return render(
        request,
        "outings/change.html",
        frame(
            request,
            outing,
            "change",
            form=page.forms[""],
            once=form_token.reused(request),
            problem=said(page.error) if page.error and not page.form else None,
            begun=outing.starts_at <= at,
        ),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def team(request: HttpRequest, outing_id: UUID) -> HttpResponse:
    """Who does what, which telephones go, which languages are expected; who answers at the office."""
    outing = access.outing_for(request.actor, outing_id)
    people = [(str(one.id), one.display_name) for one in access.staff_of(outing.post_id)]
    phones = [(str(one.id), one.name) for one in collection.in_use(outing.post_id)]
    if request.method == "POST":
        check_may(request.actor, "outing.plan", outing, about=("outing", outing.id))
    page = pressed(
        request,
        Button(
            set_team, lambda sent: TeamForm(people, phones, outing, sent), given=TeamForm.given, said=KEPT
        ),
        then=redirect("outings:one", outing_id=outing.id),
        outing=outing,
        at=timezone.now(),
    )
    if page.answer:
        return page.answer
    return render(
        request,
        "outings/team.html",
        frame(
            request,
            outing,
            "team",
            form=page.form,
            once=form_token.reused(request),
            answering=access.answering(outing),
            holes=access.holes(outing),
        ),
    )
