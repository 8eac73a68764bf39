"""What every page of the field shares: the post, and which of its pages the actor may open."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET

from cauce.content.model import Text
from cauce.custody.journal.door import Absent, check_may
from cauce.rules.permissions import Scope, permits
from cauce.staff.offices import access as offices
from cauce.staff.offices.models import Post
from cauce.ui.nav import nav

PAGES = (
    ("field:arrivals", "arrival.answer", Text(es="Llegadas", en="Arrivals")),
    ("field:devices", "device.manage", Text(es="Teléfonos", en="Telephones")),
    ("field:forms", "form.fetch", Text(es="Formatos", en="Forms")),
    ("field:incidents", "incident.read", Text(es="Incidentes", en="Incidents")),
)


def post_of(request: HttpRequest, permission: str) -> Post:
    """The first post where the actor may do this. Raises ``Absent``."""
    for code in sorted(request.actor.posts):
        if permits(request.actor, permission, Scope(post=code)).allowed:
            return request.post if request.post.code == code else offices.post(code)
    check_may(request.actor, permission, Scope(post="-"))
    raise Absent()


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """The first page of the field that the actor may open."""
    check_may(request.actor, "form.fetch")
    for name, permission, _ in PAGES:
        if permits(request.actor, permission).allowed:
            return redirect(name)
    raise Absent()


def frame(request: HttpRequest, current: str, **more: Any) -> dict[str, Any]:
    """The context of a page: navigation, and tabs between the pages of the field."""
    tabs = [
        {"label": label, "href": reverse(name), "current": name == current}
        for name, permission, label in PAGES
        if permits(request.actor, permission).allowed
    ]
    return {"nav": nav(request, "field"), "tabs": tabs if len(tabs) > 1 else [], **more}
