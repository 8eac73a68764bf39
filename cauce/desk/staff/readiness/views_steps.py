"""Each task of the post: why, how it stands, what was noted, and the form that notes it."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from cauce.content.errors import CauceError
from cauce.custody.journal.door import Absent, AlreadyDone
from cauce.rules.permissions import permits
from cauce.staff.offices.access import day_at
from cauce.staff.readiness import access, actions
from cauce.ui.errors import put, refuse
from cauce.ui.nav import nav
from cauce.ui.once import kept, key_of
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
    work = Work(request.actor, here, at, key_of(request), day_at(here, at))
    form = one.form(work, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and _done(request, one, work, form):
        return redirect("readiness:step", step=step)
    return render(request, "readiness/step.html", _page(request, one, work, form))


def _done(request: HttpRequest, one: Step, work: Work, form: Any) -> bool:
    try:
        one.do(work, form)
        messages.success(request, KEPT)
    except AlreadyDone:
        pass
    except CauceError as error:
        if error.id == "refused":
            raise
        put(form, error)
        return False
    return True


def _page(request: HttpRequest, one: Step, work: Work, form: Any) -> dict[str, Any]:
    tasks = {task.action: task for task in access.tasks(work.post, work.at)}
    task = tasks.get(one.action)
    return {
        "step": one,
        "form": form,
        "once": kept(request),
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
    today, posted = day_at(row.post, at), request.method == "POST"
    ends = posted and request.POST.get("do") == "end"
    renewal = forms.AgreementForm(
        request.POST if posted and not ends else None, renews=row, initial=forms.today_first(today)
    )
    end = forms.EndForm(request.POST if ends else None, initial=forms.today_first(today))
    form = end if ends else renewal
    if posted and form.is_valid():
        given = {"actor": request.actor, "at": at, "once": key_of(request)}
        try:
            if ends:
                actions.end_agreement(agreement=row, ended_on=form.cleaned_data["ended_on"], **given)
            else:
                actions.record_agreement(post=row.post, renews=row, **form.cleaned_data, **given)
            messages.success(request, KEPT)
            return redirect("readiness:step", step="acuerdos")
        except AlreadyDone:
            return redirect("readiness:step", step="acuerdos")
        except CauceError as error:
            put(form, error)
    return render(
        request,
        "readiness/agreement.html",
        {
            "row": row,
            "form": form,
            "renewal": renewal,
            "end": end,
            "once": kept(request),
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
    off = request.method == "POST" and request.POST.get("do") == "off"
    held = request.POST if request.method == "POST" and not off else None
    form = forms.HeldForm(held, initial=_first_day(row.planned_on, today))
    if off or (held is not None and form.is_valid()):
        given = {"actor": request.actor, "outreach": row, "at": at, "once": key_of(request)}
        try:
            if off:
                actions.call_off_outreach(on=today, **given)
            else:
                actions.hold_outreach(**form.cleaned_data, **given)
            messages.success(request, KEPT)
            return redirect("readiness:step", step="jornadas")
        except AlreadyDone:
            return redirect("readiness:step", step="jornadas")
        except CauceError as error:
            if not refuse(request, error, form):
                return redirect("readiness:step", step="jornadas")
    return render(
        request,
        "readiness/outreach.html",
        {
            "row": row,
            "form": form,
            "once": kept(request),
            "post": row.post,
            "kind": dict(forms.entries("outreach_kinds")).get(row.kind, row.kind),
            "over": bool(row.held_on or row.called_off_on),
            "nav": nav(request, "readiness"),
        },
    )


def _first_day(planned: dt.date, today: dt.date) -> dict[str, dt.date]:
    return {"held_on": min(planned, today)}
