"""The tabs above messages and errands: of a counter one alone."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from cauce.content.model import Text
from cauce.staff.offices.models import Post
from cauce.ui.nav import nav
from cauce.ui.tabs import open_to, page_tabs

PARTS = Text(es="Partes", en="Parts")
TABS = (
    ("searches:take", "message.take", Text(es="Tomar un recado", en="Take a message")),
    ("searches:list", "message.pass", Text(es="Para quien atiendo", en="For people I serve")),
    ("searches:board", "search.work", Text(es="Búsquedas", en="Searches")),
)


def frame(request: HttpRequest, here: str, post: Post) -> dict[str, Any]:
    """What every page of this door shares."""
    return {
        "nav": nav(request, "searches:take"),
        "post": post,
        "tabs": page_tabs(PARTS, open_to(request, TABS, post.scope), here),
    }
