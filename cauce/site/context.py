"""What every page knows: who is at the door, where they may go, and where «leave» leads."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from cauce.desk.nav import nav


def page(request: HttpRequest) -> dict[str, object]:
    """The frame's words and links; nothing about anybody a case is about."""
    actor = getattr(request, "actor", None)
    match = request.resolver_match
    return {
        "demo": settings.DEMO,
        "demo_url": reverse("demo:tour") if settings.DEMO else "",
        "leave_url": "/salir/",
        "actor": actor,
        "post": getattr(request, "post", None),
        "nav": nav(request, match.view_name if match else "") if actor else [],
    }
