"""Letters of a post: those that wait for another look, and the book of numbers."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods

from cauce.cases import access_letters as access
from cauce.cases.actions import issue_letter, return_letter, void_letter
from cauce.rules.permissions import permits
from cauce.staff.offices.picker import post_here
from cauce.ui import form_token
from cauce.ui.nav import nav
from cauce.ui.pressed import Button, pressed
from cauce.ui.words import say

from . import showing
from .forms import ReturnForm, VoidForm

ISSUED = say("Emitida, con número.", "Issued, with its number.")
BACK = say("Se devolvió para cambiarla.", "Returned for changes.")
VOIDED = say("Quedó sin efecto; conserva su número.", "Voided; it keeps its number.")


@require_GET
def letters_page(request: HttpRequest) -> HttpResponse:
    """What waits for this person's look, and the letters that the post numbered."""
    at = timezone.now()
    may = permits(request.actor, access.APPROVE).allowed
    post = post_here(request, "letter.list")
    return render(
        request,
        "letters/list.html",
        {
            "nav": nav(request, "letters"),
            "post": post,
            "book": showing.rows(access.numbered(request.actor, post.code, at)),
            "waiting": showing.to_review(request.actor, access.waiting(request.actor)) if may else [],
            "may": may,
        },
    )


@sensitive_post_parameters("note")
@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: HttpRequest, letter_id: UUID) -> HttpResponse:
    """The second person reads it, and issues it, gives it back, or later makes it void."""
    letter = access.letter_to_decide(request.actor, letter_id)
    page = pressed(
        request,
        {
            "issue": Button(partial(issue_letter, seen=request.POST.get("seen", "")), said=ISSUED),
            "return": Button(return_letter, ReturnForm, said=BACK),
            "void": Button(void_letter, VoidForm, said=VOIDED),
        },
        then=redirect("letters:list"),
        letter=letter,
        at=timezone.now(),
    )
    if page.answer:
        return page.answer
    return render(
        request,
        "letters/decide.html",
        {
            "nav": nav(request, "letters"),
            "post": letter.case.post,
            "once": form_token.reused(request),
            "one": showing.whole(letter),
            "letter": letter,
            "back": page.forms["return"],
            "void": page.forms["void"],
            "mine": request.actor.user in (letter.asked_by, letter.made_by),
        },
    )
