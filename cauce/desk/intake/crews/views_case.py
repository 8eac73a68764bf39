"""Beside one case: to which incident it belongs, and whether the person wants their consulate to know."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from cauce.desk.cases.frame.frame import case_page
from cauce.intake.crews import access, actions
from cauce.intake.crews.facts import told_of
from cauce.ui.pressed import Button, pressed
from cauce.ui.words import say

from .forms import ConsulateForm
from .words import ANSWERS, MAY_TELL

KEPT = say("La respuesta quedó guardada.", "The answer was saved.")
TOLD = say("Quedó registrado que se avisó al consulado.", "Recorded: the consulate was notified.")
BUTTONS = {
    "answer": Button(
        actions.answer_consulate,
        lambda sent: ConsulateForm(sent, initial={"may_tell": "here"}),
        given=lambda form: form.cleaned_data | {"may_tell": form.cleaned_data["may_tell"] or "here"},
        said=KEPT,
    ),
    "told": Button(actions.tell_consulate, said=TOLD),
}


@sensitive_post_parameters("country")
@require_http_methods(["GET", "HEAD", "POST"])
def case(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The pointer to what is shared, and the question about the consulate with its answers."""
    at = timezone.now()
    context = case_page(request, case_id, "crew", at, "crews:case")
    case = context["case"]
    page = pressed(request, BUTTONS, case=case, at=at)
    if page.answer:
        return page.answer
    member = access.of_case(request.actor, case)
    told = told_of(member) if member else {}
    return render(
        request,
        "crews/case.html",
        context
        | {
            "form": page.forms["answer"],
            "member": member,
            "code": told.get("code", ""),
            "apart": told.get("apart") is True,
            "answers": [_answer(row, said) for row, said in access.answers_of(case)],
            "other": context["page"].facts.get("person.nationality") == "other",
        },
    )


def _answer(row: Any, said: dict[str, Any]) -> dict[str, Any]:
    return {
        "row": row,
        "says": ANSWERS[row.answer],
        "country": said.get("country", ""),
        "may_tell": MAY_TELL.get(said.get("may_tell", "")),
    }
