"""An outing is planned, changed or called off, and its team is chosen."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from cauce.content.errors import CauceError
from cauce.custody.journal.door import Absent, AlreadyDone, check_may
from cauce.intake.collection import access as collection
from cauce.intake.outings import access
from cauce.intake.outings.actions import call_off, change_outing, plan_outing, set_team
from cauce.staff.offices import access as offices
from cauce.ui.errors import put
from cauce.ui.errors import words as said
from cauce.ui.nav import nav
from cauce.ui.once import kept, key_of
from cauce.ui.words import say

from .forms import FactsForm, TeamForm, initial_of
from .frame import frame

PLANNED = say("Salida planeada. Abajo se indica qué falta.", "Outing planned. See below what is missing.")
KEPT = say("Guardado.", "Kept.")
OFF = say(
    "Se canceló. Sus teléfonos quedan disponibles.",
    "Cancelled. Its telephones are available again.",
)


@require_http_methods(["GET", "HEAD", "POST"])
def plan(request: HttpRequest) -> HttpResponse:
    """A new outing of one's post."""
    check_may(request.actor, "outing.plan")
    codes = access.posts_of(request.actor, "outing.plan")
    posts = [(one.code, one.name) for one in offices.posts() if one.code in codes]
    if not posts:
        raise Absent()
    here = offices.post(codes[0])
    start = {"time_zone": here.time_zone, "state": here.state, "post": here.code}
    form = FactsForm(posts, request.POST if request.method == "POST" else None, start)
    if request.method == "POST" and form.is_valid():
        chosen = offices.post(form.cleaned_data.get("post") or here.code)
        try:
            made = plan_outing(
                actor=request.actor, post=chosen, facts=form.facts(), at=timezone.now(), once=key_of(request)
            )
        except AlreadyDone as done:
            return redirect("outings:one", outing_id=done.about_id)
        except CauceError as error:
            put(form, error)
        else:
            messages.success(request, PLANNED)
            return redirect("outings:team", outing_id=made.id)
    return render(
        request,
        "outings/plan.html",
        {"nav": nav(request, "outings"), "post": here, "form": form, "once": kept(request)},
    )


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, outing_id: UUID) -> HttpResponse:
    """Say otherwise where or when, or call it off."""
    outing, what = (
        access.outing_for(request.actor, outing_id, "outing.plan"),
        request.POST.get("do", ""),
    )
    sent = request.POST if request.method == "POST" and what != "off" else None
    form = FactsForm([(outing.post_id, outing.post.name)], sent, initial_of(outing))
    problem, at = None, timezone.now()
    try:
        if request.method == "POST" and what == "off":
            call_off(actor=request.actor, outing=outing, at=at, once=key_of(request))
            messages.success(request, OFF)
            return redirect("outings:one", outing_id=outing.id)
        if sent is not None and form.is_valid():
            change_outing(actor=request.actor, outing=outing, facts=form.facts(), at=at, once=key_of(request))
            messages.success(request, KEPT)
            return redirect("outings:one", outing_id=outing.id)
    except AlreadyDone:
        return redirect("outings:one", outing_id=outing.id)
    except CauceError as error:
        if what == "off":
            problem = said(error)
        else:
            put(form, error)
            outing = access.outing_for(request.actor, outing_id, "outing.plan")
    return render(
        request,
        "outings/change.html",
        frame(
            request,
            outing,
            "change",
            form=form,
            once=kept(request),
            problem=problem,
            begun=outing.starts_at <= at,
        ),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def team(request: HttpRequest, outing_id: UUID) -> HttpResponse:
    """Who does what, which telephones go, which languages are expected; who answers at the office."""
    outing = access.outing_for(request.actor, outing_id)
    people = [(str(one.id), one.display_name) for one in access.staff_of(outing.post_id)]
    phones = [(str(one.id), one.name) for one in collection.in_use(outing.post_id)]
    form = TeamForm(people, phones, outing, request.POST if request.method == "POST" else None)
    if request.method == "POST":
        check_may(request.actor, "outing.plan", outing, about=("outing", outing.id))
        if form.is_valid():
            try:
                set_team(
                    actor=request.actor,
                    outing=outing,
                    at=timezone.now(),
                    once=key_of(request),
                    **form.given(),
                )
            except AlreadyDone:
                return redirect("outings:one", outing_id=outing.id)
            except CauceError as error:
                put(form, error)
            else:
                messages.success(request, KEPT)
                return redirect("outings:one", outing_id=outing.id)
    return render(
        request,
        "outings/team.html",
        frame(
            request,
            outing,
            "team",
            form=form,
            once=kept(request),
            answering=access.answering(outing),
            holes=access.holes(outing),
        ),
    )
