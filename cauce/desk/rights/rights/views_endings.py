"""How a record ends: what the run proposes, who confirms, what the archives authorised."""

from __future__ import annotations

from functools import partial
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
from cauce.custody.journal.door import AlreadyDone, check_may, record_read
from cauce.protocol.editions.access import current_edition
from cauce.rights.rights import access, actions, sealing
from cauce.rights.rights.models import Erasure
from cauce.rules.permissions import permits
from cauce.staff.accounts.recent_proof import fresh
from cauce.staff.offices import access as offices
from cauce.ui import form_token
from cauce.ui.errors import refuse
from cauce.ui.pressed import Button, pressed
from cauce.ui.words import say

from .forms import AuthorisationForm, HoldForm, ReasonForm
from .frame import PARTS, STATES, frame


def _row(one: Erasure) -> dict[str, Any]:
    return {"erasure": one, "part": PARTS[one.part], "state": STATES[one.state]}


@require_GET
def endings(request: HttpRequest) -> HttpResponse:
    """Every part whose time is over, those to be confirmed first."""
    rows = [_row(one) for one in access.erasures(request.actor)]
    edition = current_edition()
    periods = [edition.parameters[id] for id in ("retention-words", "retention-identity", "retention-record")]
    context = frame(request, "rights:endings", rows=rows, periods=periods)
    return render(request, "rights/endings.html", context)


@require_http_methods(["GET", "POST"])
def ending(request: HttpRequest, erasure_id: UUID) -> HttpResponse:
    """One part of one record: confirm, keep, or erase once the second person said yes."""
    found = access.erasure_for(request.actor, erasure_id)
    reasoned = request.POST.get("do") in ("confirm", "keep")  # buttons of one form
    form = ReasonForm(request.POST if reasoned else None)
    if request.method == "POST":
        found = access.erasure_for(request.actor, erasure_id, permission="retention.confirm")
        return _decide(request, found, form)
    return _page(request, found, form)


def _page(request: HttpRequest, found: Erasure, form: ReasonForm) -> HttpResponse:
    record_read(request.actor, "retention.read", about=("case", found.case_id), post=found.case.post_id)
    return render(
        request,
        "rights/ending.html",
        frame(
            request,
            "rights:endings",
            **_row(found),
            form=form,
            once=form_token.reused(request),
            authorised=access.open_authorisation(found.case, timezone.now()),
            parameter=current_edition().parameters.get(found.parameter),
            may=permits(request.actor, "retention.confirm", found.scope).allowed,
        ),
    )


@fresh
def _decide(request: HttpRequest, found: Erasure, form: ReasonForm) -> HttpResponse:
    what, both = (
        request.POST.get("do"),
        {"actor": request.actor, "erasure": found, "at": timezone.now(), "once": form_token.sent(request)},
    )
    try:
        if what == "confirm":
            if not form.is_valid():
                return _page(request, found, form)
            actions.confirm(**both, **form.cleaned_data)
        elif what == "keep":
            actions.keep(**both)
        elif what == "erase":
            actions.erase(**both)
        elif what == "unblock":
            actions.unblock(**both)
        messages.success(request, say("Quedó anotado.", "It is noted."))
    except AlreadyDone:
        pass
    except CauceError as error:
        if refuse(request, error, form):
            return _page(request, found, form)
    return redirect("rights:ending", erasure_id=found.id)


@require_http_methods(["GET", "POST"])
def holds(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Why a record must stay, and until when."""
    case = case_for(request.actor, case_id, permission="retention.hold")

    def lift(**given: Any) -> None:
        actions.lift_hold(hold=access.hold_for(request.actor, request.POST.get("hold", "")), **given)

    place = partial(actions.place_hold, case=case)
    buttons = {"hold": Button(place, HoldForm), "lift": Button(lift)}
    page = pressed(request, buttons, at=timezone.now())
    if page.answer:
        return page.answer
    record_read(request.actor, "retention.holds", about=("case", case.id), post=case.post_id)
    today = timezone.now().astimezone(zone_of(case)).date()
    rows = [
        {
            "hold": one,
            "reason": sealing.hold_reason(one),
            "holds": one.lifted_at is None and today <= one.until,
        }
        for one in access.holds(request.actor, case)
    ]
    context = frame(
        request,
        "rights:endings",
        case=case,
        rows=rows,
        form=page.forms["hold"],
        once=form_token.reused(request),
    )
    return render(request, "rights/holds.html", context)


@require_http_methods(["GET", "POST"])
def authorisations(request: HttpRequest) -> HttpResponse:
    """The archival authorisations on record; headquarters adds one."""
    rows = access.authorisations(request.actor)
    may = permits(request.actor, "retention.authorise").allowed
    if request.method == "POST":
        check_may(request.actor, "retention.authorise")

    def record(*, where: str, **given: Any) -> None:
        actions.record_authorisation(post=offices.post(where) if where else None, **given)

    page = pressed(request, Button(record, AuthorisationForm), at=timezone.now())
    if page.answer:
        return page.answer
    context = frame(
        request, "rights:authorisations", rows=rows, may=may, form=page.form, once=form_token.reused(request)
    )
    return render(request, "rights/authorisations.html", context)
