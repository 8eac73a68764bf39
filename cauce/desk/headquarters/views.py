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
from cauce.offices import access as offices
from cauce.ui.words import language_of

from . import sections


@require_GET
def numbers(request: HttpRequest) -> HttpResponse:
    """All posts; with ``?a=HOU&b=LAR`` those two beside each other."""
    found = access.numbers_of_network(request.actor, timezone.now())
    posts = offices.posts()
    names = sections.names_of(posts)
    base = {"posts": posts, "nav": nav(request, "headquarters")}
    chosen = [request.GET.get(side, "").upper() for side in ("a", "b")]
    base |= {"a": chosen[0], "b": chosen[1] or (posts[1].code if len(posts) > 1 else "")}
    by_code = {one.post: one for one in found}
    if all(code in by_code for code in chosen) and chosen[0] != chosen[1]:
        two = sections.comparison(by_code[chosen[0]], by_code[chosen[1]], names)
        return render(request, "headquarters/compare.html", base | two)
    page = {
        "summary": sections.summary(found),
        "figure": sections.funnel_figure(found, names),
        "rows": sections.rows_of(found, names),
        "asked": any(chosen),
    }
    return render(request, "headquarters/numbers.html", base | page)


@require_GET
def post(request: HttpRequest, code: str) -> HttpResponse:
    """One post as whoever leads it sees it, but for what waits to be signed there."""
    found = access.numbers_of_network_post(request.actor, code, timezone.now())
    by_code = {one.code: one for one in offices.posts()}
    if code not in by_code:
        raise Absent()
    departures = access.departures_of_post(request.actor, code, found.since)
    page = page_of(found, departures, language_of(get_language()))
    return render(
        request, "headquarters/post.html",
        page | {"shown": by_code[code], "nav": nav(request, "headquarters")},
    )  # fmt: skip
