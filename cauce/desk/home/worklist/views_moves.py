"""A late step on another day: which, until when, and why. Its deadline stays what it was."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from cauce.cases.actions import reschedule
from cauce.desk.cases.frame import saying
from cauce.desk.cases.frame.frame import case_page
from cauce.rules.pathway import is_late
from cauce.ui import form_token
from cauce.ui.pressed import Button, pressed
from cauce.ui.words import say

from .forms import MoveForm

MOVED = say(
    "Quedó para ese día. El plazo no cambia.", "It was put off to that day. The deadline does not change."
)


@require_http_methods(["GET", "HEAD", "POST"])
def move(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The late steps of a case, one of them to be put on another day."""
    context = case_page(request, case_id, "plan", timezone.now())
    case, at, edition = context["case"], context["at"], context["edition"]
    late = [one for one in context["page"].plan if is_late(one, at) and one.state != "blocked"]
    late.sort(key=lambda one: (one.due, one.order))
    steps = [(one.action, saying.title_of(edition, one)) for one in late]

    def form(sent: Any) -> MoveForm:
        return MoveForm(steps, sent, {"action": request.GET.get("paso", "")})

    page = pressed(
        request,
        Button(reschedule, form, said=MOVED),
        then=redirect("protection:worklist"),
        case=case,
        at=at,
    )
    if page.answer:
        return page.answer
    more = {"form": page.form, "late": late, "once": form_token.reused(request)}
    return render(request, "worklist/move.html", context | more)
