"""Passive cues of one post by quarter, for whoever leads it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from cauce.desk.measurement.numbers_cues import asked_quarter, cues_page
from cauce.measurement import access
from cauce.staff.offices import access as offices
from cauce.staff.offices.picker import post_here
from cauce.ui.nav import nav


@require_GET
def cues(request: HttpRequest) -> HttpResponse:
    """The quarter of the post in numbers without anybody."""
    post = post_here(request, access.POST)
    back, since, until = asked_quarter(request, offices.day_at(None, timezone.now()))
    found = access.cues_of_post(request.actor, post.code, since, until)
    return render(
        request,
        "headquarters/cues.html",
        cues_page(found, back)
        | {"nav": nav(request, "head"), "post": post, "where": post.name, "form": None, "states": []},
    )
