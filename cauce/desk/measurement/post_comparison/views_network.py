"""How alike all posts act: one step over all of them, and the Protocol as it really ran. No case is seen."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from cauce.desk.measurement.saying import title_of
from cauce.measurement import access
from cauce.rules.permissions import permits
from cauce.staff.offices import access as offices
from cauce.ui.fields import words
from cauce.ui.listed import Filters, picks
from cauce.ui.nav import nav
from cauce.ui.words import say

from . import network, pictures, sentences, tables
from .matrix import matrix_figure
from .saying import as_of


@require_GET
def alike(request: HttpRequest) -> HttpResponse:
    """All posts in one step (``?paso=P2-06``), and everything else of the network."""
    at = timezone.now()
    found = access.likeness(request.actor, at)
    known = {one.code: one.name for one in offices.posts()}
    by_title = [(action, words(title_of(action))) for action in found.steps.posts]
    filters = Filters(
        request,
        {"paso": picks(say("Paso del Protocolo", "Step of the Protocol"), by_title)},
        first={"paso": network.first_step(found) or ""},
    )
    asked, chosen = request.GET.get("paso", "").strip(), filters.chosen["paso"]
    return render(
        request,
        "post_comparison/network.html",
        {
            "nav": nav(request, "post_comparison:network"),
            "filters": filters,
            "unknown": bool(asked) and chosen != asked,
            "as_of": as_of(None, found.network.closed.at),
            "sentences": sentences.of_network(found),
            "matrix": matrix_figure(found, known),
            "may_take": permits(request.actor, "figures.take").allowed,
            "funnel": network.funnel_figure(found, chosen, known) if chosen else None,
            "times": pictures.times_figure(found),
            "by_post": network.times_table(found, known),
            "departures": tables.departures_table(found),
            "stations": pictures.stations_figure(found),
            "order": network.order_table(found, known),
            "minutes": pictures.minutes_figure(found, known),
            "spaces": tables.spaces_figure(found),
            "agreement": tables.agreement(request.actor, None, offices.day_at(None, at)),
            "lessons": network.lessons(found, known),
        },
    )
