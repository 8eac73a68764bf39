"""The second person: what was concluded and why, to be signed or returned with remarks."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from cauce.cases.access import to_sign
from cauce.cases.access_signing import assessment_to_sign
from cauce.cases.actions import return_for_review
from cauce.cases.actions import sign as sign_it
from cauce.custody.journal.door import check_may
from cauce.protocol.editions.access import edition_by_id
from cauce.sharing.referrals.access_envelopes import count_to_sign
from cauce.staff.offices.access import names_of
from cauce.ui import form_token
from cauce.ui.nav import nav
from cauce.ui.pressed import Button, pressed
from cauce.ui.words import say

from .comparing import columns, differing
from .forms import RemarksForm

SIGNED = say("Firmada.", "Signed.")
RETURNED = say("Se regresó a quien la redactó, con las razones.", "Returned to its author, with the reasons.")


@require_GET
def signatures(request: HttpRequest) -> HttpResponse:
    """What waits for a signature that the reader could give, longest first."""
    check_may(request.actor, "case.read_to_sign")
    rows = [
        {
            "title": one.case.folio,
            "href": f"{request.path}{one.id}/",
            "about": one.case.post.name,
            "state": "open",
            "at": one.concluded_at,
        }
        for one in to_sign(request.actor)
    ]
    return render(
        request,
        "assessment/signatures.html",
        {
            "envelopes": count_to_sign(request.actor),
            "rows": rows,
            "nav": nav(request, "protection:signatures"),
            "post": request.post,
        },
    )


@require_http_methods(["GET", "POST"])
def sign(request: HttpRequest, assessment_id: UUID) -> HttpResponse:
    """Read one conclusion, sign it or return it. Nothing else of the case is shown here."""
    row, said = assessment_to_sign(request.actor, assessment_id)
    beside = {"reasons": "remarks"}
    page = pressed(
        request,
        {
            "sign": Button(sign_it, RemarksForm, given=lambda _: {}, said=SIGNED, beside=beside),
            "return": Button(return_for_review, RemarksForm, said=RETURNED, beside=beside),
        },
        then=redirect("protection:signatures"),
        case=row.case,
        assessment=row,
        at=timezone.now(),
    )
    if page.answer:
        return page.answer
    edition = edition_by_id(row.edition)
    return render(
        request,
        "assessment/sign.html",
        {
            "row": row,
            "said": said,
            "form": page.forms["sign"],
            "post": row.case.post,
            "case": row.case,
            "columns": columns(said["verdicts"]),
            "differing": differing(said["conclusion"], said["verdicts"]),
            "once": form_token.reused(request),
            "label": edition.facts["conclusion.status"].value_labels.get(said["conclusion"]),
            "added": [edition.concepts[s].text for s in said["concepts"].get("added", ())],
            "removed": [edition.concepts[s].text for s in said["concepts"].get("removed", ())],
            "out_of_sight": said["concepts"].get("out_of_sight", 0),
            "by": names_of({row.concluded_by}).get(row.concluded_by, ""),
            "nav": nav(request, "protection:worklist"),
            "mine": row.concluded_by == request.actor.user,
        },
    )
