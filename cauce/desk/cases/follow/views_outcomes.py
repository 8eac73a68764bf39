"""Outcomes on a day: asked with the person, each heading by itself, nothing added up."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from cauce.cases.actions import record_outcomes
from cauce.desk.cases.frame.frame import case_page
from cauce.staff.offices import access as offices
from cauce.ui.pressed import Button, pressed
from cauce.ui.words import say

from .forms import OutcomesForm

NOTED = say("Anotado. Se vuelve a preguntar más adelante.", "Recorded. It will be asked again later.")


@require_http_methods(["GET", "HEAD", "POST"])
def outcomes(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Seven outcomes and fourteen needs; whatever is left stays «not asked»."""
    at = timezone.now()
    context = case_page(request, case_id, "outcomes", at, "follow:case")
    case = context["case"]
    button = Button(
        record_outcomes,
        lambda sent: OutcomesForm(context["edition"], sent, {"sat_on": offices.day_at(case.post, at)}),
        given=lambda form: {"answers": form.answers(), "sat_on": form.cleaned_data["sat_on"]},
        said=NOTED,
    )
    page = pressed(request, button, then=redirect("follow:case", case_id=case.id), case=case)
    if page.answer:
        return page.answer
    return render(request, "follow/outcomes.html", context | {"form": page.form})
