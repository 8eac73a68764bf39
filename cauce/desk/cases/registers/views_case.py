"""The folios of one case, and the copy-sheet: what the other register asks, each value ready to copy."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from cauce.cases import access_registers as access
from cauce.cases.actions import write_number
from cauce.cases.filling_registers import Filled
from cauce.content.errors import BadInput, CauceError
from cauce.content.model import Text
from cauce.custody.journal.door import AlreadyDone
from cauce.desk.cases.frame.frame import case_page
from cauce.rules.pathway import CLOSED
from cauce.ui import form_token
from cauce.ui.addresses import address_of
from cauce.ui.errors import add_refusal, refuse
from cauce.ui.words import say

from .forms import NumberForm
from .views import WRITTEN, registers, sheet_of

# Why who it is was opened, in the journal.
REASON = "register"
SAME = say("Ya estaba registrado así.", "It was already recorded that way.")
PLACES = {"identity": "protection:identity"}
WHERE = {
    "protection:identity": Text(es="Anotarlo en «Quién es»", en="Record it under 'Who it is'"),
    "protection:case": Text(es="Anotarlo en el caso", en="Note it on the case"),
}


def _missing(case_id: UUID, lines: tuple[Filled, ...]) -> list[dict[str, Any]]:
    found = []
    for one in lines:
        if one.missing:
            route = PLACES.get(one.field.origin.partition(":")[0], "protection:case")
            found.append(
                {"label": one.field.label, "href": address_of(route, case_id), "where": WHERE[route]}
            )
    return found


@sensitive_post_parameters("number")
@require_http_methods(["GET", "HEAD", "POST"])
def case(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The sheet of one register, with who it is closed; ``do=open`` opens it, ``do=write`` keeps a number."""
    at, sheet = timezone.now(), sheet_of(request)
    context = case_page(request, case_id, "folios", at, "registers:case")
    case, page = context["case"], context["page"]
    doing = request.POST.get("do", "") if request.method == "POST" else ""
    waits = any(
        one.state not in CLOSED and sheet.meets in context["edition"].actions[one.action].done_by
        for one in page.plan
    )
    form = NumberForm(sheet, request.POST if doing == "write" else None, meets=waits)
    numbers = access.numbers_of(case)
    if doing == "write" and form.is_valid() and _written(request, case, sheet.id, form, at):
        return redirect(f"{request.path}?r={sheet.id}")
    said, opened = access.said_of(case, sheet, at), None
    if doing == "open":
        try:
            opened = access.opened_for(request.actor, case, sheet, at, REASON)
        except BadInput as error:
            refuse(request, error)
            return redirect(f"{request.path}?r={sheet.id}")
    lines = access.copy_sheet(case, sheet, page.facts, opened)
    return render(
        request,
        "registers/case.html",
        context
        | {
            "sheet": sheet,
            "tabs": registers(request, sheet),
            "form": form,
            "number": numbers.get(sheet.id),
            "lines": lines,
            "missing": _missing(case.id, lines),
            "closed": any(one.closed for one in lines),
            "said": said,
            "unasked": said is not None and not said.allowed,
            "duty": context["edition"].sources.get(sheet.duty or ""),
            "order": access.last_order(sheet.id),
            "others": [(one.number, numbers[id]) for id, one in access.sheets().items() if id in numbers],
        },
    )


def _written(request: HttpRequest, case, register: str, form: NumberForm, at) -> bool:
    said = form.cleaned_data
    try:
        made = write_number(
            actor=request.actor,
            case=case,
            register=register,
            number=said["number"],
            at=at,
            meets=said.get("meets", False),
            replaces=True,
            once=form_token.sent(request),
        )
    except AlreadyDone:
        return True
    except CauceError as error:
        add_refusal(form, error)
        return False
    messages.success(request, WRITTEN if made.written_at == at else SAME)
    return True
