"""The office of whoever leads a post: what waits for her and what is late; behind it, all numbers of work."""

from __future__ import annotations

import datetime as dt

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from cauce.cases.access_day import Counts, counts_of_post
from cauce.content.model import Text, both
from cauce.desk.measurement.alike import alike_sentence, own_sentence
from cauce.measurement import access
from cauce.rules import bands
from cauce.rules.dates import local_instant, zone
from cauce.rules.permissions import Actor
from cauce.staff.offices import access as offices
from cauce.staff.offices.models import Post
from cauce.staff.offices.picker import post_here
from cauce.ui.nav import nav
from cauce.ui.words import exact, language_of

from . import waiting
from .picture import beside_figure
from .sections import late_rows, now_lines, page_of, recorded_late


def _day(actor: Actor, post: Post, at: dt.datetime) -> Counts:
    """The bands of the day as numbers; the month is that of the post's own calendar."""
    first = offices.day_at(post, at).replace(day=1)
    month = local_instant(first, dt.time(), zone(post.time_zone))
    return counts_of_post(actor, post.code, bands.edges(at, post.time_zone), month)


def _since(post: Post, day: Counts) -> Text | str:
    """When the oldest of what is late was due, on the clock of the post; '': nothing is late."""
    if day.late_since is None:
        return ""
    due = offices.day_at(post, day.late_since)
    return both(f"Lo más antiguo venció el {exact(due, 'es')}", f"The oldest was due on {exact(due, 'en')}")


@require_GET
def numbers(request: HttpRequest) -> HttpResponse:
    """What waits for whoever leads the post, what is late, and the post beside the network."""
    post, at = post_here(request, access.POST), timezone.now()
    now = access.post_now(request.actor, post.code, at)
    found, day = now.numbers, _day(request.actor, post, at)
    page = {
        "post": post,
        "rows": waiting.rows_of(request.actor, post.code, offices.day_at(post, at), at),
        "late": late_rows(found, day, _since(post, day)),
        "now": now_lines(found, day),
        "year": now.year,
        "figure": beside_figure(now.parts, now.year),
        "alike": alike_sentence(now.alike),
        "nav": nav(request, "head"),
    }
    return render(request, "head/numbers.html", page)


@require_GET
def figures(request: HttpRequest) -> HttpResponse:
    """The same cases as numbers of work: how closely the Protocol is followed, how fast, where not."""
    post, at = post_here(request, access.POST), timezone.now()
    found = access.numbers_of_post(request.actor, post.code, at)
    year, rate = access.followed_at_post(request.actor, post.code, at)
    departures, late = access.recorded_of_post(request.actor, post.code, found.since)
    language = language_of(get_language())
    more = {
        "post": post,
        "late": recorded_late(late, language) if late else None,
        "voided": _day(request.actor, post, at).voided,
        "nav": nav(request, "head:numbers"),
    }
    return render(
        request, "head/figures.html", page_of(found, own_sentence(rate, year), departures, language) | more
    )
