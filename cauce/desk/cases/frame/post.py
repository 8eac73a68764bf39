"""The post whose desk somebody sits at."""

from __future__ import annotations

from django.http import HttpRequest

from cauce.custody.journal.door import Absent, check_may
from cauce.rules.permissions import Actor, Scope, permits
from cauce.staff.offices import access as offices
from cauce.staff.offices.models import Post


def post_of(request: HttpRequest) -> Post:
    """The post whose desk the actor sits at. Raises ``Absent``."""
    actor: Actor = request.actor
    if request.post is None:
        check_may(actor, "case.list", Scope(post="-"))
        raise Absent()
    codes = [c for c in sorted(actor.posts) if permits(actor, "case.list", Scope(post=c)).allowed]
    code = codes[0] if codes else request.post.code
    check_may(actor, "case.list", Scope(post=code))
    return request.post if request.post.code == code else offices.post(code)
