"""Errands of a post: what was asked, by whom, and the day on which it is asked again."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods

from cauce.content.errors import CauceError
from cauce.custody.journal.door import AlreadyDone
from cauce.family.searches import access
from cauce.family.searches.actions import open_search
from cauce.family.searches.rules import ORIGINS, STATES
from cauce.measurement.hiding.showing import BEYOND, coarse
from cauce.staff.offices import access as offices
from cauce.ui.errors import put
from cauce.ui.nav import nav
from cauce.ui.once import kept, key_of

from .forms import NewForm
from .tabs import frame, post_for

WORKS = ("protection_officer", "protection_consul")


@require_GET
def board(request: HttpRequest) -> HttpResponse:
    """Open ones first, the soonest due first."""
    post = post_for(request, "search.work")
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
    post = post_for(request, "search.work")
    staff = offices.staff(post.code, *WORKS)
    form = NewForm(staff, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        owner = next(user for user in staff if str(user.id) == given.pop("owner"))
        try:
            made = open_search(
                actor=request.actor, post=post, owner=owner, at=timezone.now(), once=key_of(request), **given
            )
            return redirect("searches:one", search_id=made.id)
        except AlreadyDone as done:
            return redirect("searches:one", search_id=UUID(done.about_id))
        except CauceError as error:
            put(form, error)
    return render(
        request,
        "searches/new.html",
        frame(request, "searches:board", post) | {"form": form, "once": kept(request)},
    )


@require_GET
def counts(request: HttpRequest) -> HttpResponse:
    """Headquarters: how many by post, and nobody."""
    rows = access.counts(request.actor, coarse)
    return render(
        request,
        "searches/counts.html",
        {"nav": nav(request, "searches:counts"), "rows": rows, "small": BEYOND + 1},
    )
