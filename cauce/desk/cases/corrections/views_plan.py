"""A line of the plan, filled as it stands, to be corrected."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from cauce.cases import access as cases
from cauce.cases.corrections import access
from cauce.cases.corrections.actions import correct_line
from cauce.cases.withheld import withheld
from cauce.desk.cases.frame.frame import case_page
from cauce.desk.cases.plan.views import ROLES
from cauce.staff.offices import access as offices
from cauce.ui.pressed import Button, pressed

from .forms import LineForm
from .views import said


@sensitive_post_parameters("agreed", "why")
@require_http_methods(["GET", "HEAD", "POST"])
def line(request: HttpRequest, case_id: UUID, line_id: UUID) -> HttpResponse:
    """One line; what stands since is another one."""
    context = case_page(request, case_id, "correction", timezone.now(), "corrections:case")
    found = context["case"]
    if request.method == "POST":
        cases.case_for(request.actor, found.id, permission="case.correct")
    row, agreed = access.line_to_correct(found, line_id)
    out = row.superseded_at is not None or str(row.id) in withheld(found, "plan")
    if out and request.method != "POST":
        return redirect("corrections:case", case_id=found.id)  # what it said may be out of sight
    staff = offices.staff(found.post_id, *ROLES, case=found.id)
    page = pressed(
        request,
        Button(
            correct_line,
            lambda sent: LineForm(staff, row, agreed, sent),
            given=LineForm.given,
            said=said,
        ),
        then=redirect("corrections:case", case_id=found.id),
        case=found,
        of=row,
        at=timezone.now(),
    )
    if page.answer:
        return page.answer
    return render(request, "corrections/line.html", context | {"form": page.form})
