"""The checklist before an interview: on its own page, and beneath what a talk led to offering."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, QueryDict

from cauce.staff.offices import access as offices

from .forms import PreparationForm

ROLES = ("protection_officer", "protection_consul")


def preparation(
    request: HttpRequest, context: dict[str, Any], sent: QueryDict | None = None
) -> PreparationForm:
    """The form, beginning with what is known; ``sent`` None: nothing was sent."""
    case = context["case"]
    staff = offices.staff(case.post_id, *ROLES, case=case.id)
    children = context["page"].facts.get("person.with_children")
    return PreparationForm(staff, sent, _known(request, context), children=children)


def is_due(acts: frozenset[str]) -> bool:
    """Whether nobody prepared an interview yet, and the person did not say no to one."""
    return acts.isdisjoint({"interview_prepared", "interview_declined"})


def _known(request: HttpRequest, context: dict[str, Any]) -> dict[str, Any]:
    """What stands filled in: who is at the desk, what the person wished before, and how the last talk was
    held; never what has to be seen to each time."""
    facts, answers = context["page"].facts, context["page"].answers
    known = {
        "who": request.actor.user,
        "prefers": facts.get("interview.interviewer"),
        "childcare": {True: "yes", False: "no"}.get(facts.get("interview.childcare")),
        "interpreter": answers[0][1].get("interpreter") if answers else None,
    }
    return {name: value for name, value in known.items() if value}
