"""What the person asks of her own data: received, answered within its days, carried out."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from cauce.cases.access import case_for
from cauce.cases.facts import zone_of
from cauce.custody.journal.door import record_read
from cauce.desk.cases.frame.contact_line import reach_of
from cauce.rights.rights import access, actions, sealing
from cauce.rights.rights.copying import OwnCopy, as_pdf, own_copy
from cauce.rights.rights.models import DataRequest
from cauce.rules.permissions import permits
from cauce.staff.exports.actions import Content
from cauce.staff.exports.handing import hand_over
from cauce.ui import form_token
from cauce.ui.pressed import Button, pressed
from cauce.ui.words import say

from .forms import AnnotateForm, AnswerForm, CopyForm, ReceiveForm
from .frame import ANSWERS, KINDS, frame

NOTED = say("Quedó anotado.", "It is noted.")


def _due(one: DataRequest) -> dt.datetime | None:
    """What is due next: the answer, then what was granted; None: nothing."""
    if one.done_at or one.answer == "declined":
        return None
    return one.effect_due_at or one.answer_due_at


def _row(one: DataRequest) -> dict[str, Any]:
    due = _due(one)
    return {
        "one": one,
        "kind": KINDS[one.kind],
        "answer": ANSWERS.get(one.answer),
        "due": due,
        "late": due is not None and due < timezone.now(),
        "post": one.case.post,
    }


@require_GET
def requests(request: HttpRequest) -> HttpResponse:
    """Everything with a clock running, the first due first."""
    rows = [_row(one) for one in access.waiting(request.actor)]
    return render(request, "rights/requests.html", frame(request, "rights:requests", rows=rows))


@require_http_methods(["GET", "POST"])
def of_case(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """What she asked so far, and a form to write down what she asks today."""
    case = case_for(request.actor, case_id, permission="rights.work")
    now, zone = timezone.now(), zone_of(case)

    def receive(*, received_on: dt.date, **given: Any) -> HttpResponse:
        asked_on = dt.datetime.combine(received_on, dt.time(12), tzinfo=zone)
        today = received_on == now.astimezone(zone).date()
        made = actions.receive(received_at=now if today else asked_on, **given)
        return redirect("rights:request", request_id=made.id)

    first = {"received_on": now.astimezone(zone).date()}
    button = Button(receive, lambda sent: ReceiveForm(sent, initial=first))
    page = pressed(request, button, case=case, at=now)
    if page.answer:
        return page.answer
    record_read(request.actor, "rights.read", about=("case", case.id), post=case.post_id)
    rows = [_row(one) for one in access.requests_of(case)]
    context = frame(
        request,
        "rights:requests",
        case=case,
        form=page.form,
        rows=rows,
        once=form_token.reused(request),
        reach=reach_of(case, timezone.now()),
        can_hold=permits(request.actor, "retention.hold", case.scope).allowed,
    )
    return render(request, "rights/case.html", context)


@require_http_methods(["GET", "POST"])
def request_page(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """One request: what she asked, by when, what she was told and what is left to do."""
    found = access.request_for(request.actor, request_id)

    def note(*, says: str, should_say: str, **given: Any) -> None:
        actions.annotate(note=actions.NoteBeside("record", 0, says, should_say), **given)

    buttons = {
        "extend": Button(actions.extend, said=NOTED),
        "done": Button(actions.carry_out, said=NOTED),
        "answer": Button(actions.answer, AnswerForm, said=NOTED),
        "annotate": Button(note, AnnotateForm, said=NOTED),
    }
    page = pressed(request, buttons, request=found, at=timezone.now())
    if page.answer:
        return page.answer
    record_read(request.actor, "rights.read", about=("case", found.case_id), post=found.case.post_id)
    context = frame(
        request,
        "rights:requests",
        **_row(found),
        answering=page.forms["answer"],
        noting=page.forms["annotate"],
        form=page.form or page.forms["annotate"],
        asked=sealing.asked(found),
        said=sealing.said(found),
        once=form_token.reused(request),
        case=found.case,
        reach=reach_of(found.case, timezone.now()),
        notes=[sealing.annotation(one) | {"row": one} for one in found.annotations.all()],
    )
    return render(request, "rights/request.html", context)


@require_http_methods(["GET", "POST"])
def copy(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """Her copy to be looked at, with the rest covered; by POST it is made to leave."""
    found = access.request_for(request.actor, request_id)
    form = CopyForm(request.POST or None)
    language = form.data.get("language") if form.is_bound else request.GET.get("lengua", "es")
    language = "en" if language == "en" else "es"

    def made() -> OwnCopy:
        return own_copy(request.actor, found.case, language=language, also=form.terms())

    def page() -> HttpResponse:
        return render(
            request,
            "rights/copy.html",
            frame(
                request,
                "rights:requests",
                form=form,
                copy=made(),
                language=language,
                once=form_token.reused(request),
                case=found.case,
                reach=reach_of(found.case, timezone.now()),
                **_row(found),
            ),
        )

    if request.method == "GET" or request.POST.get("do") == "look":
        form = (
            CopyForm(initial={**request.POST.dict(), "reason": "asked_by_person", "language": language})
            if request.method == "GET"
            else form
        )
        return page()
    return hand_over(
        request,
        form,
        thing=found.case,
        kind="own_copy",
        about=("case", str(found.case_id)),
        content=lambda: Content("copia", "pdf", as_pdf(made()), 1),
        again=page,
    )
