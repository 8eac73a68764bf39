"""Estimates of a year: made from linked lists or a file, read as a range or a refusal, signed by two."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cauce.custody.journal.door import check_may
from cauce.measurement import access_estimates as access
from cauce.measurement import actions
from cauce.measurement.estimating import of_file, of_linkage
from cauce.measurement.models import YearEstimate
from cauce.people.access_linkage import to_estimate
from cauce.protocol.editions.access import current_edition
from cauce.rules.pathway.planner import HEADQUARTERS_ZONE
from cauce.ui.errors import lacking
from cauce.ui.fields import line
from cauce.ui.listed import Filters
from cauce.ui.pressed import Button, pressed
from cauce.ui.words import say

from . import showing_estimates as showing
from .forms_estimates import FILE, EstimateForm
from .page import base, decided, reason

DONE = {
    "propose": say(
        "Firmada. Falta la firma de otra persona, de oficinas centrales.",
        "Signed. The signature of another person, at headquarters, is still needed.",
    ),
    "sign": say(
        "Firmada por dos personas: vale para su año.", "Signed by two people: it stands for its year."
    ),
    "refuse": say(
        "No se firmó. Quien la preparó verá por qué.", "Not signed. Whoever prepared it will see why."
    ),
    "discard": say("Borrador descartado.", "Draft discarded."),
}


@require_GET
def estimates_page(request: HttpRequest) -> HttpResponse:
    """Every estimate, what waits first; and of one year, asked for, whether any stands."""
    rows = [showing.line(one) for one in access.estimates(request.actor)]
    filters = Filters(request, {"anio": line(say("Año", "Year"), required=False, most=4)})
    asked = filters.chosen["anio"]
    stands = access.signed(int(asked)) if asked.isdecimal() and len(asked) == 4 else None
    context = base(request, rows=rows, stands=stands, filters=filters)
    return render(request, "analyst/estimates.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def new_estimate(request: HttpRequest) -> HttpResponse:
    """Choose the lists or a file; some seconds later it is a draft to be read."""
    check_may(request.actor, "statistics.prepare")
    linkages = to_estimate(request.actor)
    titles = {one.id: one.title for one in current_edition().catalogues["linkage_lists"]}
    files = request.FILES if request.method == "POST" else None

    def given(form: EstimateForm) -> dict[str, Any]:
        chosen, year, said = form.cleaned_data["lists"], form.cleaned_data["year"], form.said()
        if chosen == FILE:
            made = of_file(form.cleaned_data["file"].read(), said)
        else:
            made = of_linkage(request.actor, chosen, year, said)
        return {"year": year, "made": made}

    button = Button(
        actions.prepare_estimate,
        lambda sent: EstimateForm(linkages, titles, sent, files),
        given=given,
        then=lambda made: redirect("analyst:estimate", estimate_id=made.id),
        again=lambda id: redirect("analyst:estimate", estimate_id=id),
        beside={"year": "year", "file": "file"},
    )
    page = pressed(request, button)
    if page.answer:
        return page.answer
    status = 422 if page.form.is_bound and page.form.errors else 200
    context = base(request, form=page.form, lacks=lacking("statistics"))
    return render(request, "analyst/new_estimate.html", context, status=status)


@require_GET
def estimate(request: HttpRequest, estimate_id: UUID) -> HttpResponse:
    """The range with its reasons and what moves it, or the refusal; and what to decide."""
    return _show(request, access.estimate_for(request.actor, estimate_id))


def _show(request: HttpRequest, found: YearEstimate, **more: Any) -> HttpResponse:
    own = request.actor.user in (found.prepared_by, found.proposed_by)
    context = base(request, **showing.page(found), own=own, clock=HEADQUARTERS_ZONE, **more)
    status = 422 if more.get("refused") else 200
    return render(request, "analyst/estimate.html", context, status=status)


@require_POST
def decide_estimate(request: HttpRequest, estimate_id: UUID) -> HttpResponse:
    """Sign first, sign second, refuse with a reason, or discard a draft."""
    found, seen = access.estimate_for(request.actor, estimate_id), request.POST.get("seen", "")
    acts = {
        "propose": partial(actions.propose_estimate, seen=seen),
        "sign": partial(actions.sign_estimate, seen=seen),
        "refuse": partial(actions.refuse_estimate, why=reason(request)),
        "discard": actions.discard_estimate,
    }
    return decided(
        request,
        {name: (act, DONE[name]) for name, act in acts.items()},
        here=reverse("analyst:estimate", args=[estimate_id]),
        listed=reverse("analyst:estimates"),
        again=lambda **said: _show(request, access.estimate_for(request.actor, estimate_id), **said),
        estimate=found,
    )
