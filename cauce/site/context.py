"""What every page knows: whether this is the demonstration network, and where «leave» leads."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest


def page(request: HttpRequest) -> dict[str, object]:
    actor = getattr(request, "actor", None)
    return {
        "demo": settings.DEMO,
        "leave_url": "/salir/",
        "actor": actor,
        "post": getattr(request, "post", None),
        "roles": sorted({grant.role for grant in actor.grants}) if actor else [],
    }
