"""The network: all posts side by side, two of them compared, and each one as its head sees it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from cauce.desk.head.sections import page_of
from cauce.desk.nav import nav
from cauce.journal.door import Absent
from cauce.measurement import access
from cauce.measurement.access_totals import TOTALS
from cauce.rules.permissions import permits
from cauce.ui.words import language_of

from . import sections


@require_GET
def numbers(request: HttpRequest) -> HttpResponse:
    """All posts; with ``?a=HOU&b=LAR`` those two beside each other."""
    at, chosen = timezone.now(), [request.GET.get(side, "").upper() for side in ("a", "b")]
    posts = access.network_posts(request.actor)
    names = sections.names_of(posts)
    base = {
        "posts": posts, "nav": nav(request, "headquarters"), "a": chosen[0],
        "b": chosen[1] or next((post.code for post in posts[1:]), ""),
    }  # fmt: skip
    if all(code in names for code in chosen) and chosen[0] != chosen[1]:
        two = access.numbers_of_some(request.actor, chosen, at)
        page = sections.comparison(two[0], two[1], names)
        return render(request, "headquarters/compare.html", base | page)
    found = access.numbers_of_network(request.actor, list(names), at)
    page = {
        "summary": sections.summary(found),
        "figure": sections.funnel_figure(found, names),
        "rows": sections.rows_of(found, names),
        "answers": any(one.encounters.median is not None for one in found),
        "asked": any(chosen),
        "totals": permits(request.actor, TOTALS).allowed,
    }
    return render(request, "headquarters/numbers.html", base | page)


@require_GET
def post(request: HttpRequest, code: str) -> HttpResponse:
    """One post as whoever leads it sees it, but for what waits to be signed there."""
    by_code = {one.code: one for one in access.network_posts(request.actor)}
    if code not in by_code:
        raise Absent()
    found = access.numbers_of_network_post(request.actor, code, timezone.now())
    departures = access.departures_of_post(request.actor, code, found.since)
    page = page_of(found, departures, language_of(get_language()))
    return render(
        request, "headquarters/post.html",
        page | {"shown": by_code[code], "nav": nav(request, "headquarters")},
    )  # fmt: skip
