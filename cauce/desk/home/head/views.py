"""The office of whoever leads a post: the same cases as numbers of work."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from cauce.cases.access_voiding import voided_by_year
from cauce.measurement import access
from cauce.staff.offices.picker import post_here
from cauce.ui.nav import nav
from cauce.ui.words import language_of

from .sections import page_of, recorded_late
from .signing import all_of_them, to_sign


@require_GET
def numbers(request: HttpRequest) -> HttpResponse:
    """What is open, overdue and waiting; how closely the post follows the Protocol."""
    post, at = post_here(request, access.POST), timezone.now()
    found = access.numbers_of_post(request.actor, post.code, at)
    departures = access.departures_of_post(request.actor, post.code, found.since)
    late = access.late_entries_of_post(request.actor, post.code, found.since)
    rows, signing = to_sign(request.actor, at)
    page = page_of(found, departures, language_of(get_language()))
    more = {
        "post": post,
        "late": recorded_late(late, language_of(get_language())) if late else None,
        "rows": rows,
        "signing": signing,
        "all_signing": all_of_them(),
        "voided": voided_by_year(request.actor, post.code),
        "nav": nav(request, "head"),
    }
    return render(request, "head/numbers.html", page | more)
