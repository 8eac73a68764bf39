"""A form that the page's own script sends, and sends again when the line broke: what it is told.

The script (``ui/offline_resend.js``) names who wrote the page in ``X-Held-By``; what somebody wrote is never
taken from another person who signed in on the same machine meanwhile. The answer says in ``X-Held``
what became of it: ``done`` (``X-Go`` is where to go), ``shown`` (the page that came is the answer),
``enter`` (nobody is signed in), ``other``, ``prove`` (the proof of who it is ran out), ``stale``
(the form needs a new key) or ``later``. Sent again (``X-Held-Again``) after it had been done, a form
may find that what it was about is over; then it is told ``done`` and not that nothing is there. An answer
without that word did not come from here: a proxy or the sign-in page of a network answers too, and what was
typed must not be given up for it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import urlsplit

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from cauce.custody.journal.access import was_done
from cauce.ui import form_token
from cauce.ui.words import say

from .context import whose
from .middleware import typed

Handler = Callable[[HttpRequest], HttpResponse]
OVER = (404, 409, 410, 422)
ALREADY = say("Ya estaba guardado, una sola vez.", "It was saved already, once.")
NOBODY = "-"  # the page was shown to somebody who had not signed in
WORDS = re.compile(r"\S\s+\S|.{41}", re.DOTALL)  # no code of a choice and no id
SHORT_WAIT = 60  # seconds: who is asked to wait longer is told why


class HeldMiddleware:
    """Answers a form sent by the script; any other request passes as it is."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        by = request.headers.get("X-Held-By") if request.method == "POST" else None
        if by is None:
            return _kept(request, self.get_response(request))
        if by != NOBODY and request.actor is None:
            return _says("enter", HttpResponse(status=401))
        if by != NOBODY and by != whose(request):
            return _says("other", HttpResponse(status=409))
        response = self.get_response(request)
        if response.status_code in OVER and "X-Held-Again" in request.headers and _was_done(request):
            messages.success(request, ALREADY)
            response = HttpResponseRedirect(_page_of(request))
        return _told(response)


def _kept(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Without the script: where a proof of who it is comes first, the page that asks for it has the words
    that were typed, and sends them once it was given."""
    proof = response.headers.get("Location", "")
    if request.method != "POST" or not proof.startswith(reverse("step_up") + "?"):
        return response
    said = typed(request)
    if not any(WORDS.search(value) for _, value in said):
        return response  # a button, or choices: they are made again
    # A secret and a file are given anew, so such a form is not sent from here.
    given = {name for name, values in request.POST.lists() if any(values)}
    whole = given <= {"csrfmiddlewaretoken", "once", "seen", "next", *(name for name, _ in said)}
    page = render_to_string(
        "site/prove_kept.html",
        {
            "typed": said,
            "proof": proof,
            "here": request.get_full_path(),
            "fields": _fields(request) if whole and not request.FILES else None,
        },
        request,
    )
    asks = HttpResponse(page, status=403)
    asks.cookies = response.cookies
    return asks


def _fields(request: HttpRequest) -> list[tuple[str, str]]:
    """Every value of a form, to be sent again."""
    return [
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if name != "csrfmiddlewaretoken"
    ]


def _was_done(request: HttpRequest) -> bool:
    key = form_token.sent(request)
    return key is not None and request.actor is not None and was_done(request.actor, key)


def _page_of(request: HttpRequest) -> str:
    """The page that the form stood on; the first page of the house when the browser does not say."""
    told = request.headers.get("Referer", "")
    ours = url_has_allowed_host_and_scheme(told, allowed_hosts={request.get_host()})
    return urlsplit(told).path if told and ours else "/"


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
