"""A second opinion on a case, and that somebody else take it: one page of the case."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from cauce.cases import access_colleagues, actions
from cauce.cases.access import WORKING
from cauce.cases.access_desks import RECEIVES
from cauce.cases.models import Case, Relief
from cauce.content.errors import BadInputs
from cauce.desk.cases.frame.frame import case_page
from cauce.rules.permissions import permits
from cauce.staff.offices import access as offices
from cauce.ui.pressed import Button, pressed
from cauce.ui.words import say

from ..giving import GiveForm, given_says
from .forms import AskForm

bad_input = BadInputs(__file__)

SAID = {
    "ask": say(
        "Se consultó a su colega. Le avisaremos cuando conteste.",
        "Your colleague was asked. You will be notified of the answer.",
    ),
    "leave": say(
        "Solicitud registrada. El caso sigue con usted hasta que alguien lo tome.",
        "Requested. The case stays with you until somebody takes it.",
    ),
    "stay": say("El caso sigue con usted.", "The case stays with you."),
    "take_free": say("El caso es suyo.", "The case is yours."),
    "take": say(
        "El caso es suyo. Falta decírselo a la persona.",
        "The case is yours. The person has not been told yet.",
    ),
}


@sensitive_post_parameters("question")
@require_http_methods(["GET", "HEAD", "POST"])
def case(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """What was asked and answered, a new question, and who goes on with the case."""
    at = timezone.now()
    context = case_page(request, case_id, "colleagues", at, "colleagues:case")
    found = context["case"]
    people = access_colleagues.whom_to_ask(request.actor, found, at)
    colleagues = offices.staff(found.post_id, *RECEIVES, case=found.id)

    def asked(form: AskForm) -> dict[str, Any]:
        return {"of": form.people[form.cleaned_data["of"]], "question": form.cleaned_data["question"]}

    def stay(**given: Any) -> None:
        actions.withdraw_relief(relief=_relief(found), **given)

    def take(**given: Any) -> None:
        user = offices.users({UUID(request.actor.user)})[0]
        actions.take_over(relief=_relief(found), by=user, **given)

    def take_free(**given: Any) -> None:
        actions.take_case(by=offices.users({UUID(request.actor.user)})[0], **given)

    def give(case: Case, **given: Any) -> actions.Given:
        return actions.give_cases(post=case.post, cases=[case], **given)

    sheet = redirect("colleagues:sheet", case_id=found.id)
    doing = request.POST.get("do", "")
    page = pressed(
        request,
        {
            "ask": Button(
                actions.ask_opinion, lambda sent: AskForm(people, sent), given=asked, said=SAID["ask"]
            ),
            "leave": Button(actions.ask_relief, said=SAID["leave"]),
            "stay": Button(stay, said=SAID["stay"]),
            "take": Button(take, said=SAID["take"]),
            "take_free": Button(take_free, said=SAID["take_free"]),
            "give": Button(
                give, lambda sent: GiveForm(colleagues, at, sent), given=GiveForm.whom, said=given_says(at)
            ),
        },
        then=sheet if doing == "take" else None,
        case=found,
        at=at,
    )
    if page.answer:
        return page.answer
    mine = str(found.officer_id) == request.actor.user
    return render(
        request,
        "colleagues/case.html",
        context
        | {
            "form": page.forms["ask"],
            "people": people,
            "asked": access_colleagues.opinions(found),
            "relief": access_colleagues.relief_of(found),
            "mine": mine,
            "giving": page.forms["give"],
            "may_give": mine
            or found.officer_id is None
            or permits(request.actor, "desk.hand_on", found.post.scope).allowed,
            "under_way": found.status in WORKING,
        },
    )


def _relief(case: Case) -> Relief:
    """What was asked of this case and nobody took. Raises ``BadInput``."""
    relief = access_colleagues.relief_of(case)
    if relief is None:
        raise bad_input("somebody_has_taken_it")
    return relief
