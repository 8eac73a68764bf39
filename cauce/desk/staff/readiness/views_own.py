"""What each person sees of their own preparation: training, and the self-care check."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from cauce.protocol.editions.access import current_edition
from cauce.rules.permissions import permits
from cauce.staff.readiness import access
from cauce.staff.readiness.actions import complete_self_care
from cauce.ui import form_token
from cauce.ui.nav import nav
from cauce.ui.pressed import Button, pressed
from cauce.ui.words import say

DONE = say("Gracias. Solo queda la fecha.", "Thank you. Only the date is kept.")


@require_http_methods(["GET", "POST"])
def own(request: HttpRequest) -> HttpResponse:
    """One's own training by role, and when the self-care check is offered again."""
    at = timezone.now()
    found = access.mine(request.actor, at)
    page = pressed(request, Button(complete_self_care, said=DONE), at=at)
    if page.answer:
        return page.answer
    roles = {one.id: one.title for one in current_edition().catalogues["roles"]}
    return render(
        request,
        "readiness/own.html",
        {
            "trained": [
                {
                    "role": roles[role],
                    "until": until,
                    "state": "open" if until is None else "overdue" if until < found.today else "met",
                }
                for role, until in found.trained
            ],
            "trainings": [(row, roles[row.role], until) for row, until in found.trainings],
            "mine": found,
            "care_is_due": bool(found.care_due and found.care_due <= found.today),
            "may_read": permits(request.actor, "readiness.read").allowed,
            "once": form_token.new(),
            "nav": nav(request, "readiness"),
        },
    )
