"""Programmes of both governments: all of them, and beside a case which fit, which ask first, which do not."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from cauce.cases.access_programmes import programmes_of
from cauce.content.loader import Edition
from cauce.content.model import Text, both
from cauce.content.model_programmes import Programme
from cauce.content.model_routes import Point
from cauce.custody.journal.door import check_may
from cauce.desk.cases.frame.frame import case_page
from cauce.protocol.editions.access import current_edition
from cauce.rules.programmes import Fit, rule_of
from cauce.ui.nav import nav

GOVERNMENTS = {
    "mexico": both("De México", "Of Mexico"),
    "united_states": both("De Estados Unidos", "United States"),
}
HEADINGS = {
    "fits": both("Corresponden a lo que se sabe", "Match what is known"),
    "ask": both("Confirmar antes", "Confirm first"),
    "no": both("No encajan", "Do not fit"),
}
# What no source says stands apart from what one does.
MARKS = {"K": both("sin verificar", "not verified"), "P": both("propuesta nuestra", "our proposal")}
STATES = {"fits": "yes", "ask": "to_find_out", "no": "no"}


def _capital(text: Text | None) -> Text | None:
    if text is None:
        return None
    return both(text.es[:1].upper() + text.es[1:], text.en[:1].upper() + text.en[1:])


def _marked(points: list[Point]) -> list[tuple[Point, Text | None]]:
    # Not in the template: there ``point.mark`` would look for words of that name.
    return [(point, MARKS.get(point.mark)) for point in points]


def _sheet(one: Programme, edition: Edition) -> dict[str, Any]:
    route = edition.routes[one.route] if one.route else None
    return {
        "one": one,
        "rule": _capital(rule_of(one, edition.facts)),
        "route": route,
        "government": GOVERNMENTS[one.government],
        "sources": [edition.sources[id] for id in one.sources],
        "parts": [
            (both("Para quién", "For whom"), _marked(one.for_whom)),
            (both("Qué da", "What it gives"), _marked(one.gives)),
            (both("Dónde se solicita", "Where to apply"), _marked(one.asked_at)),
            (both("Reglas", "Rules"), _marked(one.rules)),
        ],
    }


def _listed(texts: tuple[Text, ...]) -> Text | None:
    """Clauses as one line; None: there are none."""
    if not texts:
        return None
    es, en = ("; ".join(t[language] for t in texts) for language in ("es", "en"))
    return _capital(both(es.rstrip(".") + ".", en.rstrip(".") + "."))


def _row(fit: Fit, edition: Edition) -> dict[str, Any]:
    return _sheet(fit.programme, edition) | {
        "state": STATES[fit.verdict],
        "wanted": fit.wanted,
        "no": _listed(fit.no),
        "ask": _listed(fit.ask),
        "yes": _listed(fit.yes),
    }


@require_GET
def programmes_page(request: HttpRequest) -> HttpResponse:
    """Every programme of the edition in force, by government, each with its rules and its sources."""
    check_may(request.actor, "directory.find")
    edition = current_edition()
    ordered = sorted(edition.programmes.values(), key=lambda one: one.order)
    groups = [
        (heading, [_sheet(one, edition) for one in ordered if one.government == code])
        for code, heading in GOVERNMENTS.items()
    ]
    return render(request, "programmes/list.html", {"nav": nav(request, "directory:find"), "groups": groups})


@require_GET
def of_case(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The programmes beside one case, with the reasons. Nothing is asked of anybody here."""
    context = case_page(request, case_id, "programmes", timezone.now(), "routes:sheet")
    edition = context["edition"]
    found = programmes_of(context["case"], context["page"].facts)
    groups = [
        {
            "verdict": verdict,
            "heading": heading,
            "rows": [_row(one, edition) for one in found if one.verdict == verdict],
        }
        for verdict, heading in HEADINGS.items()
    ]
    return render(request, "programmes/case.html", context | {"groups": groups})
