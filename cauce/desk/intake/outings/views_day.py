"""The day of an outing: what it lacks, its plan with ticks, and afterwards its counts."""

from __future__ import annotations

import datetime as dt
from itertools import groupby
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from cauce.content.errors import BadInput, CauceError
from cauce.custody.journal.door import AlreadyDone
from cauce.intake.outings import access
from cauce.intake.outings.actions import close_outing, end_step, move_step
from cauce.intake.outings.models import Outing
from cauce.rules.permissions import permits
from cauce.ui.errors import put
from cauce.ui.errors import words as said
from cauce.ui.numbers import whole
from cauce.ui.once import kept, key_of
from cauce.ui.words import say

from . import showing
from .forms import CountsForm
from .frame import coarse, frame, sentences, standing

CLOSED = say(
    "Conteo guardado. Si algo llega después, aparecerá aquí.",
    "Counts saved. Anything that arrives later will show here.",
)


def _hour(text: str) -> dt.time:
    """Raises ``BadInput`` for what is no hour."""
    try:
        return dt.time.fromisoformat(text.strip().zfill(5))
    except ValueError:
        raise BadInput(
            "Esa hora no se entiende.",
            "That time was not understood.",
            where="to",
            cure_es="Escríbala como 09:30.",
            cure_en="Write it like 09:30.",
        ) from None


def _do(request: HttpRequest, outing: Outing, at: dt.datetime) -> None:
    what, step = request.POST.get("do", ""), whole(request.POST.get("step"), 0)
    if what in ("done", "not", "again"):
        why = request.POST.get("why", "") if what == "not" else ""
        if what == "not" and not why:
            raise BadInput(
                "Falta decir por qué no.",
                "Say why not.",
                where="why",
                cure_es="Elija una razón.",
                cure_en="Choose a reason.",
            )
        end_step(
            actor=request.actor,
            outing=outing,
            step_id=step,
            done=what == "done",
            why=why,
            at=at,
            once=key_of(request),
        )
    elif what == "move":
        move_step(
            actor=request.actor,
            outing=outing,
            step_id=step,
            to=_hour(request.POST.get("to", "")),
            at=at,
            once=key_of(request),
        )


@require_http_methods(["GET", "HEAD", "POST"])
def one(request: HttpRequest, outing_id: UUID) -> HttpResponse:
    """What an outing lacks or left open, and the plan of each day with its ticks."""
    outing, at, problem = access.outing_for(request.actor, outing_id), timezone.now(), None
    if request.method == "POST":
        try:
            _do(request, outing, at)
            return redirect(f"{request.path}#p{whole(request.POST.get('step'), 0)}")
        except AlreadyDone:
            return redirect("outings:one", outing_id=outing.id)
        except CauceError as error:
            problem = said(error)
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
            once=kept(request),
            problem=problem,
            tried=whole(request.POST.get("step"), 0),
            typed=request.POST.get("to", ""),
            arrived=len(known.came),
            arrived_coarsely=coarse(len(known.came)),
        ),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def counts(request: HttpRequest, outing_id: UUID) -> HttpResponse:
    """Numbers alone; the forms that came are counted by themselves, and so is what came later."""
    outing, at = access.outing_for(request.actor, outing_id), timezone.now()
    form = CountsForm(outing, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            close_outing(
                actor=request.actor,
                outing=outing,
                counts=form.cleaned_data,
                at=at,
                once=key_of(request),
            )
        except AlreadyDone:
            return redirect("outings:one", outing_id=outing.id)
        except CauceError as error:
            put(form, error)
            outing = access.outing_for(request.actor, outing_id)
        else:
            messages.success(request, CLOSED)
            return redirect("outings:one", outing_id=outing.id)
    came = access.forms_of(outing)
    after = [row for row in came if outing.closed_at and row.received_at > outing.closed_at]
    return render(
        request,
        "outings/counts.html",
        frame(
            request,
            outing,
            "counts",
            form=form,
            once=kept(request),
            came=len(came),
            after=after,
            came_coarsely=coarse(len(came)),
            phones=access.phones_of(outing, came),
            begun=outing.starts_at <= at,
            coarsely=[(one.label, coarse(getattr(outing, one.name))) for one in form],
        ),
    )
