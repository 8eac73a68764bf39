"""A picture of the network as a slide: it leaves as any file does, with its reason and a passphrase."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from cauce.custody.journal.door import Absent, check_may
from cauce.desk.measurement.post_comparison.matrix import matrix_figure
from cauce.measurement import access
from cauce.measurement.access_cascade import reached
from cauce.measurement.boards.cascade_figure import cascade_figure
from cauce.rules.permissions import Scope
from cauce.staff.exports.handing import WhyForm, hand_over
from cauce.staff.offices import access as offices
from cauce.ui import form_token
from cauce.ui.nav import nav
from cauce.ui.words import language_of

from .slides import NAMES, Picture, content_of

TAKE = "figures.take"


def _picture(request: HttpRequest, name: str) -> Picture | None:
    """None: there is nothing to draw yet."""
    at = timezone.now()
    if name == "alcance":
        figure = cascade_figure(reached(request.actor))
    else:
        known = {one.code: one.name for one in offices.posts()}
        figure = matrix_figure(access.likeness(request.actor, at), known)
    if figure is None:
        return None
    return Picture(name, figure, offices.day_at(None, access.closed_on(request.actor) or at).isoformat())


@require_http_methods(["GET", "POST"])
def slide(request: HttpRequest, picture: str) -> HttpResponse:
    """Why it leaves; then the zip with the table and the drawing."""
    if picture not in NAMES:
        raise Absent()
    check_may(request.actor, TAKE, Scope(), about=("figures", "network"))
    found = _picture(request, picture)

    def page(form: WhyForm) -> HttpResponse:
        context = {
            "form": form,
            "name": picture,
            "title": NAMES[picture],
            "nothing": found is None,
            "once": form_token.reused(request),
            "nav": nav(request, "headquarters"),
        }
        return render(request, "headquarters/slide.html", context)

    if request.method == "GET" or found is None:
        return page(WhyForm())
    form = WhyForm(request.POST)
    return hand_over(
        request,
        form,
        thing=found,
        kind="figures",
        about=("figures", "network"),
        content=lambda: content_of(found, language_of(get_language())),
        again=lambda: page(form),
    )
