"""Which browser it is: a random cookie that says nothing, and a label without details."""

from __future__ import annotations

import re
import secrets

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from .secrets import digest

COOKIE = "aparato"
DAYS = 180
_BROWSERS = (
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("Firefox", "Firefox"),
    ("Chrom", "Chrome"),
    ("Safari", "Safari"),
)
_SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "Mac"),
    ("Linux", "Linux"),
)


def cookie_name() -> str:
    return f"__Host-{COOKIE}" if settings.SESSION_COOKIE_SECURE else COOKIE


def token_of(request: HttpRequest) -> str:
    """The cookie of this browser; '' when it has none that we could have given."""
    token = request.COOKIES.get(cookie_name(), "")
    return token if re.fullmatch(r"[\w-]{22,64}", token) else ""


def device_of(request: HttpRequest) -> str:
    """What is kept of a browser: the digest of its cookie; '' when it has none."""
    token = token_of(request)
    return digest("device", token) if token else ""


def new_token() -> str:
    return secrets.token_urlsafe(24)


def give(response: HttpResponse, token: str) -> None:
    """Let the browser remember that somebody signed in here. It outlives the session."""
    response.set_cookie(
        cookie_name(),
        token,
        max_age=DAYS * 86400,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )


def label_of(request: HttpRequest) -> str:
    """«Firefox · Windows»: enough for its owner to know it again."""
    told = request.headers.get("User-Agent", "")
    browser = next((name for sign, name in _BROWSERS if sign in told), "?")
    system = next((name for sign, name in _SYSTEMS if sign in told), "?")
    return f"{browser} · {system}"
