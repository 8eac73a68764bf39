"""Messages for those whom an officer attends: seen by that officer alone, and passed at a safe contact."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods

from cauce.family.searches import access_passing as access
from cauce.family.searches.actions import choose, note_passed
from cauce.rules.messages import CHOICES, NAMED, RELATIONS, label
from cauce.staff.offices.picker import post_here
from cauce.ui import form_token
from cauce.ui.pressed import Button, pressed
from cauce.ui.words import say

from .forms import ChooseForm
from .tabs import frame

KEPT = say("La elección quedó guardada.", "The choice was saved.")
PASSED = say("Anotado: se le dijeron sus palabras.", "Recorded: the words were passed on.")


@require_GET
def messages_page(request: HttpRequest) -> HttpResponse:
    """What waits for the people whom this officer attends."""
    post = post_here(request, "message.pass")
    found = access.of_officer(request.actor, post.code, timezone.now())
    ended = [{"row": one, "label": label(CHOICES, one.outcome)} for one in found.ended]
    return render(
        request,
        "searches/list.html",
        frame(request, "searches:list", post) | {"waiting": found.open, "ended": ended},
    )


@sensitive_post_parameters("words")
@require_http_methods(["GET", "HEAD", "POST"])
def message_page(request: HttpRequest, passing_id: UUID) -> HttpResponse:
    """Who asks and what they say; then what the person chose."""
    found = access.passing_for(request.actor, passing_id)

    def listed(_: Any) -> HttpResponse:
        return redirect("searches:list")

    page = pressed(
        request,
        {
            "": Button(choose, ChooseForm, said=KEPT, then=listed, again=listed),
            "passed": Button(note_passed, said=PASSED, again=listed),
        },
        passing=found,
        at=timezone.now(),
    )
    if page.answer:
        return page.answer
    told = {"relation": "not_said"} if found.held else access.said_in(found)
    post = found.case.post
    return render(
        request,
        "searches/passing.html",
        frame(request, "searches:list", post)
        | {
            "row": found,
            "told": told,
            "relation": label(RELATIONS, told["relation"]),
            "form": page.forms[""],
            "once": form_token.reused(request),
            "warning": NAMED.get(found.warns),
            "answer": access.answer_in(found),
            "chosen": label(CHOICES, found.outcome) if found.outcome else None,
        },
    )
