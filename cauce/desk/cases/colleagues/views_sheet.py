"""The sheet of a case for the next person, and whether the person it is about was told and introduced."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from cauce.cases import access_handover, actions
from cauce.cases.contact import record_of
from cauce.cases.rules.handover import PARTS
from cauce.cases.sections import SectionConflict
from cauce.content.errors import CauceError
from cauce.custody.journal.door import AlreadyDone
from cauce.desk.cases.frame import saying
from cauce.desk.cases.frame.contact_line import way_names
from cauce.desk.cases.frame.frame import case_page
from cauce.intake.appointments.access import next_of
from cauce.intake.kits import access as kits
from cauce.rules.contact import NEVER, SHE_COMES
from cauce.rules.pathway import urgency
from cauce.ui import form_token
from cauce.ui.errors import add_refusal
from cauce.ui.numbers import whole
from cauce.ui.words import say

from .forms import MetForm, SheetForm, ToldForm

SAID = {
    "write": say(
        "Guardada. La lee quien reciba el caso.", "Saved. It is read by whoever takes over the case."
    ),
    "told": say("Registrado: la persona ya lo sabe.", "Recorded: the person knows."),
    "met": say("Anotado: ya se conocen.", "Recorded: they have met."),
}
NEXT = 3  # steps that the sheet names


def _ways(case) -> list[tuple[str, Any]]:
    record, names = record_of(case), way_names()
    ways = [one.way for one in record.ways] if record else []
    return [
        (one, names[one]) for one in dict.fromkeys(ways) if one in names and one not in (NEVER, SHE_COMES)
    ]


@sensitive_post_parameters(*PARTS)
@require_http_methods(["GET", "HEAD", "POST"])
def sheet(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """What the next person must know; beside it what other pages already hold."""
    at = timezone.now()
    context = case_page(request, case_id, "sheet", at, "colleagues:sheet")
    case, doing = context["case"], request.POST.get("do", "")
    version, content = access_handover.sheet_of(case)
    changes = access_handover.handovers(case)
    waiting = next((one for one in changes if one.introduced_at is None), None)
    zone = case.post.time_zone
    forms = {
        "write": SheetForm(content, request.POST if doing == "write" else None),
        "told": ToldForm(_ways(case), zone, request.POST if doing == "told" else None),
        "met": MetForm(zone, request.POST if doing == "met" else None),
    }
    form = forms.get(doing)
    if form is not None and form.is_valid() and (doing == "write" or waiting is not None):
        try:
            _answered(request, case, form, doing, waiting)
            messages.success(request, SAID[doing])
            return redirect("colleagues:sheet", case_id=case.id)
        except AlreadyDone:
            return redirect("colleagues:sheet", case_id=case.id)
        except SectionConflict as conflict:
            version, content = conflict.version, conflict.current
            context["conflict"] = True
            add_refusal(form, conflict)
        except CauceError as error:
            add_refusal(form, error)
    return render(
        request,
        "colleagues/sheet.html",
        context
        | {
            "sheet": forms["write"],
            "told": forms["told"],
            "met": forms["met"],
            "version": version,
            "content": [(PARTS[name][0], content[name]) for name in PARTS if content.get(name)],
            "changes": changes,
            "waiting": waiting,
            "error": form if form is not None and form.errors else None,
            "tell_by": access_handover.to_tell_by(case, waiting) if waiting else None,
            "review_on": case.risk_review_on,
            "steps": _steps(context),
            "doing": doing,
            "comes": next_of(case, at),
            "papers": kits.of_case(case),
        },
    )


def _steps(context: dict[str, Any]) -> list[dict[str, Any]]:
    """The most urgent steps of the plan, as the case itself names them.

    What is only to find out is left out: “visit in detention” would tell the next person what nobody said.
    """
    page, at = context["page"], context["at"]
    open_ones = sorted(
        (one for one in page.plan if one.state in ("overdue", "open")),
        key=lambda one: urgency(one, at),
    )
    return [
        saying.said(context["edition"], one, case_id=page.case.id, time_zone=page.case.post.time_zone, at=at)
        for one in open_ones[:NEXT]
    ]


def _answered(request: HttpRequest, case, form, doing: str, waiting) -> None:
    given: dict[str, Any] = {"actor": request.actor, "case": case, "once": form_token.sent(request)}
    if doing == "write":
        seen = whole(request.POST.get("seen"), -1)
        actions.write_sheet(**given, content=form.cleaned_data, seen=seen)
    elif doing == "told":
        actions.tell_handover(**given, handover=waiting, **form.cleaned_data)
    else:
        actions.introduce(**given, handover=waiting, at=form.cleaned_data["at"])
