"""From the case: whom the person named, and what happens to the file when somebody dies or is found."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from cauce.cases import access_death, actions
from cauce.cases.models import Case
from cauce.content.errors import CauceError
from cauce.content.model import Text, both
from cauce.custody.journal.door import Absent, AlreadyDone, check_may
from cauce.desk.cases.frame.frame import case_page
from cauce.family.searches import access_passing
from cauce.family.searches.actions import end_named, name_somebody
from cauce.rules.messages import NAMED
from cauce.staff.offices import access as offices
from cauce.ui.errors import put, refuse
from cauce.ui.fields import WorkForm
from cauce.ui.once import fresh, key_of
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
    ending = request.POST.get("do") == "end"
    form = NameForm(request.POST if request.method == "POST" and not ending else None)
    who = {"actor": request.actor, "case": case, "at": timezone.now(), "once": key_of(request)}
    try:
        if ending:
            end_named(**who, named=access_passing.named_one(case, request.POST.get("named", "")))
        elif form.is_bound and form.is_valid():
            name_somebody(**who, **form.cleaned_data)
        if ending or (form.is_bound and form.is_valid()):
            messages.success(request, NOTED)
            return redirect("searches:named", case_id=case.id)
    except AlreadyDone:
        return redirect("searches:named", case_id=case.id)
    except CauceError as error:
        if not refuse(request, error, form):
            return redirect("searches:named", case_id=case.id)
    rows = [
        {"row": row, "told": told, "kind": NAMED[row.kind]}
        for row, told in access_passing.named_of(case)
        if row.ended_at is None
    ]
    return render(
        request,
        "searches/named.html",
        context | {"form": form, "rows": rows, "hers": str(case.officer_id) == request.actor.user},
    )


@sensitive_post_parameters("authority", "how", "who")
@require_http_methods(["GET", "HEAD", "POST"])
def sealing(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """A death asked for, recorded or undone, and everybody who was told of it."""
    at = timezone.now()
    context = case_page(request, case_id, "sealing", at, "follow:case")
    case, do = context["case"], request.POST.get("do", "")
    forms: dict[str, WorkForm] = {
        "die": DeathForm(request.POST if do == "die" else None, auto_id="die_%s"),
        "told": ToldForm(request.POST if do == "told" else None, auto_id="told_%s"),
        "alive": FoundForm(request.POST if do == "alive" else None, auto_id="alive_%s"),
    }
    try:
        if request.method == "POST" and _posted(request, case, forms, do, at):
            messages.success(request, ASKED if do in ("die", "alive") else NOTED)
            return redirect("searches:sealing", case_id=case.id)
    except AlreadyDone:
        return redirect("searches:sealing", case_id=case.id)
    except CauceError as error:
        if do not in forms:
            raise
        put(forms[do], error)
    return render(
        request,
        "searches/sealing.html",
        context
        | _shown(case, at)
        | {"forms": forms, "onces": [fresh() for _ in range(3)], "form": forms.get(do)},
    )


def day_of(text: str) -> dt.date | None:
    """A day as it was sealed; None: it is not known."""
    return dt.date.fromisoformat(text) if text else None


def _posted(request: HttpRequest, case: Case, forms: dict[str, WorkForm], do: str, at) -> bool:
    who: dict[str, Any] = {"actor": request.actor, "case": case, "at": at, "once": key_of(request)}
    if do == "correct":
        told = access_death.told_one(case, request.POST.get("told", ""))
        actions.tell_correction(**who, told=told)
        return True
    if do not in forms:
        raise Absent()
    if not forms[do].is_valid():
        return False
    acts = {
        "die": actions.propose_death,
        "told": actions.tell_of_death,
        "alive": actions.propose_undoing,
    }
    acts[do](**who, **forms[do].cleaned_data)
    return True


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
