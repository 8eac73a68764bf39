"""From the case: whom the person named, and what happens to the file when somebody dies or is found."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from cauce.cases import access_death, actions
from cauce.cases.models import Case
from cauce.content.model import Text, both
from cauce.custody.journal.door import check_may
from cauce.desk.cases.frame.frame import case_page
from cauce.family.searches import access_passing
from cauce.family.searches.actions import end_named, name_somebody
from cauce.rules.messages import NAMED
from cauce.staff.offices import access as offices
from cauce.ui import form_token
from cauce.ui.pressed import Button, pressed
from cauce.ui.words import say

from .forms import DeathForm, FoundForm, NameForm, ToldForm

NOTED = say("Anotado.", "Noted.")
ASKED = say(
    "Se pidió. La otra persona lo ve en Propuestas; mientras, nada cambia.",
    "Requested. The other person will see it under Proposals; until then nothing changes.",
)
KINDS: dict[str, Text] = {
    "referral": both("Se retiró una canalización", "A referral was taken back"),
    "petition": both("Se retiró lo pedido a México", "What was asked of Mexico was withdrawn"),
    "family": both("Familia", "Family"),
    "authority": both("Autoridad", "Authority"),
    "other": both("Alguien más", "Somebody else"),
}


@sensitive_post_parameters("name", "phone")
@require_http_methods(["GET", "HEAD", "POST"])
def named(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Whom the person named: should they ask for her anywhere, her officer is warned."""
    context = case_page(request, case_id, "named", timezone.now(), "disclosures:contact")
    case = context["case"]
    check_may(request.actor, "message.pass", case, about=("case", case.id))

    def end(**given: Any) -> None:
        end_named(named=access_passing.named_one(case, request.POST.get("named", "")), **given)

    buttons = {"": Button(name_somebody, NameForm, said=NOTED), "end": Button(end, said=NOTED)}
    page = pressed(request, buttons, case=case, at=timezone.now())
    if page.answer:
        return page.answer
    rows = [
        {"row": row, "told": told, "kind": NAMED[row.kind]}
        for row, told in access_passing.named_of(case)
        if row.ended_at is None
    ]
    return render(
        request,
        "searches/named.html",
        context | {"form": page.forms[""], "rows": rows, "hers": str(case.officer_id) == request.actor.user},
    )


@sensitive_post_parameters("authority", "how", "who")
@require_http_methods(["GET", "HEAD", "POST"])
def sealing(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """A death asked for, recorded or undone, and everybody who was told of it."""
    at = timezone.now()
    context = case_page(request, case_id, "sealing", at, "follow:case")
    case = context["case"]

    def correct(**given: Any) -> None:
        actions.tell_correction(told=access_death.told_one(case, request.POST.get("told", "")), **given)

    page = pressed(
        request,
        {
            "die": Button(actions.propose_death, lambda sent: DeathForm(sent, auto_id="die_%s"), said=ASKED),
            "told": Button(actions.tell_of_death, lambda sent: ToldForm(sent, auto_id="told_%s"), said=NOTED),
            "alive": Button(
                actions.propose_undoing, lambda sent: FoundForm(sent, auto_id="alive_%s"), said=ASKED
            ),
            "correct": Button(correct, said=NOTED),
        },
        case=case,
        at=at,
    )
    if page.answer:
        return page.answer
    return render(
        request,
        "searches/sealing.html",
        context
        | _shown(case, at)
        | {"forms": page.forms, "onces": [form_token.new() for _ in range(3)], "form": page.form},
    )


def day_of(text: str) -> dt.date | None:
    """A day as it was sealed; None: it is not known."""
    return dt.date.fromisoformat(text) if text else None


def _shown(case: Case, at) -> dict[str, Any]:
    stands = access_death.standing(case)
    kind = access_death.FOUND if stands else access_death.DIED
    history = access_death.history(case)
    told = access_death.told_of(case)
    ids = {
        id
        for one in history
        for id in (one.row.proposed_by, one.row.recorded_by, one.row.undo_asked_by, one.row.undone_by)
        if id
    }
    names = offices.names_of(ids)
    return {
        "stands": stands,
        "waits": access_death.waiting(case, kind, at),
        "no": access_death.turned_down(case, kind, at),
        "history": [
            {
                "one": one,
                "died_on": day_of(one.said.get("died_on", "")),
                "by": names.get(one.row.proposed_by, ""),
                "second": names.get(one.row.recorded_by, ""),
                "undo_by": names.get(one.row.undo_asked_by, ""),
                "undo_second": names.get(one.row.undone_by, ""),
            }
            for one in history
        ],
        "told": [
            {
                "row": row,
                "kind": KINDS[row.kind],
                "correct": row.death.undone_at and not row.corrected_at,
                "who": who or (row.partner.name if row.partner else ""),
            }
            for row, who in told
        ],
        "to_correct": any(row.death.undone_at and not row.corrected_at for row, _ in told),
    }
