"""The network: all posts side by side, two of them compared, and each one as it is seen from beyond it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from cauce.custody.journal.counts import counted
from cauce.custody.journal.door import Absent
from cauce.desk.intake.calls.showing import call_rows
from cauce.desk.measurement.alike import alike_sentence
from cauce.desk.measurement.places import places_figure
from cauce.desk.measurement.saying import ROUNDED
from cauce.intake.calls.access import unanswered_here
from cauce.measurement import access
from cauce.measurement.access_cascade import reached
from cauce.measurement.access_totals import TOTALS
from cauce.measurement.boards.cascade_figure import cascade_figure
from cauce.rules.permissions import permits
from cauce.staff.offices.picker import post_field
from cauce.ui.listed import Filters
from cauce.ui.nav import nav
from cauce.ui.words import say

from . import sections
from .views_slides import TAKE


@require_GET
def numbers(request: HttpRequest) -> HttpResponse:
    """All posts; with ``?a=HOU&b=LAR`` those two beside each other."""
    posts = access.network_posts(request.actor)
    filters = Filters(
        request,
        {
            "a": post_field(say("Un consulado", "One post"), posts, first=None),
            "b": post_field(say("Y otro", "And another"), posts, first=None),
        },
    )
    chosen = list(filters.chosen.values())
    if not chosen[1]:
        filters.initial["b"] = next((post.code for post in posts[1:]), "")
    names = sections.names_of(posts)
    base = {
        "filters": filters,
        "nav": nav(request, "headquarters"),
        "rounded": ROUNDED,
    }
    found, told = access.numbers_of_network(request.actor, posts), reached(request.actor)
    by_code = {one.post: one for one in found.posts}
    two = all(code in names for code in chosen) and chosen[0] != chosen[1]
    page = {
        "two": sections.comparison(*(by_code[code] for code in chosen), names) if two else None,
        "calls": call_rows(counted(**unanswered_here(request.actor))),
        "alike": alike_sentence(access.alike_of_network(request.actor, timezone.now())),
        "summary": sections.summary(found),
        "followed": sections.followed_said(found),
        "figure": cascade_figure(told),
        "places": places_figure(told.cascade),
        "rows": sections.rows_of(found.posts, names),
        "asked": not two and any(request.GET.get(side) for side in ("a", "b")),
        "totals": permits(request.actor, TOTALS).allowed,
        "may_take": permits(request.actor, TAKE).allowed,
    }
    return render(request, "headquarters/numbers.html", base | page)


@require_GET
def post(request: HttpRequest, code: str) -> HttpResponse:
    """One post as whoever works no case there may see it."""
    posts = access.network_posts(request.actor)
    by_code = {one.code: one for one in posts}
    if code not in by_code:
        raise Absent()
    found = access.numbers_of_network(request.actor, posts)
    lines = next(sections.lines(one) for one in found.posts if one.post == code)
    return render(
        request,
        "headquarters/post.html",
        {
            "shown": by_code[code],
            "lines": lines,
            "rounded": ROUNDED,
            "nav": nav(request, "headquarters"),
        },
    )
