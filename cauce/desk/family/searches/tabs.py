"""The tabs above messages and errands: of a counter one alone."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from cauce.content.model import Text
from cauce.custody.journal.door import check_may
from cauce.rules.permissions import Scope, permits
from cauce.staff.offices import access as offices
from cauce.staff.offices.models import Post
from cauce.ui.nav import nav

TABS = (
    ("searches:take", "message.take", Text(es="Tomar un recado", en="Take a message")),
    ("searches:list", "message.pass", Text(es="Para quien atiendo", en="For people I serve")),
    ("searches:board", "search.work", Text(es="Encargos", en="Errands")),
)


def post_for(request: HttpRequest, permission: str) -> Post:
    """The post where the actor may. Raises ``Absent``."""
    codes = [
        code
        for code in sorted(request.actor.posts)
        if permits(request.actor, permission, Scope(post=code)).allowed
    ]
    check_may(request.actor, permission, Scope(post=codes[0] if codes else "-"))
    return offices.post(codes[0])


def frame(request: HttpRequest, here: str, post: Post) -> dict[str, Any]:
    """What every page of this door shares."""
    return {
        "nav": nav(request, "searches:take"),
        "post": post,
        "tabs": [
            {"href": reverse(route), "label": label, "current": route == here, "count": None}
            for route, permission, label in TABS
            if permits(request.actor, permission, Scope(post=post.code)).allowed
        ],
    }
