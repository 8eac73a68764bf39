"""A second opinion on a case, and that somebody else take it: one page of the case."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from cauce.cases import access_colleagues, actions
from cauce.content.errors import BadInput, CauceError
from cauce.custody.journal.door import AlreadyDone
from cauce.desk.cases.frame.frame import case_page
from cauce.staff.offices import access as offices
from cauce.ui.errors import refuse
from cauce.ui.once import key_of
from cauce.ui.words import say

from .forms import AskForm

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
    found, doing = context["case"], request.POST.get("do", "")
    people = access_colleagues.whom_to_ask(request.actor, found, at)
    form = AskForm(people, request.POST if doing == "ask" else None)
    if request.method == "POST" and doing in SAID and (doing != "ask" or form.is_valid()):
        try:
            _do(request, found, form, doing, at)
            messages.success(request, SAID[doing])
        except AlreadyDone:
            pass
        except CauceError as error:
            refuse(request, error, form)
        if not form.errors:
            return redirect("colleagues:sheet" if doing == "take" else "colleagues:case", case_id=found.id)
    mine = str(found.officer_id) == request.actor.user
    return render(
        request,
        "colleagues/case.html",
        context
        | {
            "form": form,
            "people": people,
            "asked": access_colleagues.opinions(found),
            "relief": access_colleagues.relief_of(found),
            "mine": mine,
        },
    )


def _do(request: HttpRequest, case, form: AskForm, doing: str, at) -> None:
    given = {"actor": request.actor, "case": case, "at": at, "once": key_of(request)}
    if doing == "ask":
        said = form.cleaned_data
        actions.ask_opinion(**given, of=form.people[said["of"]], question=said["question"])
        return
    if doing == "leave":
        actions.ask_relief(**given)
        return
    relief = access_colleagues.relief_of(case)
    if relief is None:
        raise BadInput(
            "Alguien ya lo tomó, o ya no hace falta.",
            "Somebody has taken it, or it is no longer needed.",
            cure_es="Vea arriba quién atiende ahora.",
            cure_en="See above who is in charge now.",
        )
    if doing == "stay":
        actions.withdraw_relief(**given, relief=relief)
    else:
        user = offices.users({UUID(request.actor.user)})[0]
        actions.take_over(**given, relief=relief, by=user)
