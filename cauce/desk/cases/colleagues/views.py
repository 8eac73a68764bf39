"""One page for what colleagues ask of one, what came to one, and the first week of whoever is new."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods

from cauce.cases import access_colleagues, access_handover, actions
from cauce.rules.permissions import permits
from cauce.staff.offices.picker import post_here
from cauce.ui import form_token
from cauce.ui.nav import nav
from cauce.ui.pressed import Button, pressed
from cauce.ui.words import say

from .forms import AnswerForm
from .week import first_week

THANKS = say("Gracias. Quien preguntó ya puede leerlo.", "Thank you. Whoever asked can read it now.")


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """Questions that wait for the reader, cases that somebody asked to leave, and what arrived."""
    post, at = post_here(request, "case.list"), timezone.now()
    return render(
        request,
        "colleagues/home.html",
        {
            "nav": nav(request, "colleagues:home"),
            "post": post,
            "at": at,
            "asked": access_colleagues.asked_of(request.actor),
            "waiting": access_colleagues.reliefs(request.actor, post.code),
            "arrived": access_handover.arrived(request.actor, post.code, at),
            "week": first_week(request, post, at),
            "may_hand_on": permits(request.actor, "desk.hand_on", post.scope).allowed,
        },
    )


@sensitive_post_parameters("answer")
@require_http_methods(["GET", "HEAD", "POST"])
def opinion(request: HttpRequest, opinion_id: UUID) -> HttpResponse:
    """A question, and the answer to write; once given it stays to be read."""
    found = access_colleagues.opinion_for(request.actor, opinion_id)
    page = pressed(
        request,
        Button(actions.answer_opinion, AnswerForm, said=THANKS),
        then=redirect("colleagues:home"),
        case=found.row.case,
        opinion=found.row,
        at=timezone.now(),
    )
    if page.answer:
        return page.answer
    return render(
        request,
        "colleagues/opinion.html",
        {
            "nav": nav(request, "colleagues:home"),
            "post": found.row.case.post,
            "asked": found,
            "form": page.form,
            "once": form_token.reused(request),
        },
    )
