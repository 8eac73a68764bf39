"""The answers of a talk that ended, filled as they were written, to be corrected."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from cauce.cases import access as cases
from cauce.desk.cases.frame.frame import case_page
from cauce.intake.screenings import access
from cauce.intake.screenings.actions import correct_answers
from cauce.intake.screenings.facts import instrument_of
from cauce.ui.pressed import Button, pressed

from .forms import AnswersForm
from .views import said


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def answers(request: HttpRequest, case_id: UUID, sitting_id: UUID) -> HttpResponse:
    """Every question of the talk; what stands since is another row."""
    context = case_page(request, case_id, "correction", timezone.now(), "corrections:case")
    found = context["case"]
    if request.method == "POST":
        cases.case_for(request.actor, found.id, permission="case.correct")
    row = access.sitting_of(found, sitting_id)
    out = row.superseded_at is not None or access.withheld_in(row)
    if out and request.method != "POST":
        return redirect("corrections:case", case_id=found.id)  # what it said may be out of sight
    if row.ended_at is None:
        return redirect("protection:sitting", sitting_id=row.id)
    before = access.answers_as_written(row)
    page = pressed(
        request,
        Button(
            correct_answers,
            lambda sent: AnswersForm(instrument_of(row).items, before["answers"], sent),
            given=AnswersForm.given,
            said=said,
        ),
        then=redirect("corrections:case", case_id=found.id),
        case=found,
        of=row,
        at=timezone.now(),
    )
    if page.answer:
        return page.answer
    return render(request, "corrections/answers.html", context | {"form": page.form, "sitting": row})
