"""Two files of one person at one post: asked from either, agreed to by somebody else."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from cauce.cases.access import case_for
from cauce.cases.access_ended import case_of_folio
from cauce.content.errors import BadInputs
from cauce.custody.journal.door import record_read
from cauce.desk.cases.frame.frame import case_page
from cauce.sharing.joins import access
from cauce.sharing.joins.actions import agree_to_join, ask_to_join_here, part
from cauce.sharing.joins.join_side import Leg
from cauce.ui import form_token
from cauce.ui.nav import nav
from cauce.ui.pressed import Button, pressed
from cauce.ui.words import say

from .forms import DoubleForm

bad_input = BadInputs(__file__)

ASKED = say(
    "Se pidió. Se juntarán cuando otra persona del consulado esté de acuerdo.",
    "Requested. They will be joined once somebody else at the post agrees.",
)
JOINED = say("Desde ahora los dos se leen como uno.", "From now on both are read as one.")
LEFT = say("No se juntan. Cada uno sigue como estaba.", "They are not joined. Each stays as it was.")


@require_http_methods(["GET", "HEAD", "POST"])
def of_case(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Whether this file is joined with another, and that it be joined with one of the same post."""
    at = timezone.now()
    context = case_page(request, case_id, "doubles", at, "joins:double_of")
    case = context["case"]

    def ask(*, folio: str, **given: Any) -> None:
        found = case_of_folio(case.post_id, folio)
        if found is None:  # nobody learns whether there is such a folio elsewhere, or closed to them
            raise bad_input("there_is_no_file_with_number", where="folio")
        ask_to_join_here(case=case, other=case_for(request.actor, found.id), **given)

    page = pressed(request, Button(ask, DoubleForm, said=ASKED), at=at)
    if page.answer:
        return page.answer
    join = access.asked_of(case)
    other = (join.follower if join.lead_id == case.id else join.lead) if join else None
    shown = {
        "form": page.form,
        "join": join,
        "other": other if other is not None and other.post_id == case.post_id else None,
    }
    return render(request, "joins/double_of.html", context | shown)


@require_http_methods(["GET", "HEAD", "POST"])
def double(request: HttpRequest, double_id: UUID) -> HttpResponse:
    """Two files that somebody asked to join: agreed to by somebody else, or left as they are."""
    found, at = access.double_for(request.actor, double_id), timezone.now()
    leg = Leg(found, found.lead_id)
    page = pressed(
        request,
        {
            "agree": Button(
                partial(agree_to_join, leg=leg),
                said=JOINED,
                then=lambda _: redirect("joins:joint", join_id=found.id),
            ),
            "leave": Button(partial(part, leg=leg, why="not_needed"), said=LEFT),
            "two": Button(partial(part, leg=leg, why="two_people"), said=LEFT),
        },
        then=redirect("joins:list"),
        at=at,
    )
    if page.answer:
        return page.answer
    record_read(request.actor, "join.look", about=("join", found.id), post=found.lead.post_id)
    shown = {
        "nav": nav(request, "protection:worklist"),
        "post": found.lead.post,
        "join": found,
        "mine": found.asked_by == request.actor.user,
        "once": form_token.reused(request),
    }
    return render(request, "joins/double.html", shown)
