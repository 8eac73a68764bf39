"""Closing a case with its reason, or opening it again; contact lost at a high risk takes two people."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from cauce.cases import access_contact_lost
from cauce.cases import access_follow as follow
from cauce.cases.access import WORKING
from cauce.cases.actions import propose_lost, reopen_case
from cauce.cases.actions.closing import DEATH
from cauce.cases.models import Case
from cauce.cases.rules.follow_up import SATISFACTION, may_close_as_lost
from cauce.custody.journal.door import Absent
from cauce.desk.cases.frame.frame import case_page
from cauce.sharing.binational.access import open_of
from cauce.sharing.binational.actions import close_case_there
from cauce.staff.offices import access as offices
from cauce.staff.oversight.actions import take_back
from cauce.ui import form_token
from cauce.ui.fields import words as text_words
from cauce.ui.pressed import Button, pressed
from cauce.ui.words import say

from .forms import CloseForm, LostForm

CLOSED = say(
    "El caso quedó cerrado. La persona puede volver cuando quiera.",
    "The case is closed. The person can always come back.",
)
REOPENED = say("El caso está abierto otra vez.", "The case is open again.")
ASKED = say("Se pidió. Cuando contesten, lo verá aquí.", "Requested. The answer will appear here.")
BACK = say("Se retiró la solicitud.", "The request was withdrawn.")


@sensitive_post_parameters("words", "note", "lost-reason")
@require_http_methods(["GET", "HEAD", "POST"])
def closing(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Close with a reason and what the person says of the help, or open again."""
    at = timezone.now()
    context = case_page(request, case_id, "closing", at, "follow:case")
    case = context["case"]
    reasons = {one.id: one.title for one in context["edition"].catalogues["closing_reasons"]}
    # A death is recorded by two people, on a page of its own.
    choices = [(id, text_words(title)) for id, title in reasons.items() if id != DEATH]

    def back(**given: Any) -> None:
        proposal = access_contact_lost.proposal_of(case, at)
        if proposal is None:
            raise Absent()
        take_back(proposal=proposal[0], **given)

    page = pressed(
        request,
        {
            "close": Button(
                partial(close_case_there, case=case),
                lambda sent: CloseForm(choices, sent),
                given=lambda form: {key: said for key, said in form.cleaned_data.items() if key != "agreed"},
                said=CLOSED,
            ),
            "ask": Button(partial(propose_lost, case=case), LostForm, said=ASKED),
            "reopen": Button(partial(reopen_case, case=case), said=REOPENED),
            "back": Button(back, said=BACK),
        },
        at=at,
    )
    if page.answer:
        return page.answer
    return render(
        request,
        "follow/closing.html",
        context
        | _lost(request, case, at)
        | {
            "form": page.form or page.forms["close"],
            "closer": page.forms["close"],
            "asking": page.forms["ask"],
            "once_two": form_token.new(),
            "working": case.status in WORKING,
            "petitions": open_of(case),
            "closings": [
                {
                    "row": row,
                    "reason": reasons.get(told.get("reason", "")),
                    "satisfaction": SATISFACTION.get(told.get("satisfaction", "")),
                    "words": told.get("words", ""),
                }
                for row, told in follow.closings_of(case)
            ],
        },
    )


def _lost(request: HttpRequest, case: Case, at: dt.datetime) -> dict[str, Any]:
    """Whether contact may count as lost, whether that takes somebody else, and what they said."""
    needed = follow.needed_days(case, offices.day_at(case.post, at))
    found: dict[str, Any] = {
        "lost": may_close_as_lost(follow.tries_of(case), needed),
        "second": access_contact_lost.second_needed(case),
        "asked": None,
    }
    proposal = access_contact_lost.proposal_of(case, at) if found["second"] else None
    if proposal is not None:
        row, answer = proposal
        names = offices.names_of({row.proposed_by, row.decided_by})
        found["asked"] = {
            "row": row,
            "answer": answer,
            "by": names.get(row.decided_by, ""),
            "first": names.get(row.proposed_by, ""),
            "mine": row.proposed_by == request.actor.user,
        }
    return found
