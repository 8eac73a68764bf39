"""She or staff ask that a conclusion be reviewed: somebody new signs; services go on meanwhile."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from cauce.cases import access as cases
from cauce.cases import actions
from cauce.content.errors import CauceError
from cauce.custody.journal.door import AlreadyDone
from cauce.ui.errors import put
from cauce.ui.once import key_of
from cauce.ui.words import say

from ..frame.frame import case_page
from .forms import ContestForm

DONE = say(
    "Queda impugnada. La revisa alguien que no la concluyó ni la firmó; los apoyos siguen igual.",
    "Contested. It will be reviewed by somebody who neither concluded nor signed; support continues.",
)


@require_http_methods(["GET", "POST"])
def contest(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Contest the conclusion in force; without one there is nothing to contest."""
    context = case_page(request, case_id, "contest", timezone.now(), "protection:assess")
    case = context["case"]
    form = ContestForm(request.POST or None)
    in_force = next((row for row, _ in cases.assessments(case) if row.state in ("concluded", "signed")), None)
    if in_force is None:
        return redirect("protection:assess", case_id=case.id)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            actions.contest(
                actor=request.actor,
                case=case,
                assessment=in_force,
                at=context["at"],
                by_person=given["who"] == "person",
                once=key_of(request),
                reasons=f"{form.titles[given['reason']].es}: {given['words']}",
            )
            messages.success(request, DONE)
            return redirect("protection:assess", case_id=case.id)
        except AlreadyDone:
            return redirect("protection:assess", case_id=case.id)
        except CauceError as error:
            put(form, error, "words" if error.where == "reasons" else None)
    return render(request, "protection/assess_contest.html", context | {"form": form})
