"""Addresses of before, for one release: each is answered by the page that stands elsewhere now.

``moved.csv`` says which page an old address was of. Nothing is looked up: whatever id the address holds and
whoever asks, the answer is the same, and the page itself decides who may see it. A page that is opened is led
to its new address for good; what is sent is taken as if it had been sent there, so that nothing typed is lost
and a form that waited for its line arrives.
"""

from __future__ import annotations

import csv
from collections.abc import Callable
from functools import cache
from pathlib import Path

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import get_script_prefix, reverse
from django.urls.resolvers import RoutePattern

FILE = Path(__file__).with_name("moved.csv")
Handler = Callable[[HttpRequest], HttpResponse]


def listed() -> list[tuple[str, str]]:
    """(address of before with its places, the route of its page), as the table has them."""
    with FILE.open(encoding="utf-8", newline="") as file:
        return [(row["address"], row["route"]) for row in csv.DictReader(file)]


@cache
def _by_first_word() -> dict[str, list[tuple[RoutePattern, str]]]:
    found: dict[str, list[tuple[RoutePattern, str]]] = {}
    for address, route in listed():
        whole = RoutePattern(address[1:], is_endpoint=True)
        found.setdefault(address.split("/")[1], []).append((whole, route))
    return found


def moved(path: str) -> str | None:
    """Where the page of an old address stands now; None: it is no address of before."""
    for whole, route in _by_first_word().get(path[1:].partition("/")[0], ()):
        match = whole.match(path[1:])
        if match is not None:
            return reverse(route, kwargs=match[2])
    return None


class MovedMiddleware:
    """Answers addresses of before; any other passes as it is."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        there = moved(request.path_info)
        if there is None:
            return self.get_response(request)
        if request.method in ("GET", "HEAD"):
            query = request.META.get("QUERY_STRING", "")
            return HttpResponsePermanentRedirect(f"{there}?{query}" if query else there)
        request.path, request.path_info = there, "/" + there.removeprefix(get_script_prefix())
        return self.get_response(request)
