"""One person of a crew: who attends, apart or not, out of the incident and back."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from cauce.cases.actions import assign
from cauce.cases.models import Case
from cauce.custody.journal.door import Absent
from cauce.desk.intake.appointments.appointment_line import hours, weekday
from cauce.intake.appointments import access as appointments
from cauce.intake.appointments import rules as rules
from cauce.intake.appointments.models import KeptHour
from cauce.intake.crews import access, actions
from cauce.intake.crews.models import CrewMember
from cauce.sharing.referrals.access_together import with_others
from cauce.ui.pressed import Button, pressed
from cauce.ui.words import say

from .views import base
from .words import WHY_LEFT

TAKEN = say("Usted atiende este caso.", "You attend this case.")
CHANGED = say("Anotado.", "Noted.")


def _out(request: HttpRequest, **given: Any) -> None:
    if request.POST.get("why") not in WHY_LEFT:
        raise Absent()
    actions.take_out(why=request.POST["why"], at=timezone.now(), **given)


def _meets(case: Case) -> list[dict[str, object]]:
    """Appointments made before the mark, at an hour at which somebody comes whom the person must not meet."""

    def too_near(row: KeptHour) -> bool:
        return access.must_not_meet(case, appointments.near(case, row.starts_at, row.minutes))

    return [
        {
            "id": row.id,
            "day": row.day,
            "weekday": weekday(row.day),
            "hours": hours(row.starts_at, row.minutes, case.post),
        }
        for row in appointments.of_case(case)
        if row.state in rules.OPEN and too_near(row)
    ]


@require_http_methods(["GET", "HEAD", "POST"])
def member(request: HttpRequest, crew_id: UUID, member_id: UUID) -> HttpResponse:
    """What is arranged for one person; what they told stands in their case alone."""
    one = access.open_one(request.actor, crew_id, member_id)
    apart = request.POST.get("apart") == "yes"

    def take(*, member: CrewMember, **given: Any) -> HttpResponse:
        assign(case=member.case, officer=request.user, **given)
        return redirect("protection:safety", case_id=member.case_id)

    page = pressed(
        request,
        {
            "take": Button(take, said=TAKEN),
            "apart": Button(partial(actions.mark_apart, apart=apart), said=CHANGED),
            "out": Button(partial(_out, request), said=CHANGED),
            "back": Button(actions.put_back, said=CHANGED),
        },
        member=one.member,
    )
    if page.answer:
        return page.answer
    return render(
        request,
        "crews/member.html",
        base(request, one.member.incident.post)
        | {
            "incident": one.member.incident,
            "member": one.member,
            "case": one.member.case,
            "code": one.told.get("code") or one.member.case.folio,
            "apart": one.told.get("apart") is True,
            "whys": WHY_LEFT.items(),
            "why_left": WHY_LEFT.get(one.member.why_left),
            "together": with_others(one.member.case) if one.told.get("apart") else [],
            "meets": _meets(one.member.case) if one.told.get("apart") else [],
        },
    )
