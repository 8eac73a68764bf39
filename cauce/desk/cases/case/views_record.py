"""Write down any act, that something was offered and declined, or a departure."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from cauce.cases import access, actions
from cauce.cases.notes import access as notes
from cauce.cases.rules.agreed_hour import hours_agreed
from cauce.content.model import Action
from cauce.custody.journal.door import Absent
from cauce.rules.dates import read_moment, zone
from cauce.sharing.referrals import access as referrals
from cauce.ui.pressed import Button, pressed
from cauce.ui.words import say

from ..frame import saying
from ..frame.already import ARRIVAL
from ..frame.frame import case_page
from .forms_record import DepartForm, RecordForm, recordable

NOTED = say("Anotado.", "Noted.")
DEPARTED = say("Anotado. Queda a la vista en el caso.", "Recorded. It stays visible on the case.")


def _action(context: dict[str, Any], action: str) -> Action:
    """The action of that id for a case. Raises ``Absent``."""
    found = context["edition"].actions.get(action)
    if found is None or found.scope != "case":
        raise Absent()
    return found


def _stands(context: dict[str, Any], action: Action) -> dict[str, Any]:
    """What the action is called and why it stands in this case as it does; why '': it is not in its plan."""
    edition = context["edition"]
    for one in context["page"].plan:
        if one.action == action.id:
            why = saying.why(edition, one, context["case"].post.time_zone)
            return {"title": saying.title_of(edition, one), "why": why}
    return {"title": action.title, "why": ""}


def _hour_told(context: dict[str, Any]) -> dt.datetime | None:
    """When the one place that agreed and expects the person was told that they would arrive, on the clock of
    the post; None: no hour was told, or more than one place expects them."""
    expects = referrals.expecting(context["case"])
    if len(expects) != 1:
        return None
    found = read_moment(str(referrals.told_to(context["case"], *expects).get(ARRIVAL, "")))
    return found[0].replace(tzinfo=zone(context["post"].time_zone)) if found else None


@require_http_methods(["GET", "POST"])
def choose(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Any act of the list, without saying for which action."""
    context = case_page(request, case_id, "record", timezone.now(), "protection:case")
    return _record(request, context, None)


@require_http_methods(["GET", "POST"])
def record(request: HttpRequest, case_id: UUID, action: str) -> HttpResponse:
    """An act that meets, or closes, one action of the Protocol."""
    context = case_page(request, case_id, "record", timezone.now(), "protection:case")
    return _record(request, context, _action(context, action))


def _record(request: HttpRequest, context: dict[str, Any], action: Action | None) -> HttpResponse:
    case, edition = context["case"], context["edition"]
    if request.method == "POST":
        access.case_for(request.actor, case.id, permission="case.work")
    hour = _hour_told(context) if action and hours_agreed(edition, action) else None
    page = pressed(
        request,
        Button(
            actions.record_act,
            lambda sent: RecordForm(
                edition, context["post"].time_zone, action, sent, context["page"].facts, hour
            ),
            given=RecordForm.given,
            said=NOTED,
        ),
        then=redirect("protection:case", case_id=case.id),
        case=case,
        action=action.id if action else "",
    )
    if page.answer:
        return page.answer
    context |= {
        "form": page.form,
        "action": action,
        "may_note": notes.may_see(request.actor, case),
        # Only the program can close some actions, for instance a referral that was accepted.
        "by_program": bool(action) and not recordable(edition, [*action.done_by, *action.declined_by]),
    } | (_stands(context, action) if action else {})
    return render(request, "case/record.html", context)


@require_http_methods(["GET", "POST"])
def depart(request: HttpRequest, case_id: UUID, action: str) -> HttpResponse:
    """Not to follow a step, with a reason; it stays visible."""
    context = case_page(request, case_id, "depart", timezone.now(), "protection:case")
    found, case = _action(context, action), context["case"]
    if request.method == "POST":
        access.case_for(request.actor, case.id, permission="case.work")

    def depart(*, happened_at: dt.datetime, **given: Any) -> None:
        actions.depart(at=happened_at, **given)

    page = pressed(
        request,
        Button(
            depart,
            lambda sent: DepartForm(context["edition"], context["post"].time_zone, sent),
            said=DEPARTED,
        ),
        then=redirect("protection:case", case_id=case.id),
        case=case,
        action=found.id,
    )
    if page.answer:
        return page.answer
    context |= {"form": page.form, "action": found}
    return render(request, "case/depart.html", context)
