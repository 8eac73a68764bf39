"""She or staff ask that a conclusion be reviewed: somebody new signs; services go on meanwhile."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from cauce.cases import access as cases
from cauce.cases import actions
from cauce.ui.pressed import Button, pressed
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
    in_force = next((row for row, _ in cases.assessments(case) if row.state in ("concluded", "signed")), None)
    if in_force is None:
        return redirect("protection:assess", case_id=case.id)
    button = Button(
        actions.contest, ContestForm, given=ContestForm.given, said=DONE, beside={"reasons": "words"}
    )
    back = redirect("protection:assess", case_id=case.id)
    page = pressed(request, button, then=back, case=case, assessment=in_force, at=context["at"])
    if page.answer:
        return page.answer
    return render(request, "assessment/assess_contest.html", context | {"form": page.form})
