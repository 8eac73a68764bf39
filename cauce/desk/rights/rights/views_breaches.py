"""Data that got out: what is known, how each person is warned safely, and the file for the authority."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from cauce.custody.journal.door import record_read
from cauce.rights.rights import access, actions, sealing
from cauce.rights.rights.models import BreachRecord
from cauce.rights.rights.telling import authority_pdf
from cauce.staff.exports.actions import Content
from cauce.staff.exports.handing import WhyForm, hand_over
from cauce.staff.offices.picker import picked
from cauce.ui import form_token
from cauce.ui.pressed import Button, pressed
from cauce.ui.words import say

from .forms import BreachForm, MoreForm, WarningForm
from .frame import CLASSES, NATURES, WAYS, frame


def _row(one: BreachRecord) -> dict[str, Any]:
    return {"breach": one, "nature": NATURES[one.nature], "classes": [CLASSES[code] for code in one.classes]}


@require_GET
def breaches(request: HttpRequest) -> HttpResponse:
    """Every record, those still open first."""
    rows = [_row(one) for one in access.breaches(request.actor)]
    return render(request, "rights/breaches.html", frame(request, "rights:breaches", rows=rows))


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Write down what is known."""
    picker = picked(request, "breach.work")
    post = picker.post
    now = timezone.now()
    button = Button(
        actions.record_breach,
        BreachForm,
        values={"breach": actions.BreachKnown},
        then=lambda made: redirect("rights:breach", breach_id=made.id),
    )
    page = pressed(request, button, then=redirect("rights:breaches"), post=post, known_at=now, at=now)
    if page.answer:
        return page.answer
    context = frame(request, "rights:breaches", form=page.form, once=form_token.reused(request)) | {
        "post": post,
        "picker": picker,
    }
    return render(request, "rights/breach_new.html", context)


@require_http_methods(["GET", "POST"])
def breach(request: HttpRequest, breach_id: UUID) -> HttpResponse:
    """One record: what is known, whom it touches, and what is left to do."""
    found = access.breach_for(request.actor, breach_id)

    def plan(*, folio: str, at: dt.datetime, **given: Any) -> None:
        actions.plan_warning(case=access.case_to_warn(request.actor, found, folio), **given)

    def warned(**given: Any) -> None:
        actions.warn(warning=access.warning_for(found, request.POST.get("warning", "")), **given)

    acts = {
        "more": Button(actions.add_actions, lambda sent: MoreForm(sent, initial={"people": found.people})),
        "plan": Button(plan, WarningForm),
        "warned": Button(warned),
        "told": Button(actions.tell_authority),
        "close": Button(actions.close_breach_record),
    }
    said = say("Quedó anotado.", "It is noted.")
    buttons = {name: replace(one, said=said) for name, one in acts.items()}
    page = pressed(request, buttons, breach=found, at=timezone.now())
    if page.answer:
        return page.answer
    leaving = WhyForm(initial={"reason": "authority_request"})
    return _page(request, found, page.forms["more"], page.forms["plan"], leaving)


def _page(request: HttpRequest, found: BreachRecord, more, warning, leaving) -> HttpResponse:
    record_read(request.actor, "breach.read", about=("breach", found.id), post=found.post_id)
    rows = [{"row": one, "way": WAYS[one.way]} for one in access.warnings_of(found)]
    shown = next((one for one in (more, warning, leaving) if one.is_bound), more)
    return render(
        request,
        "rights/breach.html",
        frame(
            request,
            "rights:breaches",
            **_row(found),
            said=sealing.breach(found),
            more=more,
            warning=warning,
            leaving=leaving,
            form=shown,
            rows=rows,
            once=form_token.reused(request),
        ),
    )


@require_http_methods(["GET", "POST"])
def leave(request: HttpRequest, breach_id: UUID) -> HttpResponse:
    """The record for the authority, as a file: without names or folios."""
    found = access.breach_for(request.actor, breach_id)
    if request.method == "GET":
        return redirect("rights:breach", breach_id=found.id)
    form = WhyForm(request.POST)
    return hand_over(
        request,
        form,
        thing=found,
        kind="incident_record",
        about=("breach", str(found.id)),
        content=lambda: Content("registro", "pdf", authority_pdf(found, request.actor.language), 1),
        again=lambda: _page(request, found, MoreForm(), WarningForm(), form),
    )
