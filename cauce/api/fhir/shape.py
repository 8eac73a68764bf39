"""In which form an answer is wanted: ``_format`` (or ``Accept``) and ``_summary``."""

from __future__ import annotations

from django.http import HttpRequest

from cauce.standards.fhir.outcome import Refusal
from cauce.standards.fhir.summary import WAYS, Json, summarized

FORMATS = ("json", "application/json", "application/fhir+json", "text/json")
NAMES = ("_format", "_summary")


def _given(request: HttpRequest, name: str) -> str:
    """As it was given; '' when it was not, or empty: the standard has such a parameter ignored."""
    return request.GET.get(name, "").strip().lower()


def check(request: HttpRequest) -> None:
    """Raises ``Refusal`` (406, 400) for a form that this door has not. ``_format`` goes before ``Accept``."""
    # A plus that nobody escaped arrives as a space.
    asked = _given(request, "_format").replace(" ", "+").partition(";")[0]
    known = asked in FORMATS if asked else request.get_preferred_type(FORMATS[1:])
    if not known:
        raise Refusal(
            406,
            "not-supported",
            "Aquí solo se da application/fhir+json.",
            "Only application/fhir+json is given here.",
        )
    if summary_of(request) not in ("", *WAYS):
        raise Refusal(400, "invalid", "«_summary» no se entiende.", "'_summary' is not understood.")


def summary_of(request: HttpRequest) -> str:
    """One of ``WAYS``; '': not asked."""
    return _given(request, "_summary")


def check_one(request: HttpRequest) -> None:
    """Raises ``Refusal``: one resource cannot be counted."""
    if summary_of(request) == "count":
        raise Refusal(400, "invalid", "«count» es de una búsqueda.", "'count' belongs to a search.")


def shaped(request: HttpRequest, resource: Json) -> Json:
    """What is shown of a resource that somebody reads."""
    return summarized(resource, summary_of(request))
