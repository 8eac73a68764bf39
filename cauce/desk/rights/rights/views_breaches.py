"""Data that got out: what is known, how each person is warned safely, and the file for the authority."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from cauce.content.errors import CauceError
from cauce.custody.journal.door import AlreadyDone, check_may, record_read
from cauce.rights.rights import access, actions, sealing
from cauce.rights.rights.models import BreachRecord
from cauce.rights.rights.telling import authority_pdf
from cauce.rules.permissions import Scope, permits
from cauce.staff.exports.actions import Content
from cauce.staff.exports.handing import WhyForm, hand_over
from cauce.staff.offices import access as offices
from cauce.ui.errors import put, refuse
from cauce.ui.once import kept, key_of
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


def _post(request: HttpRequest):
    """The post where the actor writes it down; headquarters names it in the form's address."""
    named = request.GET.get("oficina", "")
    known = {post.code: post for post in offices.posts()}
    for code in (named, *sorted(request.actor.posts)):
        if code in known and permits(request.actor, "breach.work", Scope(post=code)).allowed:
            return known[code]
    check_may(request.actor, "breach.work", Scope(post="-"))
    return known[min(known)]


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Write down what is known."""
    post = _post(request)
    form = BreachForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        now = timezone.now()
        try:
            made = actions.record_breach(
                actor=request.actor,
                post=post,
                known_at=now,
                at=now,
                once=key_of(request),
                **form.cleaned_data,
            )
            return redirect("rights:breach", breach_id=made.id)
        except AlreadyDone:
            return redirect("rights:breaches")
        except CauceError as error:
            put(form, error)
    context = frame(request, "rights:breaches", form=form, once=kept(request)) | {"post": post}
    return render(request, "rights/breach_new.html", context)


@require_http_methods(["GET", "POST"])
def breach(request: HttpRequest, breach_id: UUID) -> HttpResponse:
    """One record: what is known, whom it touches, and what is left to do."""
    found = access.breach_for(request.actor, breach_id)
    what = request.POST.get("do", "")
    more = MoreForm(request.POST if what == "more" else None, initial={"people": found.people})
    warning = WarningForm(request.POST if what == "plan" else None)
    if request.method == "POST":
        try:
            if _done(request, found, what, more, warning):
                return redirect("rights:breach", breach_id=found.id)
        except AlreadyDone:
            return redirect("rights:breach", breach_id=found.id)
        except CauceError as error:
            refuse(request, error, more, warning)
    return _page(request, found, more, warning, WhyForm(initial={"reason": "authority_request"}))


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
            once=kept(request),
        ),
    )


def _done(request: HttpRequest, found: BreachRecord, what: str, more, warning) -> bool:
    both = {"actor": request.actor, "breach": found, "once": key_of(request)}
    now = timezone.now()
    if what == "more" and more.is_valid():
        actions.add_actions(**both, at=now, **more.cleaned_data)
    elif what == "plan" and warning.is_valid():
        case = access.case_to_warn(request.actor, found, warning.cleaned_data["folio"])
        actions.plan_warning(**both, case=case, way=warning.cleaned_data["way"])
    elif what == "warned":
        one = access.warning_for(found, request.POST.get("warning", ""))
        actions.warn(**both, warning=one, at=now)
    elif what == "told":
        actions.tell_authority(**both, at=now)
    elif what == "close":
        actions.close_breach_record(**both, at=now)
    else:
        return False
    messages.success(request, say("Quedó anotado.", "It is noted."))
    return True


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
