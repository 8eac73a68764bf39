"""Letters of a post: those that wait for another look, and the book of numbers."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods

from cauce.cases import access_letters as access
from cauce.cases.actions import issue_letter, return_letter, void_letter
from cauce.cases.models import Letter
from cauce.content.errors import CauceError
from cauce.custody.journal.door import Absent, AlreadyDone, check_may
from cauce.rules.permissions import Scope, permits
from cauce.ui.errors import refuse
from cauce.ui.nav import nav
from cauce.ui.once import kept, key_of
from cauce.ui.words import say

from . import showing
from .forms import ReturnForm, VoidForm

ISSUED = say("Emitida, con número.", "Issued, with its number.")
BACK = say("Se devolvió para cambiarla.", "Returned for changes.")
VOIDED = say("Quedó sin efecto; conserva su número.", "Voided; it keeps its number.")


@require_GET
def listed(request: HttpRequest) -> HttpResponse:
    """What waits for this person's look, and the letters that the post numbered."""
    at = timezone.now()
    may = permits(request.actor, access.APPROVE).allowed
    if request.post is None:
        check_may(request.actor, "letter.list", Scope(post="-"))
        raise Absent()
    return render(
        request,
        "letters/list.html",
        {
            "nav": nav(request, "letters"),
            "post": request.post,
            "book": showing.rows(access.numbered(request.actor, request.post.code, at)),
            "waiting": showing.rows(access.waiting(request.actor)) if may else [],
            "may": may,
        },
    )


@sensitive_post_parameters("note")
@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: HttpRequest, letter_id: UUID) -> HttpResponse:
    """The second person reads it, and issues it, gives it back, or later makes it void."""
    letter = access.letter_to_decide(request.actor, letter_id)
    doing = request.POST.get("do", "") if request.method == "POST" else ""
    back = ReturnForm(request.POST if doing == "return" else None)
    void = VoidForm(request.POST if doing == "void" else None)
    if doing:
        form = {"return": back, "void": void}.get(doing)
        try:
            if (form is None or form.is_valid()) and _done(request, letter, doing, form):
                return redirect("letters:list")
        except AlreadyDone:
            return redirect("letters:list")
        except CauceError as error:
            if not refuse(request, error, form):
                return redirect("letters:list")
    return render(
        request,
        "letters/decide.html",
        {
            "nav": nav(request, "letters"),
            "post": letter.case.post,
            "once": kept(request),
            "one": showing.whole(letter),
            "letter": letter,
            "back": back,
            "void": void,
            "mine": request.actor.user in (letter.asked_by, letter.made_by),
        },
    )


def _done(request: HttpRequest, letter: Letter, doing: str, form) -> bool:
    given = {
        "actor": request.actor,
        "letter": letter,
        "at": timezone.now(),
        "once": key_of(request),
    }
    if doing == "issue":
        issue_letter(**given, seen=request.POST.get("seen", ""))
        messages.success(request, ISSUED)
    elif doing == "return":
        return_letter(**given, note=form.cleaned_data["note"])
        messages.success(request, BACK)
    elif doing == "void":
        void_letter(**given, reason=form.cleaned_data["reason"])
        messages.success(request, VOIDED)
    else:
        return False
    return True
