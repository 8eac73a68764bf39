"""Single sign-on of a ministry (OpenID Connect): one issuer, pinned by the settings of this server.

The code flow with PKCE, ``state`` and ``nonce``. Who somebody is comes from the signed token alone:
its issuer, audience, times and nonce are checked, its algorithm is one of two, and its subject must
be linked to an account here. Nothing is ever made or found by an e-mail address.
Sources: OpenID Connect Core 1.0, section 3.1.3.7; RFC 7636; RFC 9207.
"""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.utils import timezone
from django.utils.crypto import constant_time_compare

if TYPE_CHECKING:
    import jwt

ALGORITHMS = ["RS256", "ES256"]
LEEWAY = 30  # seconds between two clocks
RECENT = 300  # seconds since the ministry itself asked who it is
PATIENCE = 5  # seconds for an answer of the issuer
MOST_BYTES = 256 * 1024
FRESH = 600  # seconds for which what the issuer publishes is not asked again
# Ways that an issuer may name and that count as a second factor (RFC 8176).
SECOND_FACTOR = {"mfa", "hwk", "otp", "sc"}
_published: dict[str, tuple[float, dict[str, Any]]] = {}


class NotVouched(Exception):
    """The issuer did not vouch for anybody in the way that was asked for."""


@dataclass(frozen=True, slots=True)
class Vouched:
    """Who the issuer says it is. ``strong``: it also says that a second factor was asked for."""

    issuer: str
    subject: str
    strong: bool


def is_offered() -> bool:
    """Whether this server has a ministry's sign-in at all."""
    return bool(settings.SSO_ISSUER and settings.SSO_CLIENT)


def issuer() -> str:
    """The one issuer of this server; '' when it has none."""
    return settings.SSO_ISSUER


def _safe(address: str) -> str:
    parts = urlsplit(address)
    if parts.scheme != "https" and parts.hostname not in ("localhost", "127.0.0.1"):
        raise NotVouched("an address of the issuer is not encrypted")
    if parts.scheme not in ("https", "http"):
        raise NotVouched("an address of the issuer is of another kind")
    return address


class _Never(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args: Any, **named: Any) -> None:
        return None


def _fetch(address: str, form: dict[str, str] | None = None) -> dict[str, Any]:
    body = urlencode(form).encode() if form is not None else None
    request = urllib.request.Request(  # noqa: S310 - ``_safe`` looked at the scheme
        _safe(address), data=body, headers={"Accept": "application/json"}
    )
    opener = urllib.request.build_opener(_Never)
    try:
        with opener.open(request, timeout=PATIENCE) as answer:
            found = json.loads(answer.read(MOST_BYTES))
    except (urllib.error.URLError, OSError, ValueError) as problem:
        raise NotVouched(f"the issuer did not answer: {type(problem).__name__}") from problem
    if not isinstance(found, dict):
        raise NotVouched("the issuer answered something else")
    return found


def _publication(address: str, *, again: bool = False) -> dict[str, Any]:
    at, found = _published.get(address, (0.0, {}))
    if again or time.monotonic() - at > FRESH or not found:
        found = _fetch(address)
        _published[address] = (time.monotonic(), found)
    return found


def _about_issuer() -> dict[str, Any]:
    found = _publication(settings.SSO_ISSUER.rstrip("/") + "/.well-known/openid-configuration")
    if found.get("issuer") != settings.SSO_ISSUER:
        raise NotVouched("another issuer answered")
    return found


def begin(back: str) -> tuple[str, dict[str, Any]]:
    """Where to send the browser, and what to remember until it is back. Raises ``NotVouched``."""
    kept = {
        "state": secrets.token_urlsafe(24),
        "nonce": secrets.token_urlsafe(24),
        "verifier": secrets.token_urlsafe(48),
        "back": back,
    }
    hashed = hashlib.sha256(kept["verifier"].encode()).digest()
    asked = {
        "response_type": "code",
        "scope": "openid",
        "client_id": settings.SSO_CLIENT,
        "redirect_uri": back,
        "state": kept["state"],
        "nonce": kept["nonce"],
        "code_challenge": base64.urlsafe_b64encode(hashed).rstrip(b"=").decode(),
        "code_challenge_method": "S256",
        "prompt": "login",
        "max_age": str(RECENT),
    }
    if settings.SSO_ACR:
        asked["acr_values"] = " ".join(settings.SSO_ACR)
    where = _safe(_about_issuer()["authorization_endpoint"])
    return f"{where}{'&' if '?' in where else '?'}{urlencode(asked)}", kept


def finish(answer: dict[str, str], kept: dict[str, Any] | None) -> Vouched:
    """Whom the issuer vouches for, from what the browser brought back. Raises ``NotVouched``."""
    if not kept or not constant_time_compare(answer.get("state", ""), kept["state"]):
        raise NotVouched("nobody asked for this")
    if answer.get("iss", settings.SSO_ISSUER) != settings.SSO_ISSUER:
        raise NotVouched("another issuer answered")
    if not answer.get("code"):
        raise NotVouched("no code")
    about = _about_issuer()
    form = {
        "grant_type": "authorization_code",
        "code": answer["code"],
        "redirect_uri": kept["back"],
        "client_id": settings.SSO_CLIENT,
        "code_verifier": kept["verifier"],
    }
    if settings.SSO_SECRET:
        form["client_secret"] = settings.SSO_SECRET
    token = _fetch(about["token_endpoint"], form).get("id_token")
    return _read(str(token or ""), about, kept["nonce"])


def _key(token: str, about: dict[str, Any]) -> jwt.PyJWK:
    """The issuer's key that the token names; asked for once more when it is a new one."""
    import jwt

    name = jwt.get_unverified_header(token).get("kid")
    for again in (False, True):
        for one in _publication(about["jwks_uri"], again=again).get("keys", []):
            usable = one.get("kty") in ("RSA", "EC") and one.get("use", "sig") == "sig"
            if usable and (name is None or one.get("kid") == name):
                return jwt.PyJWK(one)
    raise NotVouched("a key that the issuer does not publish")


def _read(token: str, about: dict[str, Any], nonce: str) -> Vouched:
    import jwt

    try:
        key = _key(token, about)
        told = jwt.decode(
            token,
            key.key,
            algorithms=ALGORITHMS,
            audience=settings.SSO_CLIENT,
            issuer=settings.SSO_ISSUER,
            leeway=LEEWAY,
            options={"require": ["iss", "sub", "aud", "exp", "iat", "nonce", "auth_time"]},
        )
    except (jwt.PyJWTError, KeyError, ValueError, TypeError) as problem:
        raise NotVouched(f"the token does not hold: {type(problem).__name__}") from problem
    if not constant_time_compare(str(told["nonce"]), nonce):
        raise NotVouched("the token answers another question")
    several = isinstance(told["aud"], list) and len(told["aud"]) > 1
    if (several or "azp" in told) and told.get("azp") != settings.SSO_CLIENT:
        raise NotVouched("the token is for another party")
    now = timezone.now().timestamp()
    if told["iat"] > now + LEEWAY:
        raise NotVouched("the token is from the future")
    asked_at = told["auth_time"]
    if not isinstance(asked_at, int | float) or not -LEEWAY <= now - asked_at <= RECENT + LEEWAY:
        raise NotVouched("the issuer asked too long ago")
    return Vouched(settings.SSO_ISSUER, str(told["sub"]), _is_strong(told))


def _is_strong(told: dict[str, Any]) -> bool:
    ways = told.get("amr") or []
    by_way = isinstance(ways, list) and bool(SECOND_FACTOR & {str(way) for way in ways})
    return by_way or (bool(settings.SSO_ACR) and told.get("acr") in settings.SSO_ACR)
