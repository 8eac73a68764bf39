"""Which post a page is about, and the field to choose one: the only picker of posts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.forms import ChoiceField
from django.http import HttpRequest

from cauce.custody.journal.door import Absent, check_may
from cauce.rules.permissions import Scope, permits, posts_with
from cauce.ui.fields import choice
from cauce.ui.listed import Filters
from cauce.ui.words import say

from . import access
from .models import Post

NOWHERE = "-"  # the code of no post
CHOOSE = say("Elija", "Choose")


def post_here(request: HttpRequest, permission: str) -> Post:
    """The first of the actor's own posts where the actor may do this. Raises ``Absent``, written down where
    the actor works."""
    found = post_if_any(request, permission)
    if found is None:
        own = request.post.code if request.post else NOWHERE
        check_may(request.actor, permission, Scope(post=own))
        raise Absent()
    return found


def post_if_any(request: HttpRequest, permission: str) -> Post | None:
    """As ``post_here``; None: the actor may at none of their own posts, or works for the whole network."""
    for code in posts_with(request.actor, permission):
        return request.post if request.post and request.post.code == code else access.post(code)
    return None


@dataclass(frozen=True)
class Picked:
    """The post of a page, and the list to choose another (``ui/post_picker.html``); None: there is none."""

    post: Post
    form: Filters | None = None


def picked(request: HttpRequest, permission: str, *, named: bool = False) -> Picked:
    """The post that the address names (``?oficina=``) for whoever may in several; else as ``post_here``, or
    the first of all for whoever works for the whole network, unless they must have ``named`` one. Raises
    ``Absent``."""
    actor = request.actor
    everywhere = permits(actor, permission, access.EVERYWHERE).allowed
    if not everywhere and len(posts_with(actor, permission)) < 2:
        return Picked(post_here(request, permission))
    posts = {one.code: one for one in access.posts() if permits(actor, permission, one.scope).allowed}
    own = post_if_any(request, permission)
    usual = own.code if own else "" if named else min(posts)
    form = Filters(
        request,
        {"oficina": post_field(say("Consulado", "Post"), posts.values(), first=None)},
        first={"oficina": usual},
    )
    code = form.chosen["oficina"]
    return Picked(posts[code], form) if code else Picked(post_here(request, permission))


def options(posts: Iterable[Post] | None = None, first: Any = CHOOSE) -> list[tuple[str, Any]]:
    """What a list of posts offers; ``posts`` None: all. ``first``: what stands above them, None: nothing."""
    rows = [(one.code, one.name) for one in (access.posts() if posts is None else posts)]
    return rows if first is None else [("", first), *rows]


def post_field(
    label: Any, posts: Iterable[Post] | None = None, *, first: Any = CHOOSE, required: bool = True
) -> ChoiceField:
    """One of the posts."""
    return choice(label, options(posts, first), radio=False, required=required)
