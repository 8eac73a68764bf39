"""Complaints as those who look into them see them; of what they may not see, nothing is counted either."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from cauce.content.model import Text
from cauce.protocol.editions.access import current_edition
from cauce.rights.complaints import access, actions
from cauce.rights.complaints import rules as rules
from cauce.rights.complaints.models import Complaint
from cauce.rights.complaints.telling_form import CLOCK
from cauce.rules.permissions import permits
from cauce.ui import form_token
from cauce.ui.nav import nav
from cauce.ui.pressed import Button, Pressed, pressed
from cauce.ui.words import say

from .forms import NameForm, StepForm

WAITS = {
    "acknowledge": Text(es="Sin acuse de lectura", en="No acknowledgement yet"),
    "answer": Text(es="Falta la primera respuesta", en="First answer pending"),
    "end": Text(es="Ya debía estar concluida", en="Should be closed by now"),
}

NOTED = say("Quedó anotado.", "It is noted.")


def _row(one: Complaint) -> dict[str, Any]:
    by = (
        one.acknowledge_by
        if not one.acknowledged_at
        else (one.answer_by if not one.answered_at else one.end_by)
    )
    return {
        "one": one,
        "state": rules.STATES[one.state],
        "about": rules.ABOUT[one.about],
        "category": rules.CATEGORIES[one.category],
        "urgent": one.category in rules.URGENT,
        "late": WAITS.get(access.late_step(one, timezone.now())),
        "by": by,
        "ended": one.ended_at is not None,
    }


def _frame(request: HttpRequest, **more: Any) -> dict[str, Any]:
    return {
        "nav": nav(request, "complaints:list"),
        "clock": CLOCK,
        "may_review": permits(request.actor, access.REVIEW).allowed,
        **more,
    }


@require_safe
def complaints_page(request: HttpRequest) -> HttpResponse:
    """Those that the actor may see, what is due first on top."""
    rows = [_row(one) for one in access.complaints(request.actor)]
    return render(request, "complaints/list.html", _frame(request, rows=rows))


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def complaint_page(request: HttpRequest, complaint_id: UUID) -> HttpResponse:
    """What was told, whom it names, what was said since, and the next step."""
    found = access.complaint_for(request.actor, complaint_id)

    def led(_: Any) -> HttpResponse:
        # Whoever named somebody of their own place sees it no more.
        if access.may_see(request.actor, access.again(found)):
            return redirect("complaints:one", complaint_id=found.id)
        return redirect("complaints:list")

    step = partial(actions.step, at=timezone.now())
    page = pressed(
        request,
        {
            "step": Button(
                step, lambda sent: StepForm(found.state, sent), given=StepForm.given, said=NOTED, then=led
            ),
            "name": Button(actions.name, NameForm, said=NOTED, then=led),
        },
        complaint=found,
    )
    return page.answer or _page(request, found, page)


def _page(request: HttpRequest, found: Complaint, page: Pressed) -> HttpResponse:
    told, named, said = access.opened(request.actor, found)
    tongues = {row["code"]: row for row in current_edition().catalogues["languages"]}
    words = [
        {
            "hers": row.word.side == "person",
            "at": row.word.at,
            "text": row.text,
            "sentence": rules.SENTENCES.get(row.word.code) or rules.REPLIES.get(row.word.code),
        }
        for row in said
    ]
    tongue = tongues[found.language]
    return render(
        request,
        "complaints/one.html",
        _frame(
            request,
            **_row(found),
            told=told,
            named=named,
            words=words,
            step=page.forms["step"],
            name=page.forms["name"],
            form=page.form,
            reviews=access.reviews(request.actor, found),
            treated=rules.TREATED.get(found.treated),
            tongue=Text(es=tongue["name_es"], en=tongue["name_en"]),
            once=form_token.reused(request),
            may_find=permits(request.actor, "directory.find").allowed,
        ),
    )


@require_safe
def signals(request: HttpRequest) -> HttpResponse:
    """Providers and interpreters that several complaints name, with how many of those one may see."""
    may_find = permits(request.actor, "directory.find").allowed
    rows = [
        {
            "group": group,
            "many": len(group),
            "named": named,
            "first": group[0],
            "last": group[-1],
            "kind": rules.ABOUT[named["kind"]],
        }
        for group, named in access.signals(request.actor, timezone.now())
    ]
    return render(request, "complaints/signals.html", _frame(request, rows=rows, may_find=may_find))
