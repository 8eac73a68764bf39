"""What every page knows: who is at the door, where they may go, and where «leave» leads."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from cauce.desk.nav import nav
from cauce.rules.permissions import Actor, permits


def demonstration() -> dict[str, object]:
    """Whether everything here is invented, and where the tour is; '' where it is not mounted."""
    try:
        return {"demo": settings.DEMO, "demo_url": reverse("demo:tour") if settings.DEMO else ""}
    except NoReverseMatch:
        return {"demo": settings.DEMO, "demo_url": ""}


def _scene(request: HttpRequest) -> object:
    """The scene of the tour that is being shown; None: none is."""
    if not settings.DEMO or not hasattr(request, "session"):
        return None
    from .demo.scenes import BY_ID  # only where the demonstration is mounted

    return BY_ID.get(request.session.get("scene", ""))


def _edition(actor: Actor | None) -> str:
    """Where the edition in force is named; '' for whoever does not work for the service."""
    allowed = actor is not None and permits(actor, "edition.read").allowed
    return reverse("editions:list") if allowed else ""


def page(request: HttpRequest) -> dict[str, object]:
    """The frame's words and links; nothing about anybody a case is about."""
    actor = getattr(request, "actor", None)
    match = request.resolver_match
    return {
        **demonstration(),
        "demo_scene": _scene(request),
        "leave_url": "/salir/",
        "actor": actor,
        "post": getattr(request, "post", None),
        "edition_url": _edition(actor),
        "nav": nav(request, match.view_name if match else "") if actor else [],
    }
