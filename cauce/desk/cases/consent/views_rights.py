"""Rights and limits are explained before anything is asked; protection is accepted or refused."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from cauce.cases import access
from cauce.cases.actions import record_act
from cauce.cases.actions.tongues import speaks
from cauce.ui.pressed import Button, pressed
from cauce.ui.words import say

from ..frame.frame import case_page
from ..frame.saying import language
from ..frame.spoken import OFFICERS, spoken
from .forms_rights import RightsForm

NOTED = say(
    "Anotado. La ayuda y los trámites siguen igual, haya dicho sí o no.",
    "Recorded. Help and services continue as before, whatever the answer.",
)


def _record(*, given: dict[str, Any], note: str, once: UUID | None, **act: Any) -> None:
    act |= {"happened_at": given["happened_at"]}
    known, told = spoken(act["case"]), (given["language"], given["interpreter"])
    with transaction.atomic():
        if told != (known.get("language", OFFICERS), known.get("interpreter", "none")):
            speaks(actor=act["actor"], case=act["case"], language=told[0], by=told[1], at=timezone.now())
        record_act(**act, name="rights_explained", note=note, once=once)
        if given["mexican"]:
            record_act(**act, name="nationality_presumed", action="P2-05", facts={"person.nationality": "mx"})
        if given["answer"] != "later":
            accepted = given["answer"] == "accepted"
            record_act(
                **act,
                action="P2-04",
                facts={"protection.accepted": accepted},
                name="protection_accepted" if accepted else "protection_refused",
            )


@require_http_methods(["GET", "POST"])
def rights(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The text to read or show, and what the person answered."""
    context = case_page(request, case_id, "rights", timezone.now())
    case = context["case"]
    # The exceptions of the edition that the case follows, word for word, before anything is asked.
    limits = context["limits"] = context["edition"].catalogues["sharing_exceptions"]
    if request.method == "POST":
        access.case_for(request.actor, case_id, permission="case.work")
    told = [one.title[language()] for one in limits]
    button = Button(
        _record,
        lambda sent: RightsForm(context["post"].time_zone, sent, spoken(case)),
        given=lambda form: {"given": form.cleaned_data, "note": form.note(told)},
        said=NOTED,
    )
    page = pressed(request, button, then=redirect("protection:consent", case_id=case.id), case=case)
    if page.answer:
        return page.answer
    return render(request, "consent/rights.html", context | {"form": page.form})
