"""A form that the page's own script sends, and sends again when the line broke: what it is told.

The script (``ui/hold.js``) names who wrote the page in ``X-Held-By``; what somebody wrote is never
taken from another person who signed in on the same machine meanwhile. The answer says in ``X-Held``
what became of it: ``done`` (``X-Go`` is where to go), ``shown`` (the page that came is the answer),
``enter`` (nobody is signed in), ``other``, ``prove`` (the proof of who it is ran out), ``stale``
(the form needs a new key) or ``later``. An answer without that word did not come from here: a proxy
or the sign-in page of a network answers too, and what was typed must not be given up for it.
"""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from .context import whose

Handler = Callable[[HttpRequest], HttpResponse]
NOBODY = "-"  # the page was shown to somebody who had not signed in
SHORT_WAIT = 60  # seconds: who is asked to wait longer is told why


class HeldMiddleware:
    """Answers a form sent by the script; any other request passes as it is."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        by = request.headers.get("X-Held-By") if request.method == "POST" else None
        if by is None:
            return self.get_response(request)
        if by != NOBODY and request.actor is None:
            return _says("enter", HttpResponse(status=401))
        if by != NOBODY and by != whose(request):
            return _says("other", HttpResponse(status=409))
        return _told(self.get_response(request))


def _says(word: str, response: HttpResponse) -> HttpResponse:
    response.headers["X-Held"] = word
    return response


def _told(response: HttpResponse) -> HttpResponse:
    """The answer of a page, as the script understands it."""
    status = response.status_code
    if 300 <= status < 400:
        return _led(response)
    if status == 403:
        return _says("stale", response)
    wait = response.headers.get("Retry-After", "")
    slower = status == 429 and wait.isdigit() and int(wait) <= SHORT_WAIT
    return _says("later" if slower or status >= 500 else "shown", response)


def _led(response: HttpResponse) -> HttpResponse:
    """A redirect: the script would follow it out of sight, and a message be read by nobody."""
    address = response.headers["Location"]
    if address.startswith(reverse("step_up")):
        return _says("prove", HttpResponse(status=401))
    there = HttpResponse(status=204)
    there.cookies = response.cookies
    there.headers["X-Go"] = address
    return _says("done", there)
