"""Every opening is looked at by somebody else, who says whether it was right."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from cauce.content.model import Text
from cauce.custody.journal.door import Absent
from cauce.staff.offices import access as offices
from cauce.staff.oversight import access_emergency as glass
from cauce.staff.oversight.actions import review_glass
from cauce.ui import form_token
from cauce.ui.nav import nav
from cauce.ui.pressed import Button, pressed
from cauce.ui.words import say

from .forms import ReviewForm
from .words import FINDINGS, READ, REASONS

DONE = say("Quedó revisada.", "Reviewed.")


@require_http_methods(["GET", "HEAD"])
def reviews(request: HttpRequest) -> HttpResponse:
    """What waits for its review, the oldest first, and what was reviewed."""
    at = timezone.now()
    found = glass.reviews(request.actor)
    names = offices.names_of({one.opened_by for one in found})
    rows = [
        {
            "row": row,
            "who": names.get(row.opened_by, ""),
            "reason": REASONS[row.reason_code],
            "finding": FINDINGS[row.finding],
            "late": row.reviewed_at is None and at >= row.opened_at + glass.REVIEW_WITHIN,
        }
        for row in found
    ]
    context = {
        "nav": nav(request, "emergency_access:reviews"),
        "waiting": [one for one in rows if one["row"].reviewed_at is None],
        "done": [one for one in rows if one["row"].reviewed_at is not None],
    }
    return render(request, "emergency_access/reviews.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def review(request: HttpRequest, review_id: UUID) -> HttpResponse:
    """One opening: who, why, what was read; then the finding."""
    found = glass.review_for(request.actor, review_id, timezone.now())
    if request.method == "POST" and not found.may_review:
        raise Absent()

    def judge(*, finding: str, **given: Any) -> None:
        review_glass(right=finding == "right", **given)

    button = Button(judge, ReviewForm, said=DONE)
    page = pressed(
        request, button, then=redirect("emergency_access:reviews"), opening=found.row, at=timezone.now()
    )
    if page.answer:
        return page.answer
    row = found.row
    names = offices.names_of({row.opened_by, row.reviewed_by} - {""})
    context = {
        "nav": nav(request, "emergency_access:reviews"),
        "found": found,
        "row": row,
        "form": page.form,
        "once": form_token.reused(request),
        "keeper": row.post,
        "who": names.get(row.opened_by, ""),
        "reviewer": names.get(row.reviewed_by, ""),
        "code": REASONS[row.reason_code],
        "finding": FINDINGS[row.finding],
        "read": [READ.get(what, Text(es=what, en=what)) for what in dict.fromkeys(found.read)],
    }
    return render(request, "emergency_access/review.html", context)
