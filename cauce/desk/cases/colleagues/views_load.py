"""How much work a post has, and the posts of the network: numbers of posts, by name, never of a person."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from cauce.cases import access_colleagues
from cauce.custody.journal.door import check_may
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
    """Every post by name, so that help is sent where it is short; nothing is ordered by how much."""
    return render(
        request,
        "colleagues/loads.html",
        {
            "nav": nav(request, "headquarters:numbers"),
            "loads": access_colleagues.loads(request.actor, timezone.now()),
        },
    )
