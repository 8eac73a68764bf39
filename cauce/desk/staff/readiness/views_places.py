"""Two questions that everybody asks: which post serves this county, and when is a post closed."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from cauce.content.plain import plain
from cauce.custody.journal.door import check_may
from cauce.protocol.editions.access import current_edition
from cauce.rules.closures import closures
from cauce.rules.places import counties_of_post, counties_of_state, post_for_county
from cauce.staff.offices.access import day_at
from cauce.ui.fields import line
from cauce.ui.listed import Filters, Pages, address, picks
from cauce.ui.nav import nav
from cauce.ui.numbers import whole
from cauce.ui.words import say

FIRST, LAST = 2022, 2040  # years that the calendar shows


@require_GET
def counties(request: HttpRequest) -> HttpResponse:
    """The counties of a state, with the post of each and whether anybody confirmed it."""
    check_may(request.actor, "readiness.own")
    edition, day = current_edition(), day_at(request.post, timezone.now())
    states = edition.catalogues["us_states"]
    first = request.post.state if request.post else ""
    filters = Filters(
        request,
        {
            "state": picks(
                say("Estado", "State"),
                [(row["code"], say(row["name_es"], row["name_en"])) for row in states],
                "—",
            ),
            "q": line(say("Condado (opcional)", "County (optional)"), most=60),
        },
        first={"state": first},
    )
    chosen, asked = filters.chosen["state"], plain(filters.chosen["q"])
    posts = {row["code"]: row["name"] for row in edition.catalogues["posts"]}
    bases = {one.id: one.title for one in edition.catalogues["district_basis"]}
    rows = []
    for row in counties_of_state(edition, chosen):
        if asked in plain(row["name"]):
            found = post_for_county(edition, row["code"], day)
            rows.append(
                {
                    "county": row,
                    "serving": found,
                    "post": posts.get(found.post or ""),
                    "basis": bases.get(found.basis),
                    "mine": _is_mine(request, found.post),
                }
            )
    info = edition.tables["districts"]
    return render(
        request,
        "readiness/counties.html",
        {
            "rows": rows,
            "said": [row for row in rows if row["post"]],
            "unsaid": [row["county"]["name"] for row in rows if not row["post"]],
            "filters": filters,
            "state": chosen,
            "served": len(counties_of_post(edition, request.post.code, day)) if request.post else None,
            "info": info,
            "sources": [edition.sources[one] for one in info.sources],
            "note": edition.tables["us_counties"].note if chosen == "CT" else None,
            "nav": nav(request, "readiness"),
        },
    )


def _is_mine(request: HttpRequest, code: str | None) -> bool:
    return bool(request.post and code == request.post.code)


@require_GET
def closed(request: HttpRequest) -> HttpResponse:
    """The days of a year on which a post is closed, as deadlines count them."""
    check_may(request.actor, "readiness.own")
    this = day_at(request.post, timezone.now()).year
    year = min(max(whole(request.GET.get("year"), this), FIRST), LAST)
    return render(
        request,
        "readiness/closed.html",
        {
            "rows": closures(year),
            "year": year,
            "pages": Pages(
                address({}, year=year - 1) if year > FIRST else "",
                address({}, year=year + 1) if year < LAST else "",
                words=(str(year - 1), str(year + 1)),
            ),
            "nav": nav(request, "readiness"),
        },
    )
