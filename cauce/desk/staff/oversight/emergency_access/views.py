"""A case of another post in an emergency: said why, read for an hour, and nothing else."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from cauce.cases import access as cases
from cauce.content.errors import CauceError
from cauce.custody.journal.door import Absent, AlreadyDone, check_may
from cauce.desk.cases.frame import saying
from cauce.desk.cases.frame.story import timeline
from cauce.desk.cases.identity.forms import ReasonForm
from cauce.people import access as people
from cauce.rules.dates import zone
from cauce.staff.accounts.recent_proof import fresh
from cauce.staff.oversight import access_emergency as glass
from cauce.staff.oversight.access_emergency import Blocked
from cauce.staff.oversight.actions import GlassCase, close_glass, open_glass
from cauce.staff.oversight.models import GlassOpening
from cauce.ui import form_token
from cauce.ui.errors import add_refusal, words
from cauce.ui.nav import nav
from cauce.ui.pressed import Button, pressed
from cauce.ui.words import say

from . import reading
from .forms import OpenForm
from .words import FINDINGS, REASONS

NOTHING = say(
    "Con ese folio no se abre nada aquí. Revise que esté completo y tal como está escrito; los de "
    "su propio consulado están en Pendientes.",
    "No case here has that folio. Check that it is complete and exactly as written; your own "
    "post's cases are in your worklist.",
)
OVER = say("La lectura terminó.", "The reading has ended.")


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """Say why, and which; opening it is told to others at once."""
    check_may(request.actor, "glass.open")
    return _start(request)


@fresh
def _start(request: HttpRequest) -> HttpResponse:
    at = timezone.now()
    why = ""
    form = OpenForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        try:
            # Before anything is looked up: whoever is blocked learns of no folio.
            glass.check_not_blocked(request.actor, at)
            if form.is_valid():
                made = _open(request, form.cleaned_data, at)
                return redirect("emergency_access:case", opening_id=made.id)
        except AlreadyDone:
            return redirect("emergency_access:start")
        except Blocked as no:
            why = words(no)
        except Absent:
            form.add_error("folio", NOTHING)
        except CauceError as error:
            add_refusal(form, error)
    elif code := glass.blocked(request.actor.user, at):
        why = words(Blocked(code))
    rows = glass.mine(request.actor, at)
    context = {
        "nav": nav(request, "emergency_access:start"),
        "form": form,
        "once": form_token.reused(request),
        "blocked": why,
        "rows": [
            {
                "row": row,
                "reason": REASONS[row.reason_code],
                "finding": FINDINGS[row.finding],
                "lasts": _lasts(row, at),
            }
            for row in rows
        ],
        "left": glass.MOST_IN_WINDOW - len(rows),
        "minutes": glass.MINUTES,
    }
    return render(request, "emergency_access/start.html", context)


def _lasts(row: GlassOpening, at: dt.datetime) -> bool:
    return row.closed_at is None and at < row.ends_at and row.finding != "not_right"


def _open(request: HttpRequest, given: dict[str, Any], at: dt.datetime) -> GlassOpening:
    found = cases.case_to_open(request.actor, given["folio"].strip())
    return open_glass(
        actor=request.actor,
        case=GlassCase(case_id=found.id, person_id=found.person_id, key_id=found.key_id, post=found.post),
        reason_code=given["code"],
        text=given["text"],
        at=at,
        once=form_token.sent(request),
    )


def _context(request: HttpRequest, row: GlassOpening) -> dict[str, Any]:
    return {"nav": nav(request, "emergency_access:start"), "opening": row, "keeper": row.post}


@require_http_methods(["GET", "HEAD"])
def case(request: HttpRequest, opening_id: UUID) -> HttpResponse:
    """The one case, to be read: what is known, what was told, what is agreed, what was done."""
    at = timezone.now()
    row = glass.opening_for(request.actor, opening_id, at)
    page = cases.page_for(request.actor, row.case_id, "glass", at)
    context = _context(request, row) | reading.shown(page, at)
    events = timeline(context["edition"], cases.notes(page.case), zone(row.post.time_zone))
    return render(
        request,
        "emergency_access/case.html",
        context | {"events": events, "once": form_token.reused(request)},
    )


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def identity(request: HttpRequest, opening_id: UUID) -> HttpResponse:
    """Who it is, for a reason that the journal keeps; nothing can be changed."""
    at = timezone.now()
    row = glass.opening_for(request.actor, opening_id, at)
    found = cases.case_for(request.actor, row.case_id)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    context = _context(request, row) | {"form": form, "case": found}
    if request.method == "POST" and form.is_valid():
        opened = people.identity(request.actor, found.person, reason=form.cleaned_data["reason"])
        context["facts"] = reading.identity_facts(opened.fields, saying.language())
    return render(request, "emergency_access/identity.html", context)


@require_POST
def close(request: HttpRequest, opening_id: UUID) -> HttpResponse:
    """It is no longer needed: the reading ends now."""
    row = glass.opening_for(request.actor, opening_id, timezone.now())
    here = redirect("emergency_access:start")
    page = pressed(request, Button(close_glass, said=OVER), then=here, opening=row, at=timezone.now())
    return page.answer or here
