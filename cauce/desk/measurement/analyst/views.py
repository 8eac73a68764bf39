"""Editions of figures: prepare one, look at what it would show, propose it, sign it or refuse it."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from cauce.custody.journal.door import check_may
from cauce.measurement import access_statistics as access
from cauce.measurement import actions
from cauce.measurement.models import StatisticsEdition
from cauce.measurement.publishing import announced
from cauce.rules.pathway.planner import HEADQUARTERS_ZONE
from cauce.ui.pressed import Button, pressed
from cauce.ui.words import say

from . import showing
from .forms import PrepareForm
from .page import base, decided, reason


@require_GET
def editions_page(request: HttpRequest) -> HttpResponse:
    """All editions, what waits first, and the calendar; an analyst prepares one here."""
    return _list(request, PrepareForm(today=announced.day_now(timezone.now())))


def _list(request: HttpRequest, form: PrepareForm) -> HttpResponse:
    rows = [showing.line(one) for one in access.editions(request.actor)]
    context = base(request, rows=rows, form=form, calendar=announced.calendar())
    return render(request, "analyst/list.html", context, status=422 if form.is_bound and form.errors else 200)


@require_POST
def new(request: HttpRequest) -> HttpResponse:
    """Prepare what was chosen: some seconds, in which every hidden figure is attacked."""
    check_may(request.actor, "statistics.prepare")
    today = announced.day_now(timezone.now())
    button = Button(
        actions.prepare,
        lambda sent: PrepareForm(sent, today=today),
        given=PrepareForm.chosen,
        then=lambda made: redirect("analyst:edition", edition_id=made.id),
        again=lambda id: redirect("analyst:edition", edition_id=id),
        beside="what",
    )
    page = pressed(request, button)
    return page.answer or _list(request, page.form)


@require_GET
def edition(request: HttpRequest, edition_id: UUID) -> HttpResponse:
    """What would be published, what is hidden and why, and what to decide."""
    return _show(request, access.edition_for(request.actor, edition_id))


def _show(request: HttpRequest, found: StatisticsEdition, **more: Any) -> HttpResponse:
    today = announced.day_now(timezone.now())
    own = request.actor.user in (found.prepared_by, found.proposed_by)
    context = base(request, **showing.page(found, today), own=own, clock=HEADQUARTERS_ZONE, **more)
    return render(request, "analyst/edition.html", context, status=422 if more.get("refused") else 200)


DONE = {
    "propose": say(
        "Propuesta. Falta que oficinas centrales la lea y la firme.",
        "Proposed. Headquarters still has to read and sign it.",
    ),
    "sign": say("Firmada y publicada. Ya no cambia.", "Signed and published. It does not change any more."),
    "refuse": say(
        "No se publica. Quien la preparó verá por qué.", "Not published. Whoever prepared it will see why."
    ),
    "discard": say("Borrador descartado.", "Draft discarded."),
}


@require_POST
def decide(request: HttpRequest, edition_id: UUID) -> HttpResponse:
    """Propose, sign, refuse with a reason, or discard a draft; a refusal says why and changes nothing."""
    found, seen = access.edition_for(request.actor, edition_id), request.POST.get("seen", "")
    acts = {
        "propose": partial(actions.propose, seen=seen),
        "sign": partial(actions.sign, seen=seen),
        "refuse": partial(actions.refuse, why=reason(request)),
        "discard": actions.discard,
    }
    return decided(
        request,
        {name: (act, DONE[name]) for name, act in acts.items()},
        here=reverse("analyst:edition", args=[edition_id]),
        listed=reverse("analyst:list"),
        again=lambda **said: _show(request, access.edition_for(request.actor, edition_id), **said),
        edition=found,
    )
