"""Somebody leaves a message. The page and its answer are the same whoever it is for: nothing is looked up."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods

from cauce.family.searches.actions import MessageTold, take_message
from cauce.rules.messages import SAME
from cauce.staff.offices.picker import post_here
from cauce.ui import form_token
from cauce.ui.pressed import Button, pressed

from .forms import TakeForm
from .tabs import frame

TAKE = "message.take"


@sensitive_post_parameters("name", "born", "caller", "phone", "words")
@require_http_methods(["GET", "HEAD", "POST"])
def take(request: HttpRequest) -> HttpResponse:
    """The form, and the one page that follows it."""
    post = post_here(request, TAKE)
    button = Button(take_message, TakeForm, values={"message": MessageTold})
    there = redirect("searches:taken")
    page = pressed(request, button, then=there, post=post, at=timezone.now())
    if page.answer:
        return page.answer
    return render(
        request,
        "searches/take.html",
        frame(request, "searches:take", post)
        | {"form": page.form, "once": form_token.reused(request), "same": SAME},
    )


@require_GET
def taken(request: HttpRequest) -> HttpResponse:
    """What is said, word by word, to whoever asked: one sentence for everybody."""
    post = post_here(request, TAKE)
    return render(request, "searches/taken.html", frame(request, "searches:take", post) | {"same": SAME})
