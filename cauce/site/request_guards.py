"""What is turned away before any page looks at it, and the headers of every answer.

Three middlewares: ``HeadersMiddleware`` is the outermost of all, so that errors, redirects and
files bear the same headers as pages; ``FromElsewhere`` refuses what another site had a browser
send; ``Refusals`` stands inside the door and sees to it that each «nothing here» is written down.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from uuid import UUID

from csp.utils import build_policy
from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import get_language

from cauce.custody.journal.door import record_refusal, refusals

from .context import demonstration
from .routes import ANY_METHOD, OPEN_ROUTES

Handler = Callable[[HttpRequest], HttpResponse]
METHODS = ("GET", "HEAD", "POST")
# Of a feature that is not named here a browser may still ask; these are what a page could abuse.
FEATURES = (
    "accelerometer",
    "bluetooth",
    "browsing-topics",
    "camera",
    "clipboard-read",
    "display-capture",
    "geolocation",
    "gyroscope",
    "hid",
    "idle-detection",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "screen-wake-lock",
    "serial",
    "usb",
    "web-share",
    "xr-spatial-tracking",
)
FIXED = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": ", ".join(f"{feature}=()" for feature in FEATURES),
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "X-DNS-Prefetch-Control": "off",
    "X-Permitted-Cross-Domain-Policies": "none",
}
POLICY = "Content-Security-Policy"
BOUNDARY = re.compile(r"[0-9A-Za-z'()+_,./:=? -]{1,200}", re.ASCII)
FORGET = '"cache", "storage"'


@lru_cache(maxsize=8)
def _absent(language: str | None, **network: object) -> str:
    """The page of what is absent in one language: nothing in it changes."""
    return render_to_string("site/absent.html", network)


def nothing_here(status: int = 404) -> HttpResponse:
    """The page of what is absent or forbidden: without the request, the same bytes for everybody."""
    return HttpResponse(_absent(get_language(), **demonstration()), status=status)


def _signs_out(response: HttpResponse) -> bool:
    """Whether the session's cookie is taken back: by whoever signs out, or by the clock."""
    cookie = response.cookies.get(settings.SESSION_COOKIE_NAME)
    return cookie is not None and not cookie.value


def _left() -> HttpResponse:
    """The way out also while the database does not answer: whoever looks over her shoulder reads of
    opening hours and of no mistake, and the browser forgets the session that could not be ended."""
    response = HttpResponse(render_to_string("site/leave.html"))
    response.delete_cookie(settings.SESSION_COOKIE_NAME, samesite=settings.SESSION_COOKIE_SAMESITE)
    return response


@lru_cache(maxsize=4)
def _policy(said: str) -> str:
    """The content policy of the settings, put together once: no page has one of its own.

    ``said``: the setting as text, so that another setting makes another policy.
    """
    return build_policy()


class HeadersMiddleware:
    """Nothing a shared computer could show later: no page is stored, no feature is open."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code >= 500 and request.path == reverse("leave"):
            response = _left()
        for name, value in FIXED.items():
            response.headers[name] = value
        response.headers[POLICY] = _policy(repr(settings.CONTENT_SECURITY_POLICY))
        # A file whose name holds its hash may be kept; an error at its address may not.
        if not (request.path.startswith(settings.STATIC_URL) and response.status_code in (200, 304)):
            response.headers["Cache-Control"] = "no-store"
        if _signs_out(response):
            response.headers["Clear-Site-Data"] = FORGET
        return response


def sent_by_another_site(request: HttpRequest) -> bool:
    """Whether a browser says that a page of another site made it send this.

    Following a link to a page is nothing else than typing its address, and passes. Whatever says
    nothing (a telephone, an old browser) is left to the token of the form and to the session.
    """
    site = request.headers.get("Sec-Fetch-Site", "none")
    if site in ("none", "same-origin"):
        return False
    follows = (
        request.method in ("GET", "HEAD")
        and request.headers.get("Sec-Fetch-Mode") == "navigate"
        and request.headers.get("Sec-Fetch-Dest", "document") == "document"
    )
    return not follows


def readable(request: HttpRequest) -> bool:
    """Whether the host is ours, and the form in the one alphabet and with a boundary that can be.

    Told at once and without a page: the page of an error would stumble over the same request.
    """
    try:
        request.get_host()
    except DisallowedHost:
        return False
    given = request.content_params
    if request.content_type == "multipart/form-data":
        boundary = given.get("boundary", "")
        if not BOUNDARY.fullmatch(boundary):
            return False
    # In another alphabet the same bytes would say something else.
    return given.get("charset", "utf-8").lower() in ("utf-8", "utf8")


class FromElsewhere:
    """Refuses what another site, or another host beside ours, had a browser send."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if sent_by_another_site(request):
            return nothing_here(403)
        if not readable(request):
            return HttpResponse(status=400)
        return self.get_response(request)


def _thing(request: HttpRequest) -> tuple[str, str]:
    """The case, or else the first thing, that the address names; ids alone, never words."""
    match = request.resolver_match
    ids = {n: v for n, v in (match.kwargs if match else {}).items() if isinstance(v, UUID)}
    for name in sorted(ids, key=lambda one: one != "case_id"):
        return name.removesuffix("_id"), str(ids[name])
    return "", ""


class Refusals:
    """Each «nothing here» that somebody who signed in is answered is in the journal, once.

    The access functions write what they refuse, with the thing it was about. What none of them
    wrote (an address that leads nowhere, a wrong id inside a case, a method of no page) is written
    here with the route alone.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with refusals() as attempts:
            request.attempts = attempts
            response = self.get_response(request)
            if response.status_code == 404 and request.actor is not None and not attempts.noted:
                record_refusal(request.actor, "page.open", about=_thing(request))
        return response

    def process_view(self, request: HttpRequest, view, args, kwargs) -> HttpResponse | None:
        request.attempts.where = {
            "route": request.resolver_match.view_name,
            "method": request.method if request.method in METHODS else "other",
        }
        name = request.resolver_match.view_name
        if request.method in METHODS or name in ANY_METHOD:
            return None
        # No page of the house knows another method: to whoever signed in, there is nothing there.
        if request.actor is not None and name not in OPEN_ROUTES:
            return nothing_here()
        refused = HttpResponse(status=405)
        refused.headers["Allow"] = ", ".join(METHODS)
        return refused
