"""Risk by judgement, not by sum: for the person, the family in Mexico and the staff, with a date."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from cauce.cases import access as cases
from cauce.cases.actions import RiskJudged, review_risk
from cauce.content.loader import parameter_on
from cauce.intake.screenings.access import noticed_before
from cauce.intake.screenings.known import known_in, read_of
from cauce.ui.pressed import Button, pressed
from cauce.ui.words import say

from ..frame.frame import ONWARD, case_page
from ..frame.told import Already
from ..screening.forms_sitting import NAMES
from .forms import ABOUT, DOMAINS, PLACES, RiskForm, levels

DONE = say(
    "Se guardaron la valoración y la fecha de la próxima revisión.",
    "The assessment and its next review date were saved.",
)


@require_http_methods(["GET", "POST"])
def risk(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Judge, with the previous judgement beside."""
    context = case_page(request, case_id, "risk", timezone.now(), also=("safety",))
    case = context["case"]
    previous = cases.newest_risk(case)
    channel = context["page"].facts.get("contact.channel", "")
    read = read_of(context["page"], noticed=noticed_before(request.actor, case, channel))
    known = known_in(case, context["page"].acts, context["at"], read)
    clock = ZoneInfo(context["post"].time_zone)
    already = Already(known, PLACES, context["at"], clock, request.POST, cues=True)
    button = Button(
        review_risk,
        lambda sent: RiskForm(sent, already),
        given=lambda form: _judged(context, form),
        values={"judged": RiskJudged},
        said=DONE,
    )
    onward = redirect("protection:plan", case_id=case.id) if ONWARD in request.POST else None
    page = pressed(request, button, then=onward, case=case, at=context["at"])
    if page.answer:
        return page.answer
    return render(
        request,
        "risk/risk.html",
        context
        | {
            "form": page.form,
            "previous": _told(case, *previous) if previous else None,
            "before": cases.judged_before(case),
        },
    )


def _told(case: Any, at: dt.datetime, said: dict[str, Any]) -> dict[str, Any]:
    """The last judgement in words."""
    names = dict(levels())
    return {
        "at": at,
        "review_on": case.risk_review_on,
        "lines": [(ABOUT[a], names[said["levels"][a]], said["reasons"][a]) for a in ABOUT],
        "prompts": [(DOMAINS[d], NAMES.get(v, v)) for d, v in said["domains"].items() if d in DOMAINS],
        "measures": said["measures"],
    }


def _judged(context: dict[str, Any], form: RiskForm) -> dict[str, Any]:
    at, judged = context["at"], form.judged()
    when = form.cleaned_data["review_on"]
    if when is None:
        high = "high" in judged["levels"].values()
        name = "reassessment-high" if high else "reassessment"
        days = parameter_on(context["edition"], name, at.date()).value
        today = at.astimezone(ZoneInfo(context["post"].time_zone)).date()
        when = today + dt.timedelta(days=days)
    more = {"measures": form.cleaned_data["measures"], "review_on": when}
    return judged | form.answered(at) | more
