"""How one post differs from the network, and why: three sentences, then the pictures."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from cauce.content.model import both
from cauce.desk.measurement.alike import alike_sentence
from cauce.measurement import access
from cauce.staff.offices import access as offices
from cauce.staff.offices.picker import post_here
from cauce.ui.nav import nav

from . import pictures, sentences, tables
from .saying import as_of, names


@require_GET
def alike(request: HttpRequest) -> HttpResponse:
    """The post beside all posts, over every step."""
    post, at = post_here(request, access.POST), timezone.now()
    code = post.code
    found = access.beside_network(request.actor, code, at)
    known = {one.code: one.name for one in offices.posts()}
    steps = found.steps.of_post(code)
    apart = [one for one in steps if one.side != "few" and pictures.outside(one)]
    caption = both("Pasos que salen de lo que deja el azar", "Steps beyond what chance leaves")
    return render(
        request,
        "post_comparison/post.html",
        {
            "post": post,
            "nav": nav(request, "post_comparison:post"),
            "sentences": sentences.three(found, found.own, known),
            "as_of": as_of(found.own.at, found.network.closed.at),
            "alike": alike_sentence(found.alike),
            "apart": pictures.steps_figure(
                apart, "apart", _said(len(apart), sum(one.side != "few" for one in steps)), caption
            )
            if apart
            else None,
            "phases": pictures.by_phase(steps),
            "times": pictures.times_figure(found),
            "departures": tables.departures_table(found),
            "stations": pictures.stations_figure(found),
            "minutes": pictures.minutes_figure(found, known),
            "spaces": tables.spaces_figure(found),
            "agreement": tables.agreement(request.actor, code, offices.day_at(None, at)),
            "lessons": [
                {
                    "said": sentences.lesson(one, names(one.ask, known), found),
                    "differs": sentences.differs(one),
                }
                for one in found.lessons.get(code, [])
            ],
        },
    )


def _said(apart: int, all_steps: int):
    return both(
        f"De {all_steps} pasos, {apart} salen de lo que el azar deja 95 de cada 100 veces.",
        f"Of {all_steps} steps, {apart} lie beyond what chance leaves 95 times of 100.",
    )
