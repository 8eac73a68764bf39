"""Errands of a post: what was asked, by whom, and the day on which it is asked again."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods

from cauce.family.searches import access
from cauce.family.searches.actions import SearchTold, open_search
from cauce.family.searches.rules import ORIGINS, STATES
from cauce.measurement.access_closed import closed
from cauce.rules.hiding import LEAST
from cauce.staff.offices import access as offices
from cauce.staff.offices.picker import post_here
from cauce.ui import form_token
from cauce.ui.nav import nav
from cauce.ui.pressed import Button, pressed

from .forms import NewForm
from .tabs import frame

WORKS = ("protection_officer", "protection_consul")


@require_GET
def board(request: HttpRequest) -> HttpResponse:
    """Open ones first, the soonest due first."""
    post = post_here(request, "search.work")
    today = offices.day_at(post, timezone.now())
    rows = [
        {
            "row": row,
            "who": who,
            "origin": ORIGINS[row.origin],
            "state": STATES[row.state],
            "late": row.chase_on is not None and row.chase_on <= today,
        }
        for row, who in access.of_post(request.actor, post.code)
    ]
    return render(request, "searches/board.html", frame(request, "searches:board", post) | {"rows": rows})


@sensitive_post_parameters("who", "asker", "known")
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Begin one: who is sought, who asks, what is known, and who is in charge."""
    post = post_here(request, "search.work")
    staff = offices.staff(post.code, *WORKS)
    people = {str(user.id): user for user in staff}
    button = Button(
        open_search,
        lambda sent: NewForm(staff, sent),
        given=lambda form: form.cleaned_data | {"owner": people[form.cleaned_data["owner"]]},
        values={"told": SearchTold},
        then=lambda made: redirect("searches:one", search_id=made.id),
        again=lambda id: redirect("searches:one", search_id=id),
    )
    page = pressed(request, button, post=post, at=timezone.now())
    if page.answer:
        return page.answer
    return render(
        request,
        "searches/new.html",
        frame(request, "searches:board", post) | {"form": page.form, "once": form_token.reused(request)},
    )


@require_GET
def counts(request: HttpRequest) -> HttpResponse:
    """Headquarters: how many by post, and nobody."""
    found = closed(request.actor, "searches")
    rows = [
        (post.name, found.number(post.code, "open"), found.number(post.code, "ended"))
        for post in offices.posts()
        if any(key[0] == post.code for key in found.told)
    ]
    return render(
        request,
        "searches/counts.html",
        {"nav": nav(request, "searches:counts"), "rows": rows, "small": LEAST},
    )
