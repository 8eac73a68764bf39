"""The self-care sheet: read and ticked on one's own screen; only that it was done is written down."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from cauce.protocol.editions.access import current_edition
from cauce.staff.readiness.actions import complete_self_care
from cauce.ui import form_token
from cauce.ui.nav import nav
from cauce.ui.pressed import Button, pressed
from cauce.ui.words import say

# The same for both answers: what is sent is the same, so nobody can tell them apart.
DONE = say(
    "Gracias. Solo queda la fecha, la haya hecho o la deje para otro momento.",
    "Thank you. Only the date is kept, whether you did it or leave it for another time.",
)


@require_http_methods(["GET", "POST"])
def self_care(request: HttpRequest) -> HttpResponse:
    """The boxes have no name and stand in no form: nothing of them can be sent."""
    page = pressed(request, Button(complete_self_care, said=DONE), at=timezone.now())
    if page.answer:
        return page.answer
    return render(
        request,
        "tools/self_care.html",
        {
            "tool": current_edition().tools["T20"],
            "once": form_token.new(),
            "post": request.post,
            "nav": nav(request, "protection:self_care"),
        },
    )
