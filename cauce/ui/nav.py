"""The sections that an actor may enter, in the order of the work."""

from __future__ import annotations

from functools import cache

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from cauce.rules.permissions import permits

from .doors import Section, doors


@cache
def sections() -> tuple[Section, ...]:
    """Every entry of the menu, the light first."""
    return tuple(sorted((one for door in doors() for one in door.menu), key=lambda one: one.weight))


def nav(request: HttpRequest, current: str = "") -> list[dict[str, object]]:
    """The navigation; ``current`` is the address name or its door ('directory'). Empty: one section
    alone needs none. A section that is not mounted on this server is left out."""
    if request.actor is None:
        return []
    found: list[dict[str, object]] = []
    for section in sections():
        if not permits(request.actor, section.permission).allowed:
            continue
        try:
            href = reverse(section.route)
        except NoReverseMatch:
            continue
        here = current in (section.route, section.route.partition(":")[0])
        found.append({"href": href, "label": section.label, "current": here, "count": None})
    return found if len(found) > 1 else []
