"""Somebody waits at the window: say «I am coming», then open a case or say how the talk ended."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from cauce.cases.models import Case
from cauce.intake.screenings.access import encounter_for, noticed
from cauce.intake.screenings.actions import acknowledge, answer, open_case_from
from cauce.intake.screenings.models import Encounter
from cauce.protocol.editions.access import current_edition
from cauce.ui import form_token
from cauce.ui.nav import nav
from cauce.ui.pressed import Button, pressed
from cauce.ui.words import say

from .forms import EndingForm

ENDED = say("Listo. El turno ya se borró.", "Done. The turn number was erased.")


@require_http_methods(["GET", "POST"])
def waiting(request: HttpRequest, encounter_id: UUID) -> HttpResponse:
    """The cues that were noticed, shown only here; a case opens without a name."""
    encounter = encounter_for(request.actor, encounter_id)
    if encounter.closed_at:
        return _closed(encounter)

    def again(_: str) -> HttpResponse:
        return _closed(encounter_for(request.actor, encounter_id))

    def opened(case: Case) -> HttpResponse:
        return redirect("protection:safety", case_id=case.id)

    officer = request.user if request.user.is_authenticated else None
    page = pressed(
        request,
        {
            "go": Button(acknowledge, again=again),
            "open": Button(partial(open_case_from, officer=officer), then=opened, again=again),
            "end": Button(
                answer, EndingForm, said=ENDED, then=lambda _: redirect("protection:worklist"), again=again
            ),
        },
        encounter=encounter,
    )
    return page.answer or _page(request, encounter, page.forms["end"])


def _closed(encounter: Encounter) -> HttpResponse:
    if encounter.case_id:
        return redirect("protection:case", case_id=encounter.case_id)
    if encounter.closed_at:
        return redirect("protection:worklist")
    return redirect("protection:waiting", encounter_id=encounter.id)


def _page(request: HttpRequest, encounter: Encounter, form: EndingForm) -> HttpResponse:
    instrument = current_edition().instruments[encounter.instrument]
    cues = noticed(request.actor, encounter)
    items = [item for item in instrument.items if item.id in cues]
    context = {
        "post": encounter.post,
        "nav": nav(request, "protection:worklist"),
        "encounter": encounter,
        # What the person said stands as that; the rest was noticed.
        "told": [item for item in items if item.kind == "question"],
        "noticed": [item for item in items if item.kind != "question"],
        "neutral": (encounter.asked and instrument.asked_reason) or instrument.neutral_reason,
        "elsewhere": instrument.title if instrument.answers == "four_valued" else None,
        "minutes": int((timezone.now() - encounter.raised_at).total_seconds() // 60),
        "form": form,
        "once": form_token.reused(request),
    }
    return render(request, "worklist/waiting.html", context)
