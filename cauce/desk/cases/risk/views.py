"""Risk by judgement, not by sum: for the person, the family in Mexico and the staff, with a date."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from cauce.cases import access as cases
from cauce.cases.actions import review_risk
from cauce.content.errors import CauceError
from cauce.content.loader import parameter_on
from cauce.custody.journal.door import AlreadyDone
from cauce.ui.errors import put
from cauce.ui.once import key_of
from cauce.ui.words import say

from ..frame.frame import case_page
from ..screening.forms_sitting import NAMES
from .forms import ABOUT, DOMAINS, RiskForm, levels

DONE = say(
    "Se guardaron la valoración y la fecha de la próxima revisión.",
    "The assessment and its next review date were saved.",
)


@require_http_methods(["GET", "POST"])
def risk(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Judge, with the previous judgement beside."""
    context = case_page(request, case_id, "risk", timezone.now())
    case, form = context["case"], RiskForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            _review(request, context, form)
            messages.success(request, DONE)
            return redirect("protection:risk", case_id=case.id)
        except AlreadyDone:
            return redirect("protection:risk", case_id=case.id)
        except CauceError as error:
            put(form, error)
    earlier = cases.risks(case)
    return render(
        request,
        "protection/risk.html",
        context
        | {
            "form": form,
            "previous": _told(*earlier[0]) if earlier else None,
            "before": [row for row, _ in earlier[1:]],
        },
    )


def _told(row: Any, said: dict[str, Any]) -> dict[str, Any]:
    """The last judgement in words."""
    names = dict(levels())
    return {
        "row": row,
        "lines": [(ABOUT[a], names[said["levels"][a]], said["reasons"][a]) for a in ABOUT],
        "prompts": [(DOMAINS[d], NAMES.get(v, v)) for d, v in said["domains"].items() if d in DOMAINS],
        "measures": said["measures"],
    }


def _review(request: HttpRequest, context: dict[str, Any], form: RiskForm) -> None:
    at, judged = context["at"], form.judged()
    when = form.cleaned_data["review_on"]
    if when is None:
        high = "high" in judged["levels"].values()
        name = "reassessment-high" if high else "reassessment"
        days = parameter_on(context["edition"], name, at.date()).value
        today = at.astimezone(ZoneInfo(context["post"].time_zone)).date()
        when = today + dt.timedelta(days=days)
    review_risk(
        actor=request.actor,
        case=context["case"],
        review_on=when,
        at=at,
        once=key_of(request),
        measures=form.cleaned_data["measures"],
        **judged,
    )
