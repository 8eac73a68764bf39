"""What the person asks of her own data: received, answered within its days, carried out."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from cauce.cases.access import case_for
from cauce.cases.facts import zone_of
from cauce.content.errors import CauceError
from cauce.custody.journal.door import AlreadyDone, record_read
from cauce.desk.cases.frame.reach import reach_of
from cauce.rights.rights import access, actions, sealing
from cauce.rights.rights.copying import OwnCopy, as_pdf, own_copy
from cauce.rights.rights.models import DataRequest
from cauce.rules.permissions import permits
from cauce.staff.exports.actions import Content
from cauce.staff.exports.handing import hand_over
from cauce.ui.errors import put, refuse
from cauce.ui.once import kept, key_of
from cauce.ui.words import say

from .forms import AnnotateForm, AnswerForm, CopyForm, ReceiveForm
from .frame import ANSWERS, KINDS, frame


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
    form = ReceiveForm(
        request.POST if request.method == "POST" else None,
        initial={"received_on": timezone.now().astimezone(zone_of(case)).date()},
    )
    if request.method == "POST" and form.is_valid():
        given, now = form.cleaned_data, timezone.now()
        asked_on = dt.datetime.combine(given["received_on"], dt.time(12), tzinfo=zone_of(case))
        today = asked_on.date() == now.astimezone(zone_of(case)).date()
        try:
            made = actions.receive(
                actor=request.actor,
                case=case,
                kind=given["kind"],
                asked=given["asked"],
                received_at=now if today else asked_on,
                at=now,
                once=key_of(request),
            )
            return redirect("rights:request", request_id=made.id)
        except AlreadyDone:
            return redirect("rights:case", case_id=case.id)
        except CauceError as error:
            put(form, error)
    record_read(request.actor, "rights.read", about=("case", case.id), post=case.post_id)
    rows = [_row(one) for one in access.requests_of(case)]
    context = frame(
        request,
        "rights:requests",
        case=case,
        form=form,
        rows=rows,
        once=kept(request),
        reach=reach_of(case, timezone.now()),
        can_hold=permits(request.actor, "retention.hold", case.scope).allowed,
    )
    return render(request, "rights/case.html", context)


@require_http_methods(["GET", "POST"])
def request_page(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """One request: what she asked, by when, what she was told and what is left to do."""
    found = access.request_for(request.actor, request_id)
    what = request.POST.get("do", "")
    answering = AnswerForm(request.POST if what == "answer" else None)
    noting = AnnotateForm(request.POST if what == "annotate" else None)
    if request.method == "POST":
        try:
            if _done(request, found, what, answering, noting):
                return redirect("rights:request", request_id=found.id)
        except AlreadyDone:
            return redirect("rights:request", request_id=found.id)
        except CauceError as error:
            refuse(request, error, answering, noting)
    record_read(request.actor, "rights.read", about=("case", found.case_id), post=found.case.post_id)
    context = frame(
        request,
        "rights:requests",
        **_row(found),
        answering=answering,
        noting=noting,
        form=answering if answering.is_bound else noting,
        asked=sealing.asked(found),
        said=sealing.said(found),
        once=kept(request),
        case=found.case,
        reach=reach_of(found.case, timezone.now()),
        notes=[sealing.annotation(one) | {"row": one} for one in found.annotations.all()],
    )
    return render(request, "rights/request.html", context)


def _done(
    request: HttpRequest, found: DataRequest, what: str, answering: AnswerForm, noting: AnnotateForm
) -> bool:
    """Whether something was done; False: the page is shown again."""
    both = {"actor": request.actor, "request": found, "at": timezone.now(), "once": key_of(request)}
    if what == "extend":
        actions.extend(**both)
    elif what == "done":
        actions.carry_out(**both)
    elif what == "answer" and answering.is_valid():
        actions.answer(**both, **answering.cleaned_data)
    elif what == "annotate" and noting.is_valid():
        actions.annotate(**both, part="record", version=0, **noting.cleaned_data)
    else:
        return False
    messages.success(request, say("Quedó anotado.", "It is noted."))
    return True


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
                once=kept(request),
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
