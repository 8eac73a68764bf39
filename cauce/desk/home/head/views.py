"""The office of whoever leads a post: the same cases as numbers of work."""

from __future__ import annotations

import datetime as dt

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from cauce.cases.access_day import Counts, counts_of_post
from cauce.measurement import access
from cauce.rules import bands
from cauce.rules.dates import local_instant, zone
from cauce.rules.permissions import Actor
from cauce.staff.offices import access as offices
from cauce.staff.offices.models import Post
from cauce.staff.offices.picker import post_here
from cauce.ui.nav import nav
from cauce.ui.words import language_of

from .sections import day_lines, page_of, recorded_late
from .signing import all_of_them, to_sign


def _day(actor: Actor, post: Post, at: dt.datetime) -> Counts:
    """The bands of the day as numbers; the month is that of the post's own calendar."""
    first = offices.day_at(post, at).replace(day=1)
    month = local_instant(first, dt.time(), zone(post.time_zone))
    return counts_of_post(actor, post.code, bands.edges(at, post.time_zone), month)


@require_GET
def numbers(request: HttpRequest) -> HttpResponse:
    """What is open, overdue and waiting; how closely the post follows the Protocol."""
    post, at = post_here(request, access.POST), timezone.now()
    found = access.numbers_of_post(request.actor, post.code, at)
    departures, late = access.recorded_of_post(request.actor, post.code, found.since)
    day = _day(request.actor, post, at)
    rows, signing = to_sign(request.actor, at)
    page = page_of(found, departures, language_of(get_language()))
    more = {
        "post": post,
        "late": recorded_late(late, language_of(get_language())) if late else None,
        "rows": rows,
        "signing": signing,
        "all_signing": all_of_them(),
        "day": day_lines(day),
        "late_since": day.late_since,
        "voided": day.voided,
        "nav": nav(request, "head"),
    }
    return render(request, "head/numbers.html", page | more)
