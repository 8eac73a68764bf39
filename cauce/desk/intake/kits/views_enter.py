"""Entering a kit the next day, or weeks later: danger first, then the case, then sheet by sheet."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from cauce.cases.access import case_for
from cauce.cases.access_ended import case_of_folio
from cauce.cases.models import Case
from cauce.content.errors import BadInputs, CauceError
from cauce.custody.journal.door import Absent, AlreadyDone
from cauce.desk.cases.screening.forms_sitting import QuestionsForm
from cauce.intake.kits import access
from cauce.intake.kits.actions import PaperSays, enter, enter_sheet
from cauce.intake.kits.models import Kit
from cauce.intake.kits.printed import Marked, instrument_of, sheets_of
from cauce.rules.field_form import laid_out
from cauce.ui import form_token
from cauce.ui.errors import add_refusal
from cauce.ui.nav import nav
from cauce.ui.pressed import Button, pressed
from cauce.ui.words import say

from .forms import EnterForm, SheetForm
from .views import row_of
from .words import DOORS, SAYS

bad_input = BadInputs(__file__)

LATE = dt.timedelta(days=2)
DONE = say("Capturada. Siga con la que falta.", "Entered. Continue with the next one.")
ALL_DONE = say(
    "El juego quedó capturado. Abajo dice qué se hace con el papel.",
    "The kit has been entered. See below what to do with the paper.",
)


def _days(began: dt.datetime, at: dt.datetime) -> int:
    """How many days ago, when that is long; 0: it was of these days."""
    return (at - began).days if at - began > LATE else 0


def _late(days: int) -> Any:
    return say(
        (
            f"Es de hace {days} días y se acepta completo, con sus propias horas. Los plazos cuentan desde "
            "entonces: los que ya vencieron aparecen como vencidos."
        ),
        f"It is {days} days old and is accepted in full, with its own times. Deadlines run from then: "
        "those already past show as overdue.",
    )


def _case(request: HttpRequest, found: Kit, folio: str) -> Case:
    """The case of this post with that folio, to work on. Raises ``BadInput`` where there is none."""
    row = case_of_folio(found.post_id, folio)
    if row is None:
        raise bad_input("post_has_no_case_with_folio", where="folio")
    return case_for(request.actor, row.id, permission="case.work")


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def enter_one(request: HttpRequest, kit_id: UUID) -> HttpResponse:
    """The kit becomes a case, or goes into one; who says danger is led to safety at once."""
    found = access.kit_for(request.actor, kit_id, "kit.enter")
    if access.entry_of(found) is not None:
        return redirect("kits:kit", kit_id=found.id)
    page = pressed(
        request,
        Button(
            partial(_entered, request),
            lambda sent: EnterForm(found.post.time_zone, sent),
            given=lambda form: {"given": form.cleaned_data},
        ),
        then=redirect("kits:kit", kit_id=found.id),
        kit=found,
    )
    if page.answer:
        return page.answer
    return render(
        request,
        "kits/enter.html",
        {
            "nav": nav(request, "kits"),
            "post": found.post,
            "kit": found,
            "row": row_of(found),
            "form": page.form,
            "once": form_token.reused(request),
            "danger": page.form.is_bound and page.form.data.get("danger") == "yes",
        },
    )


def _entered(request: HttpRequest, *, kit: Kit, given: dict[str, Any], **more: Any) -> HttpResponse:
    at = timezone.now()
    new = given["into"] == "new"
    user = request.user if request.user.is_authenticated else None
    case = enter(
        kit=kit,
        paper=PaperSays(began_at=given["happened_at"], danger=given["danger"] == "yes"),
        at=at,
        case=None if new else _case(request, kit, given["folio"]),
        channel=given["channel"] if new else "",
        officer=user,
        **more,
    )
    if days := _days(given["happened_at"], at):
        messages.warning(request, _late(days))
    if given["danger"] == "yes":
        return redirect("protection:safety", case_id=case.id)
    return redirect("kits:kit", kit_id=kit.id)


def _marked(found: Kit, name: str) -> Marked:
    for one in sheets_of(found):
        if one.sheet.id == name:
            return one
    raise Absent()


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def sheet(request: HttpRequest, kit_id: UUID, sheet: str) -> HttpResponse:
    """One sheet: where it is copied, and when it was written. A sitting is copied here."""
    found = access.kit_for(request.actor, kit_id, "kit.enter")
    marked, entry = _marked(found, sheet), access.entry_of(found)
    if entry is None or entry.case_id is None:
        return redirect("kits:enter", kit_id=found.id)
    case = case_for(request.actor, entry.case_id, permission="case.work")
    done = access.done_of(found)
    if sheet in done:
        messages.info(request, say("Esa hoja ya se capturó.", "That sheet was entered already."))
        return redirect("kits:kit", kit_id=found.id)
    data = request.POST if request.method == "POST" else None
    hours = [row.happened_at for row in done.values() if row.happened_at]
    form = SheetForm(found.post.time_zone, data, max(hours, default=entry.began_at))
    sitting = marked.sheet.enters == "sitting"
    instrument = instrument_of(marked) if sitting else None
    items = (
        [one for _, rows in laid_out(instrument) for one in rows if one.kind != "free_account"]
        if instrument
        else []
    )
    questions = QuestionsForm(items, {}, data) if items else None
    if data is not None:
        if led := _sheet_done(request, found, case, sheet, form, questions):
            return led
    door = DOORS[marked.sheet.enters]
    return render(
        request,
        "kits/sheet.html",
        {
            "nav": nav(request, "kits"),
            "post": found.post,
            "kit": found,
            "marked": marked,
            "form": form,
            "says": SAYS[marked.sheet.enters],
            "door": door,
            "case": case,
            "once": form_token.reused(request),
            "questions": questions,
        },
    )


def _sheet_done(
    request: HttpRequest,
    found: Kit,
    case: Case,
    sheet: str,
    form: SheetForm,
    questions: QuestionsForm | None,
) -> HttpResponse | None:
    """Entered, or blank; None: the page must be shown again, with what was typed."""
    blank = request.POST.get("do") == "blank"
    if not blank and not (form.is_valid() and (questions is None or questions.is_valid())):
        return None
    before = case.danger
    try:
        enter_sheet(
            actor=request.actor,
            kit=found,
            case=case,
            sheet=sheet,
            at=timezone.now(),
            happened_at=None if blank else form.cleaned_data["happened_at"],
            answers=None if blank or questions is None else questions.given(),
            once=form_token.sent(request),
        )
    except AlreadyDone:
        pass
    except CauceError as error:
        if error.where == "sheet":
            raise  # somebody entered it meanwhile: there is no form any more
        add_refusal(form, error)
        return None
    if case.danger and not before:  # what was answered speaks of danger: it comes before the paper
        return redirect("protection:safety", case_id=case.id)
    left = len(found.sheets) - len(access.done_of(found))
    messages.success(request, DONE if left else ALL_DONE)
    return redirect("kits:kit", kit_id=found.id)
