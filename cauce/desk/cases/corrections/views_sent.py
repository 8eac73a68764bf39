"""A request that was sent: to the wrong service and unread, or with something wrong in it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from cauce.cases import access as cases
from cauce.cases.corrections.models import CaseCorrection
from cauce.cases.facts import vocabulary_of
from cauce.custody.journal.door import Absent
from cauce.desk.cases.frame.frame import case_page
from cauce.rules.referral import OPEN
from cauce.sharing.referrals import access
from cauce.sharing.referrals.access_correcting import left_counted
from cauce.sharing.referrals.actions import correct_recipient, correct_shared
from cauce.sharing.referrals.facts import agreed_now
from cauce.ui.pressed import Button, pressed
from cauce.ui.words import say

from .forms import RecipientForm, SharedForm

TAKEN = say(
    "Se retiró sin que nadie la leyera. Envíela ahora a quien corresponde.",
    "It was taken back unread. Now send it to the right service.",
)
COUNTS = say(
    "Se retiró sin que nadie la leyera. Que se envió deja de contar cuando lo confirme otra persona. Envíela "
    "ahora a quien corresponde.",
    "It was taken back unread. That it was sent stops counting once another person confirms it. Now send it "
    "to the right service.",
)
TOLD = say(
    "Corregido. A quien la recibió se le avisó que algo se corrigió.",
    "Corrected. Whoever received it was told that something was corrected.",
)


def _taken(made: CaseCorrection) -> Any:
    """What the next page says: taken back, and whether it counts until somebody agrees."""
    return COUNTS if made.state == "waiting" else TAKEN


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def sent(request: HttpRequest, case_id: UUID, referral_id: UUID) -> HttpResponse:
    """What it says, filled; and, while nobody there read it, that it went to the wrong place."""
    context = case_page(request, case_id, "correction", timezone.now(), "corrections:case")
    found = context["case"]
    if request.method == "POST":
        cases.case_for(request.actor, found.id, permission="case.correct")
    row = access.referral_for(request.actor, referral_id)
    if row.case_id != found.id:
        raise Absent()
    said, agreed = access.shared_by(row), agreed_now(row)
    labels = {name: label for name, label in vocabulary_of(found).labels.items() if name in agreed}
    page = pressed(
        request,
        {
            "shared": Button(
                correct_shared,
                lambda sent: SharedForm(labels, said, sent),
                given=SharedForm.given,
                said=TOLD,
                beside={"state": "why"},
            ),
            "recipient": Button(correct_recipient, RecipientForm, said=_taken),
        },
        then=redirect("corrections:case", case_id=found.id),
        referral=row,
        at=timezone.now(),
    )
    if page.answer:
        return page.answer
    more = {
        "form": page.form or page.forms["shared"],
        "shared_form": page.forms["shared"],
        "recipient_form": page.forms["recipient"],
        "row": row,
        "open": row.state in OPEN,
        "read": access.read_by_receiver(row),
        "again": str(row.id) in left_counted(found, timezone.now()),
    }
    return render(request, "corrections/sent.html", context | more)
