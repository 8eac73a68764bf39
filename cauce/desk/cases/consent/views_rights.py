"""Rights and limits are explained before anything is asked; protection is accepted or refused."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from cauce.cases import access
from cauce.cases.actions import record_act
from cauce.content.errors import CauceError
from cauce.custody.journal.door import AlreadyDone
from cauce.ui.errors import put
from cauce.ui.once import key_of
from cauce.ui.words import say

from ..frame.frame import case_page
from ..frame.saying import language
from ..frame.spoken import spoken
from .forms_rights import RightsForm

NOTED = say(
    "Anotado. La ayuda y los trámites siguen igual, haya dicho sí o no.",
    "Recorded. Help and services continue the same, whatever the answer.",
)


def _record(request: HttpRequest, case: Any, form: RightsForm, told: list[str]) -> None:
    given, act = form.cleaned_data, {"actor": request.actor, "case": case}
    act |= {"happened_at": given["happened_at"]}
    with transaction.atomic():
        record_act(**act, name="rights_explained", note=form.note(told), once=key_of(request))
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
    posted = request.POST if request.method == "POST" else None
    form = context["form"] = RightsForm(context["post"].time_zone, posted, spoken(case))
    if posted is not None:
        access.case_for(request.actor, case_id, permission="case.work")
        if form.is_valid():
            try:
                _record(request, case, form, [one.title[language()] for one in limits])
                messages.success(request, NOTED)
                return redirect("protection:consent", case_id=case.id)
            except AlreadyDone:
                return redirect("protection:consent", case_id=case.id)
            except CauceError as error:
                put(form, error)
    return render(request, "protection/rights.html", context)
