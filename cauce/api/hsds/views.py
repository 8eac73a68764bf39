"""The directory as anybody may read it, by machine: HSDS 3.x, public entries only, no account.

Nothing may be kept by a cache on the way (every answer says ``no-store``): what is sealed today must
not be shown tomorrow by somebody's copy. No other site's page may read it (no CORS).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from cauce.api.answers import answer, mistake
from cauce.content.errors import BadInput, BadInputs
from cauce.content.plain import plain
from cauce.custody.journal.door import Absent
from cauce.directory.access import (
    PublicWanted,
    public_links,
    public_organizations,
    public_services,
    sealed_values,
)
from cauce.directory.sealing import sealed_pattern
from cauce.staff.offices.access import day_at
from cauce.standards.hsds import reading
from cauce.standards.hsds.terms import TAXONOMY, kinds_of, taxonomy, terms

from . import asking, profile
from .openapi import openapi

bad_input = BadInputs(__file__)

VERSION = "3.0"
PAGES = ("page", "per_page", "format")
BY_TERM = ("taxonomy_term_id", "taxonomy_id", "organization_id", "modified_after")
View = Callable[..., HttpResponse]


def door(*known: str) -> Callable[[View], View]:
    """A page of this door: nothing where the door is shut, and JSON for whatever goes wrong."""

    def decorate(view: View) -> View:
        @csrf_exempt  # it takes nothing, and any other method is told so
        @require_safe
        @wraps(view)
        def wrapper(request: HttpRequest, **named: Any) -> HttpResponse:
            if not settings.HSDS_DOOR:
                raise Absent()
            try:
                asking.check_known(request, frozenset(known))
                return view(request, **named)
            except BadInput as error:
                return mistake(error, 400)
            except Absent as error:
                return mistake(error, 404)

        return wrapper

    return decorate


@lru_cache(maxsize=2)
def _compiled(streets: tuple[str, ...], numbers: tuple[str, ...]) -> re.Pattern[str] | None:
    return sealed_pattern(streets, numbers)


def _sealed() -> re.Pattern[str] | None:
    streets, numbers = sealed_values()
    return _compiled(tuple(sorted(streets)), tuple(sorted(numbers)))


def _today():
    return day_at(None, timezone.now())


def _paged(asked: asking.Page, rows: list[Any], show: Callable[[list[Any]], list]) -> HttpResponse:
    """The page of an HSDS list: what it holds, and where it stands."""
    pages = max(1, -(-len(rows) // asked.size))
    if asked.number > pages:
        return mistake(bad_input("there_are_not_that_many_pages", where="page", pages=pages), 404)
    start = (asked.number - 1) * asked.size
    contents = show(rows[start : start + asked.size])
    return answer(
        {
            "total_items": len(rows),
            "total_pages": pages,
            "page_number": asked.number,
            "size": len(contents),
            "first_page": asked.number == 1,
            "last_page": asked.number == pages,
            "empty": not contents,
            "contents": contents,
        }
    )


def _wanted(request: HttpRequest) -> PublicWanted:
    return PublicWanted(
        text=asking.text(request, "search"),
        kinds=kinds_of(asking.id(request, "taxonomy_term_id"), asking.id(request, "taxonomy_id")),
        organization=asking.id(request, "organization_id"),
        changed_since=asking.moment(request, "modified_after"),
    )


@door()
def base(request: HttpRequest) -> HttpResponse:
    """Which standard, which profile, and where the addresses are described."""
    return answer(
        {
            "version": VERSION,
            "profile": request.build_absolute_uri(reverse("hsds:profile")),
            "openapi_url": request.build_absolute_uri(reverse("hsds:openapi")),
        }
    )


@door("search", *PAGES, *BY_TERM, "minimal", "full")
def services(request: HttpRequest) -> HttpResponse:
    """Public entries; ``minimal``: their ids and when each changed; ``full``: with what is nested in them."""
    asking.check_format(request)
    minimal, full = asking.yes(request, "minimal"), asking.yes(request, "full")
    asked = asking.page(request, most=asking.MINIMAL_MOST if minimal else asking.MOST)
    sealed = _sealed()
    rows = public_services(_wanted(request), sealed)
    return _paged(
        asked, rows, lambda ids: reading.services(ids, _today(), sealed, full=full, minimal=minimal)
    )


@door()
def service(request: HttpRequest, id: UUID) -> HttpResponse:
    """One public entry with everything nested in it."""
    return answer(_one(reading.services([id], _today(), _sealed(), full=True)))


def _one(found: list[Any]) -> Any:
    if not found:
        raise Absent()
    return found[0]


@door("search", "full", "full_service", *PAGES)
def organizations(request: HttpRequest) -> HttpResponse:
    """Organizations with some public entry."""
    asking.check_format(request)
    inside = "ids" if asking.yes(request, "full") else ""
    inside = "full" if asking.yes(request, "full_service") else inside
    asked, sealed = asking.page(request), _sealed()
    rows = public_organizations(asking.text(request, "search"), sealed)
    return _paged(asked, rows, lambda ids: reading.organizations(ids, _today(), sealed, with_services=inside))


@door("full_service")
def organization(request: HttpRequest, id: UUID) -> HttpResponse:
    """One organization with the ids of its public entries, or the entries whole."""
    inside = "full" if asking.yes(request, "full_service") else "ids"
    return answer(_one(reading.organizations([id], _today(), _sealed(), with_services=inside)))


@door("search", "full", "postcode", "proximity", *PAGES, *BY_TERM)
def service_at_locations(request: HttpRequest) -> HttpResponse:
    """Services at their places. By postcode and distance only places whose address is shown."""
    asking.check_format(request)
    full, asked, sealed = asking.yes(request, "full"), asking.page(request), _sealed()
    postcode = asking.word(request, "postcode")
    metres = asking.whole(request, "proximity", 0, asking.FURTHEST)
    if metres and not postcode:
        raise bad_input("the_distance_is_measured_from_a_postcode", where="proximity")
    pairs = public_links(_wanted(request), sealed, postcode, metres or None)
    return _paged(asked, pairs, lambda some: reading.links(some, _today(), sealed, full=full))


@door()
def service_at_location(request: HttpRequest, id: UUID) -> HttpResponse:
    """One service at one place."""
    sealed = _sealed()
    pairs = public_links(PublicWanted(), sealed, "", None)
    pair = [one for one in pairs if reading.link_id(*one) == id]
    return answer(_one(reading.links(pair, _today(), sealed, full=True)))


@door("search", *PAGES)
def taxonomies(request: HttpRequest) -> HttpResponse:
    """The one taxonomy that is ours to pass on."""
    asking.check_format(request)
    word, asked = plain(asking.text(request, "search")), asking.page(request)
    rows = [taxonomy()] if word in plain(str(taxonomy())) else []
    return _paged(asked, rows, list)


@door()
def one_taxonomy(request: HttpRequest, id: UUID) -> HttpResponse:
    return answer(_one([taxonomy()] if id == TAXONOMY else []))


@door("search", "taxonomy_id", "top_only", "parent_id", *PAGES)
def taxonomy_terms(request: HttpRequest) -> HttpResponse:
    """The kinds of help. They have no tree: every one is at the top and none has a parent."""
    asking.check_format(request)
    asking.yes(request, "top_only")
    word, asked = plain(asking.text(request, "search")), asking.page(request)
    of, parent = asking.id(request, "taxonomy_id"), asking.id(request, "parent_id")
    known = terms() if of in (None, TAXONOMY) and parent is None else []
    return _paged(asked, [one for one in known if word in plain(one["description"])], list)


@door()
def taxonomy_term(request: HttpRequest, id: UUID) -> HttpResponse:
    return answer(_one([one for one in terms() if one["id"] == str(id)]))


@door()
def openapi_document(request: HttpRequest) -> HttpResponse:
    """The description of this door (OpenAPI 3.1)."""
    base_address = request.build_absolute_uri(reverse("hsds:base"))
    return answer(openapi(base_address, request.build_absolute_uri(reverse("hsds:profile"))))


@door()
def profile_index(request: HttpRequest) -> HttpResponse:
    """What this directory adds to the standard: one merge patch for each schema it touches."""
    return answer(
        profile.index(lambda name: request.build_absolute_uri(reverse("hsds:profile_schema", args=[name])))
    )


@door()
def profile_schema(request: HttpRequest, name: str) -> HttpResponse:
    """One merge patch (RFC 7386), with the name of the schema it patches."""
    if name not in profile.PATCHES:
        raise Absent()
    return answer(profile.PATCHES[name])


@csrf_exempt  # as ``door``
@require_safe
def nothing(request: HttpRequest, rest: str) -> HttpResponse:
    """Every other address of this door."""
    if not settings.HSDS_DOOR:
        raise Absent()
    return mistake(Absent(), 404)
