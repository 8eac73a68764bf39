"""What anybody may read alone: signs in plain words, rights, what a consulate does, whom to call.

Nothing is asked that would travel: a sign is opened on the page itself, so no answer ever reaches
the server, no cookie is set and nothing is stored. There is no score; help is shown whatever is read.
"""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.http import require_safe

from cauce.content.loader import Edition
from cauce.content.model_guide import SafeContact
from cauce.protocol.editions.access import current_edition

from .reading import places, signs

FIRST = 3  # telephones on the first screen, the emergency one of the page itself included


def open_contacts(edition: Edition) -> list[SafeContact]:
    """The telephones for everybody, in their order; those for whoever attends are not among them."""
    found = [one for one in edition.contacts.values() if not one.office]
    return sorted(found, key=lambda one: one.order)


def answer(request: HttpRequest, template: str, language: str, room: bool, **given) -> HttpResponse:
    """A page of the guide in one language, with what all of them share; nothing is stored by it."""
    base = f"/guia/{'sala/' if room else ''}"
    other = "es" if language == "en" else "en"
    edition = current_edition()
    context = {
        "language": language,
        "room": room,
        "start": base,
        "base": base + ("en/" if language == "en" else ""),
        "elsewhere": request.path.replace(
            f"{base}en/" if language == "en" else base, f"{base}en/" if other == "en" else base, 1
        ),
        "pages": sorted(edition.guide.values(), key=lambda one: one.order),
        "urgent": min(edition.contacts.values(), key=lambda one: one.order),
        "numbers": open_contacts(edition)[1:FIRST],
        **given,
    }
    with translation.override("en" if language == "en" else "es-mx"):
        response = render(request, template, context)
    response.headers["Content-Language"] = "en" if language == "en" else "es-MX"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


@require_safe
def first(request: HttpRequest, language: str, room: bool) -> HttpResponse:
    """The signs, each with what it may mean and what one can do."""
    return answer(request, "guide/first.html", language, room, signs=signs(current_edition()))


@require_safe
def page(request: HttpRequest, language: str, room: bool, page: str) -> HttpResponse:
    """One page of the guide. 404 for an address that is none."""
    found = current_edition().guide.get(page)
    if found is None:
        raise Http404
    return answer(request, "guide/page.html", language, room, page=found)


@require_safe
def contacts(request: HttpRequest, language: str, room: bool) -> HttpResponse:
    """Safe contacts, and the consulates by state: all on one page, so that no choice is sent."""
    edition = current_edition()
    listed = open_contacts(edition)
    return answer(
        request,
        "guide/contacts.html",
        language,
        room,
        contacts=listed,
        places=places(edition, language),
    )
