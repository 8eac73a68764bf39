"""Beside one case: its appointments, making one, one of them with what follows, and the paper to take."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from cauce.cases.models import Case
from cauce.content.errors import BadInputs
from cauce.desk.cases.frame.frame import case_page
from cauce.desk.intake.appointments.appointment_line import SHAPES, hours, weekday
from cauce.intake.appointments import access, actions
from cauce.intake.appointments import rules as rules
from cauce.intake.appointments.models import KeptHour
from cauce.intake.crews.access import must_not_meet
from cauce.ui.pressed import Button, pressed
from cauce.ui.words import say

from .forms import CancelForm, MakeForm, MoveForm, TakenForm

bad_input = BadInputs(__file__)

SAID = {
    "make": say(
        "Cita apartada. La persona se lleva la fecha y el número de ficha.",
        "Booked. The person takes the date and the number.",
    ),
    "move": say(
        "Cambiada. Dígale el nuevo día y la ficha.", "Changed. Tell the person the new date and number."
    ),
    "cancel": say("Cancelada. El lugar y la hora quedan libres.", "Cancelled. Place and hour are free."),
    "came": say("Anotado: se atendió.", "Recorded: the appointment took place."),
    "missed": say(
        "Anotado. No venir no cuenta en contra de nadie.",
        "Recorded. Missing an appointment is never held against anybody.",
    ),
    "taken": say("Anotado.", "Noted."),
}


def _shown(row: KeptHour) -> dict[str, Any]:
    return {
        "row": row,
        "weekday": weekday(row.day),
        "hours": hours(row.starts_at, row.minutes, row.post),
        "reason": access.reasons()[row.reason],
        "place": access.places()[row.place],
        "state": rules.STATES[row.state],
        "shape": SHAPES[row.state],
        "open": row.state in rules.OPEN,
        "why": rules.WHYS.get(row.why),
        "taken": rules.TAKEN_AS.get(row.taken_as),
    }


def _hour(case: Case, said: dict[str, Any]) -> actions.Hour:
    """What was chosen, as the acts take it. Raises ``BadInput`` for an hour at which somebody comes
    with whom the person must not meet: neither who it is nor why is told."""
    minutes = int(said["minutes"])
    if must_not_meet(case, access.near(case, said["when"], minutes)):
        raise bad_input("that_time_is_not_suitable", where="when")
    officers = {str(one.id): one for one in access.attends(case.post_id, case.id)}
    return actions.Hour(
        starts_at=said["when"],
        minutes=minutes,
        place=said["place"],
        officer=officers[said["officer"]],
    )


@require_http_methods(["GET", "HEAD", "POST"])
def case(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The appointments of the person, and a new one."""
    at = timezone.now()
    context = case_page(request, case_id, "appointments", at, "appointments:case")
    case, post = context["case"], context["post"]
    first = {"minutes": "30", "officer": str(case.officer_id or "")}

    def given(form: MakeForm) -> dict[str, Any]:
        said = form.cleaned_data
        return {
            "hour": _hour(case, said),
            "reason": said["reason"],
            "interpreter": said["interpreter"],
        }

    button = Button(
        actions.make_appointment,
        lambda sent: MakeForm(post, access.attends(post.code, case.id), sent, first),
        given=given,
        said=SAID["make"],
        then=lambda made: redirect("appointments:one", case_id=case.id, appointment_id=made.id),
    )
    page = pressed(request, button, case=case, at=at)
    if page.answer:
        return page.answer
    return render(
        request,
        "appointments/case.html",
        context | {"form": page.form, "rows": [_shown(row) for row in access.of_case(case)]},
    )


@require_http_methods(["GET", "HEAD", "POST"])
def appointment_page(request: HttpRequest, case_id: UUID, appointment_id: UUID) -> HttpResponse:
    """One appointment: what the person takes, moving it, calling it off, and what came of it."""
    at = timezone.now()
    context = case_page(request, case_id, "appointments", at, "appointments:case")
    case, post = context["case"], context["post"]
    row = access.one_of(case, appointment_id)
    first = {
        "when": row.starts_at,
        "minutes": str(row.minutes),
        "place": row.place,
        "officer": str(row.officer_id),
    }
    acts = {
        "move": Button(
            actions.move_appointment,
            lambda sent: MoveForm(post, access.attends(post.code, case.id), sent, first),
            given=lambda form: {"hour": _hour(case, form.cleaned_data)},
        ),
        "cancel": Button(actions.cancel_appointment, CancelForm),
        "taken": Button(
            lambda at, **given: actions.note_taken(**given),
            lambda sent: TakenForm(sent, initial={"how": row.taken_as}),
        ),
        "came": Button(partial(actions.close_appointment, came=True)),
        "missed": Button(partial(actions.close_appointment, came=False)),
    }
    buttons = {name: replace(one, said=SAID[name]) for name, one in acts.items()}
    page = pressed(request, buttons, case=case, appointment=row, at=at)
    if page.answer:
        return page.answer
    return render(
        request,
        "appointments/one.html",
        context
        | page.forms
        | {
            "one": _shown(row),
            "doing": request.POST.get("do", ""),
            "missed": row.state == rules.MISSED,
            "past": at >= row.starts_at,
            "over": at >= row.starts_at + dt.timedelta(minutes=row.minutes),
        },
    )


@require_GET
def slip(request: HttpRequest, case_id: UUID, appointment_id: UUID) -> HttpResponse:
    """What the person may take: day, hour, number, window, neutral reason, and where. Nothing else."""
    context = case_page(request, case_id, "slip", timezone.now(), "appointments:case")
    row = access.one_of(context["case"], appointment_id)
    return render(request, "appointments/slip.html", {"one": _shown(row)})
