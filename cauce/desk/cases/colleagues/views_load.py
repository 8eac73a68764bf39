"""How much work a post has, and the posts of the network: numbers of posts, by name, never of a person."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from cauce.cases import access_colleagues
from cauce.content.model import Text, both
from cauce.custody.journal.door import check_may
from cauce.desk.measurement.saying import HIDDEN, NOTHING, ROUNDED, number_or_hidden
from cauce.measurement.access_closed import closed
from cauce.rules.permissions import Scope
from cauce.ui.nav import nav


@require_GET
def of_post(request: HttpRequest) -> HttpResponse:
    """The numbers of the reader's own post."""
    code = request.post.code if request.post else "-"
    check_may(request.actor, "load.post", Scope(post=code))
    return render(
        request,
        "colleagues/load.html",
        {
            "nav": nav(request, "head:numbers"),
            "post": request.post,
            "load": access_colleagues.load_of(request.actor, code, timezone.now()),
        },
    )


@require_GET
def of_network(request: HttpRequest) -> HttpResponse:
    """Every post by name, so that help is sent where it is short; nothing is ordered by how much. Who attends
    is of today; what is open and overdue is as it was closed last."""
    posts = access_colleagues.attending(request.actor)
    told = closed(request.actor, "posts")
    return render(
        request,
        "colleagues/loads.html",
        {
            "nav": nav(request, "headquarters:numbers"),
            "rounded": ROUNDED,
            "loads": [
                {
                    "name": one.name,
                    "people": one.people,
                    "open": number_or_hidden(told.number(one.post, "open")),
                    "overdue": number_or_hidden(told.number(one.post, "overdue")),
                    "each": _each(told.number(one.post, "open"), one.people),
                }
                for one in posts
            ],
        },
    )


def _each(cases: int | None, people: int) -> Text:
    """Cases for each person, of what is told."""
    if not people:
        return NOTHING
    return HIDDEN if cases is None else both(*2 * (f"{cases / people:.1f}",))
