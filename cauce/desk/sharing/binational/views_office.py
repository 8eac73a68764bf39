"""An office in Mexico: what it was asked, soonest first; one petition, one answer. On a telephone too."""

from __future__ import annotations

import datetime as dt
from functools import partial
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods

from cauce.content.model import Text
from cauce.rules import binational as rules
from cauce.sharing.binational import access
from cauce.sharing.binational.actions import answer_petition, receive_petition
from cauce.sharing.binational.facts import kind_of
from cauce.sharing.binational.models import Petition
from cauce.ui import form_token
from cauce.ui.nav import nav
from cauce.ui.pressed import Button, pressed
from cauce.ui.words import say

from . import showing
from .forms import AnswerForm

SAID = {
    "start": say("El consulado ya sabe que empezaron.", "The consulate knows that you began."),
    "forward": say(
        "Anotado a quién se pasó. Cuando haya respuesta, dígala aquí.",
        "Recorded who it was passed to. When there is an answer, record it here.",
    ),
    "finish": say(
        "Gracias. El consulado ya lo sabe; los datos se borraron de aquí.",
        "Thank you. The consulate has been told; the data were erased from here.",
    ),
    "cannot": say(
        "Gracias por avisar. El consulado buscará otra manera.",
        "Thank you for letting us know. The consulate will look for another way.",
    ),
}
WITH_CODE = ("finish", "forward", "cannot")


def _line(petition: Petition, at: dt.datetime, clock: showing.Clock) -> dict[str, object]:
    one = showing.row(petition, at)
    return {
        "title": one["title"],
        "href": reverse("mexico:one", args=[petition.id]),
        "about": Text(
            es=f"{one['label'].es} · {one['level'].es}", en=f"{one['label'].en} · {one['level'].en}"
        ),
        "why": Text(
            es=f"{one['reference']} · {petition.case.post.name}",
            en=f"{one['reference']} · {petition.case.post.name}",
        ),
        "by": showing.by_when(petition, at, clock),
        "state": one["shape"],
    }


@require_GET
def office_page(request: HttpRequest) -> HttpResponse:
    """What the actor's office was asked: what it has in hand first, and nothing of any case."""
    office, at = access.office_of(request.actor), timezone.now()
    found, clock = access.inbox(request.actor, office, at), showing.clock_of(office)
    return render(
        request,
        "binational/list.html",
        {
            "nav": nav(request, "mexico:list"),
            "office": office,
            "days": access.SHOWN_DAYS,
            "going": [_line(one, at, clock) for one in found.going],
            "ended": [_line(one, at, clock) for one in found.ended],
            "late": sum(1 for one in found.going if one.due_at and one.due_at <= at),
        },
    )


@sensitive_post_parameters("note")
@require_http_methods(["GET", "HEAD", "POST"])
def petition_page(request: HttpRequest, petition_id: UUID) -> HttpResponse:
    """One petition. Opening it says that it arrived; what it holds is what the person agreed to."""
    found = access.petition_for(request.actor, petition_id, permission="petition.answer")
    what = request.POST.get("what", "") if request.method == "POST" else ""
    bound = None
    if what:
        listed, here = redirect("mexico:list"), redirect("mexico:one", petition_id=found.id)
        button = Button(
            answer_petition,
            partial(AnswerForm, kind_of(found), what),
            said=SAID.get(what),
            # Answered meanwhile, there is no form any more.
            through=lambda _: found.state in rules.ENDS,
        )
        then = listed if what in ("finish", "cannot") else here
        page = pressed(request, button, then=then, petition=found, at=timezone.now())
        if page.answer:
            return page.answer
        bound = page.form
        if page.error:
            found = access.petition_for(request.actor, petition_id, permission="petition.answer")
    if request.method == "GET" and found.state == "sent":
        receive_petition(actor=request.actor, petition=found, at=timezone.now())
    return _page(request, found, what, bound)


def _page(request: HttpRequest, found: Petition, what: str, bound: AnswerForm | None) -> HttpResponse:
    at, kind = timezone.now(), kind_of(found)
    can = rules.possible(found.state, "office")
    forms = {
        name: bound if bound is not None and name == what else AnswerForm(kind, name)
        for name in WITH_CODE
        if name in can
    }
    clock = showing.clock_of(found.partner)
    return render(
        request,
        "binational/one.html",
        showing.row(found, at)
        | {
            "nav": nav(request, "mexico:list"),
            "office": found.partner,
            "clock": clock,
            "facts": showing.facts(found, access.shown_to_office(request.actor, found, at)),
            "named": bool(found.fields),
            "forms": forms,
            "may_start": "start" in can,
            "due": showing.by_when(found, at, clock),
            "asker": found.case.post,
            "due_there": showing.also(found, at, clock, found.case.post),
            "stations": showing.stations(found, for_office=True),
            "open": what,
            "once": form_token.reused(request),
            "error": bound,
        },
    )
