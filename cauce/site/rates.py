"""How often somebody may ask: enough for the busiest morning, too little to walk through the house.

Counted in the memory of each process, so that nothing is written for it: no address and no account
stands anywhere, only a keyed digest that lives two minutes at most and dies with the process. The
web server in front has a limit of its own, by address; this one knows accounts and kinds of page.
"""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
import secrets
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from cauce.ui.doors import doors

Handler = Callable[[HttpRequest], HttpResponse]
WINDOW = 60  # seconds
# Who asks there is a program: it reads the status and the header alone.
MACHINES = ("telephone", "directory", "machine")


@cache
def costly() -> frozenset[str]:
    """Addresses that take the server long, or bring out much at once, as their doors say."""
    return frozenset(route for door in doors() for route in door.costly)


@cache
def groups() -> dict[str, str]:
    """By the name of a part, whose limit counts how often it is asked; not there: that of pages.

    A wrong secret of a telephone is a guess; a right one sends what a long day filled. A wrong secret of a
    link, or code of a complaint, is a guess as well; whoever answers by one looks at one page a few times.
    """
    return {mount.name: mount.rate for door in doors() for mount in door.urls if mount.rate}


def _prefix(address: str) -> str:
    """The network somebody asks from: 64 bits of an IPv6 address, all of an older one."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return ""
    return str(ipaddress.ip_network(f"{found}/64", strict=False)) if found.version == 6 else str(found)


def asked_from(request: HttpRequest) -> str:
    """The network of whoever asks; what a proxy says is believed of the one on this machine alone.

    '' when a proxy on this machine does not say: then there is nobody to tell apart.
    """
    near = request.META.get("REMOTE_ADDR", "")
    try:
        ours = not near or ipaddress.ip_address(near).is_loopback
    except ValueError:
        ours = True  # a socket of the system has no address
    if not ours:
        return _prefix(near)
    return _prefix(request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip())


@dataclass
class Counter:
    """Requests of this minute and of the one before, by digest; older ones are forgotten."""

    now: Callable[[], float] = time.monotonic
    minute: int = -1
    here: dict[bytes, int] = field(default_factory=dict)
    before: dict[bytes, int] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)
    key: bytes = field(default_factory=lambda: secrets.token_bytes(32))

    def over(self, who: str, most: int) -> bool:
        """Count one more; whether that is more than ``most`` in the last minute, sliding."""
        digest = hmac.new(self.key, who.encode(), hashlib.sha256).digest()[:16]
        with self.lock:
            minute, part = divmod(self.now(), WINDOW)
            if minute != self.minute:
                self.before = self.here if minute == self.minute + 1 else {}
                self.here, self.minute = {}, int(minute)
            self.here[digest] = self.here.get(digest, 0) + 1
            left = self.before.get(digest, 0) * (1 - part / WINDOW)
            return self.here[digest] + left > most


counter = Counter()


class RatesMiddleware:
    """Turns away whoever asks too often: by account, by network, by kind of page."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view, args, kwargs) -> HttpResponse | None:
        rates = settings.RATES
        name = request.resolver_match.view_name
        group = groups().get(name.partition(":")[0], "page")
        asked = []
        network = asked_from(request)
        if network:
            asked.append((f"{group} {network}", rates.get(group, 0)))
        if request.actor is not None:
            asked.append((f"account {request.actor.user}", rates.get("account", 0)))
            if name in costly():
                asked.append((f"costly {request.actor.user}", rates.get("costly", 0)))
        # All are counted: whoever is over one limit goes on filling the others.
        if any([most and counter.over(who, most) for who, most in asked]):
            return self._slower(group)
        return None

    @staticmethod
    def _slower(group: str) -> HttpResponse:
        page = render_to_string("site/slower.html") if group not in MACHINES else ""
        slower = HttpResponse(page, status=429)
        slower.headers["Retry-After"] = str(WINDOW)
        return slower
