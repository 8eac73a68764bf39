"""Each task of the post: why, how it stands, what was noted, and the form that notes it."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from cauce.custody.journal.door import Absent
from cauce.rules.permissions import permits
from cauce.staff.offices.access import day_at
from cauce.staff.readiness import access, actions
from cauce.ui import form_token
from cauce.ui.nav import nav
from cauce.ui.pressed import Button, pressed
from cauce.ui.words import say

from . import forms, saying
from .steps import STEPS, Step, Work

KEPT = say("Quedó anotado.", "It is noted.")


@require_http_methods(["GET", "POST"])
def step(request: HttpRequest, step: str) -> HttpResponse:
    """One task of one's own post."""
    at, here = timezone.now(), access.own(request.actor)
    if step not in STEPS:
        raise Absent()
    one = STEPS[step]
    work = Work(request.actor, here, at, form_token.sent(request), day_at(here, at))
    button = Button(
        lambda form, **_: one.do(work, form),
        lambda sent: one.form(work, sent),
        given=lambda form: {"form": form},
        said=KEPT,
        through=lambda error: error.id == "refused",
    )
    page = pressed(request, button)
    if page.answer:
        return page.answer
    return render(request, "readiness/step.html", _page(request, one, work, page.form))


def _page(request: HttpRequest, one: Step, work: Work, form: Any) -> dict[str, Any]:
    tasks = {task.action: task for task in access.tasks(work.post, work.at)}
    task = tasks.get(one.action)
    return {
        "step": one,
        "form": form,
        "once": form_token.reused(request),
        "post": work.post,
        "today": work.today,
        "task": saying.said(task, work.post, work.at, links=False) if task else None,
        "may": permits(request.actor, one.needs, work.post.scope).allowed,
        "nav": nav(request, "readiness"),
        **one.more(work),
    }


@require_http_methods(["GET", "POST"])
def agreement(request: HttpRequest, agreement_id: UUID) -> HttpResponse:
    """Renew one agreement, or say that it holds no more."""
    at, row = timezone.now(), access.agreement(request.actor, agreement_id)
    first = forms.today_first(day_at(row.post, at))
    page = pressed(
        request,
        {
            "": Button(
                partial(actions.record_agreement, post=row.post, renews=row),
                lambda sent: forms.AgreementForm(sent, renews=row, initial=first),
                values={"signed": actions.AgreementSigned},
                said=KEPT,
            ),
            "end": Button(
                partial(actions.end_agreement, agreement=row),
                lambda sent: forms.EndForm(sent, initial=first),
                said=KEPT,
            ),
        },
        then=redirect("readiness:step", step="acuerdos"),
        at=at,
    )
    if page.answer:
        return page.answer
    return render(
        request,
        "readiness/agreement.html",
        {
            "row": row,
            "form": page.form or page.forms[""],
            "renewal": page.forms[""],
            "end": page.forms["end"],
            "once": form_token.reused(request),
            "post": row.post,
            "over": bool(row.ended_on) or hasattr(row, "renewed_by"),
            "nav": nav(request, "readiness"),
        },
    )


@require_http_methods(["GET", "POST"])
def outreach(request: HttpRequest, outreach_id: UUID) -> HttpResponse:
    """Note how one event went, or call it off."""
    at, row = timezone.now(), access.outreach(request.actor, outreach_id)
    today = day_at(row.post, at)
    first = {"held_on": min(row.planned_on, today)}
    page = pressed(
        request,
        {
            "": Button(actions.hold_outreach, lambda sent: forms.HeldForm(sent, initial=first), said=KEPT),
            "off": Button(partial(actions.call_off_outreach, on=today), said=KEPT),
        },
        then=redirect("readiness:step", step="jornadas"),
        outreach=row,
        at=at,
    )
    if page.answer:
        return page.answer
    return render(
        request,
        "readiness/outreach.html",
        {
            "row": row,
            "form": page.forms[""],
            "once": form_token.reused(request),
            "post": row.post,
            "kind": dict(forms.entries("outreach_kinds")).get(row.kind, row.kind),
            "over": bool(row.held_on or row.called_off_on),
            "nav": nav(request, "readiness"),
        },
    )
