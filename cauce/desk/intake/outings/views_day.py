"""The day of an outing: what it lacks, its plan with ticks, and afterwards its counts."""

from __future__ import annotations

import datetime as dt
from functools import partial
from itertools import groupby
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from cauce.content.errors import BadInputs
from cauce.intake.outings import access
from cauce.intake.outings.actions import close_outing, end_step, move_step
from cauce.rules.permissions import permits
from cauce.ui import form_token
from cauce.ui.errors import words as said
from cauce.ui.numbers import whole
from cauce.ui.pressed import Button, pressed
from cauce.ui.words import say

from . import showing
from .forms import CountsForm
from .frame import coarse, frame, sentences, standing

bad_input = BadInputs(__file__)

CLOSED = say(
    "Conteo guardado. Si algo llega después, aparecerá aquí.",
    "Counts saved. Anything that arrives later will show here.",
)


def _hour(text: str) -> dt.time:
    """Raises ``BadInput`` for what is no hour."""
    try:
        return dt.time.fromisoformat(text.strip().zfill(5))
    except ValueError:
        raise bad_input("that_time_was_not_understood", where="to") from None


def _end(request: HttpRequest, *, done: bool = False, asks: bool = False, **given: Any) -> None:
    why = request.POST.get("why", "") if asks else ""
    if asks and not why:
        raise bad_input("say_why_not", where="why")
    end_step(done=done, why=why, **given)


def _move(request: HttpRequest, **given: Any) -> None:
    move_step(to=_hour(request.POST.get("to", "")), **given)


@require_http_methods(["GET", "HEAD", "POST"])
def outing_page(request: HttpRequest, outing_id: UUID) -> HttpResponse:
    """What an outing lacks or left open, and the plan of each day with its ticks."""
    outing, at = access.outing_for(request.actor, outing_id), timezone.now()
    step = whole(request.POST.get("step"), 0)
    acts = {
        "done": partial(_end, request, done=True),
        "not": partial(_end, request, asks=True),
        "again": partial(_end, request),
        "move": partial(_move, request),
    }
    page = pressed(
        request,
        {
            name: Button(act, then=lambda _: redirect(f"{request.path}#p{step}"), stays=True)
            for name, act in acts.items()
        },
        outing=outing,
        step_id=step,
        at=at,
    )
    if page.answer:
        return page.answer
    if page.error:
        outing = access.outing_for(request.actor, outing_id)
    known = access.known(outing, at)
    shape, words = standing(outing, known, at)
    steps, lacks = showing.steps_of(outing), sentences(outing, known, at)
    if not permits(request.actor, "outing.plan", outing.scope).allowed:
        lacks = [(text, "") for text, _ in lacks]  # what one may not mend is only said
    return render(
        request,
        "outings/one.html",
        frame(
            request,
            outing,
            "one",
            known=known,
            shape=shape,
            said=words,
            lacks=lacks,
            days=[(day, list(rows)) for day, rows in groupby(steps, key=lambda row: row["row"].on)],
            reasons=showing.reasons_of().items(),
            team=showing.team_of(outing),
            tongues=showing.tongues_of(outing),
            over=outing.ends_at < at,
            once=form_token.reused(request),
            problem=said(page.error) if page.error else None,
            tried=step,
            typed=request.POST.get("to", ""),
            arrived=len(known.came),
            arrived_coarsely=coarse(len(known.came)),
        ),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def counts(request: HttpRequest, outing_id: UUID) -> HttpResponse:
    """Numbers alone; the forms that came are counted by themselves, and so is what came later."""
    outing, at = access.outing_for(request.actor, outing_id), timezone.now()
    page = pressed(
        request,
        Button(
            close_outing,
            lambda sent: CountsForm(outing, sent),
            given=lambda form: {"counts": form.cleaned_data},
            said=CLOSED,
        ),
        then=redirect("outings:one", outing_id=outing.id),
        outing=outing,
        at=at,
    )
    if page.answer:
        return page.answer
    if page.error:
        outing = access.outing_for(request.actor, outing_id)
    came = access.forms_of(outing)
    after = [row for row in came if outing.closed_at and row.received_at > outing.closed_at]
    return render(
        request,
        "outings/counts.html",
        frame(
            request,
            outing,
            "counts",
            form=page.form,
            once=form_token.reused(request),
            came=len(came),
            after=after,
            came_coarsely=coarse(len(came)),
            phones=access.phones_of(outing, came),
            begun=outing.starts_at <= at,
            coarsely=[(one.label, coarse(getattr(outing, one.name))) for one in page.form],
        ),
    )
