"""Outcomes on a day: asked with the person, each heading by itself, nothing added up."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from cauce.cases.actions import record_outcomes
from cauce.content.errors import CauceError
from cauce.custody.journal.door import AlreadyDone
from cauce.desk.cases.frame.frame import case_page
from cauce.staff.offices import access as offices
from cauce.ui.errors import put
from cauce.ui.once import key_of
from cauce.ui.words import say

from .forms import OutcomesForm

NOTED = say("Anotado. Se vuelve a preguntar más adelante.", "Recorded. It will be asked again later.")


@require_http_methods(["GET", "HEAD", "POST"])
def outcomes(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Seven outcomes and fourteen needs; whatever is left stays «not asked»."""
    at = timezone.now()
    context = case_page(request, case_id, "outcomes", at, "follow:case")
    case = context["case"]
    form = OutcomesForm(context["edition"], request.POST or None, {"sat_on": offices.day_at(case.post, at)})
    if request.method == "POST" and form.is_valid():
        try:
            record_outcomes(
                actor=request.actor,
                case=case,
                answers=form.answers(),
                sat_on=form.cleaned_data["sat_on"],
                once=key_of(request),
            )
            messages.success(request, NOTED)
            return redirect("follow:case", case_id=case.id)
        except AlreadyDone:
            return redirect("follow:case", case_id=case.id)
        except CauceError as error:
            put(form, error)
    return render(request, "follow/outcomes.html", context | {"form": form})
