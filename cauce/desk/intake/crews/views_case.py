"""Beside one case: to which incident it belongs, and whether the person wants their consulate to know."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from cauce.content.errors import CauceError
from cauce.custody.journal.door import AlreadyDone
from cauce.desk.cases.frame.frame import case_page
from cauce.intake.crews import access, actions
from cauce.intake.crews.facts import told_of
from cauce.ui.errors import refuse
from cauce.ui.once import key_of
from cauce.ui.words import say

from .forms import ConsulateForm
from .words import ANSWERS, MAY_TELL

KEPT = say("La respuesta quedó guardada.", "The answer was saved.")
TOLD = say("Quedó registrado que se avisó al consulado.", "Recorded: the consulate was notified.")


@sensitive_post_parameters("country")
@require_http_methods(["GET", "HEAD", "POST"])
def case(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The pointer to what is shared, and the question about the consulate with its answers."""
    at = timezone.now()
    context = case_page(request, case_id, "crew", at, "crews:case")
    case, doing = context["case"], request.POST.get("do", "")
    form = ConsulateForm(request.POST if doing == "answer" else None, initial={"may_tell": "here"})
    here = redirect("crews:case", case_id=case.id)
    try:
        if doing == "answer" and form.is_valid():
            actions.answer_consulate(
                actor=request.actor,
                case=case,
                answer=form.cleaned_data["answer"],
                at=at,
                country=form.cleaned_data["country"],
                may_tell=form.cleaned_data["may_tell"] or "here",
                once=key_of(request),
            )
            messages.success(request, KEPT)
            return here
        if doing == "told":
            actions.tell_consulate(actor=request.actor, case=case, at=at, once=key_of(request))
            messages.success(request, TOLD)
            return here
    except AlreadyDone:
        return here
    except CauceError as error:
        if not refuse(request, error, form):
            return here
    member = access.of_case(request.actor, case)
    told = told_of(member) if member else {}
    return render(
        request,
        "crews/case.html",
        context
        | {
            "form": form,
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
