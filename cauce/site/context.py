"""What every page knows: who is at the door, where they may go, and where «leave» leads."""

from __future__ import annotations

from functools import lru_cache

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.crypto import salted_hmac
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language

from cauce.rules.permissions import Actor, permits
from cauce.rules.signin import LONGEST, idle_limit
from cauce.staff.accounts import access
from cauce.ui.doors import help_of
from cauce.ui.nav import NOTHING, nav

STATEMENT = {"es": "/accesibilidad/", "en": "/accesibilidad/en/"}


def demonstration() -> dict[str, object]:
    """Whether everything here is invented, and where the tour is; '' where it is not mounted."""
    return {
        "demo": settings.DEMO,
        "demo_url": _tour(settings.ROOT_URLCONF) if settings.DEMO else "",
    }


@lru_cache(maxsize=4)
def _tour(addresses: str) -> str:
    try:
        return reverse("demo:tour", addresses)
    except NoReverseMatch:
        return ""


def _scene(request: HttpRequest) -> object:
    """The scene of the tour that is being shown; None: none is."""
    if not settings.DEMO or not hasattr(request, "session"):
        return None
    from cauce.demo.scenes import BY_ID  # only where the demonstration is mounted

    return BY_ID.get(request.session.get("scene", ""))


def _edition(actor: Actor | None) -> str:
    """Where the edition in force is named; '' for whoever does not work for the service."""
    allowed = actor is not None and permits(actor, "edition.read").allowed
    return reverse("editions:list") if allowed else ""


def whose(request: HttpRequest) -> str:
    """Whose page it is, told apart from another person's and saying nothing of either."""
    return salted_hmac("cauce.page", str(request.user.pk), algorithm="sha256").hexdigest()[:16]


def _rest(request: HttpRequest) -> dict[str, object] | None:
    """After how many seconds untouched the page leaves the screen; None: nobody is signed in.

    A little after the session, so that the door does not open to the one that has just rested.
    """
    actor = getattr(request, "actor", None)
    if actor is None:
        return None
    limit = idle_limit(access.roles_of(actor))
    return {
        "seconds": int(limit.total_seconds()) + 60,
        "longest": int(LONGEST.total_seconds()),
        "who": whose(request),
    }


def _help(request: HttpRequest, language: str) -> str:
    """Where the help tells of this page; '' before an address was found."""
    match = request.resolver_match
    if match is None:
        return ""
    name, mark, part = help_of(match.view_name, match.func.__module__).partition("#")
    return reverse("help:page", args=(language, f"{name}.html")) + mark + part


def page(request: HttpRequest) -> dict[str, object]:
    """The frame's words and links; nothing about anybody a case is about."""
    actor = getattr(request, "actor", None)
    language = "en" if (get_language() or "").startswith("en") else "es"
    return {
        **demonstration(),
        "demo_scene": _scene(request),
        "leave_url": "/salir/",
        "actor": actor,
        "post": getattr(request, "post", None),
        "edition_url": _edition(actor),
        # In the language of the page: addresses of what anybody may read say theirs.
        "accessibility_url": STATEMENT[language],
        "help_url": _help(request, language) if actor else "",
        "screen_rest": _rest(request),
        # Most pages say theirs: it is made for the others alone.
        "nav": SimpleLazyObject(lambda: nav(request)) if actor else NOTHING,
    }
