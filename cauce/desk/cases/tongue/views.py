"""Language and interpreter of one case: what is spoken, who may interpret, and why somebody may not."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from cauce.cases import access as cases
from cauce.cases.actions import choose_interpreter, record_tongue
from cauce.content.errors import CauceError
from cauce.content.loader import Edition
from cauce.custody.journal.door import AlreadyDone
from cauce.desk.directory.providers.forms_interpreter import place_said
from cauce.directory import register
from cauce.directory.access import interpreters
from cauce.rules.interpreting import Offer
from cauce.ui import form_token
from cauce.ui.errors import refuse
from cauce.ui.numbers import whole
from cauce.ui.words import say

from ..frame.frame import case_page
from .forms import TongueForm, need_of

KEPT = say("Se guardó la lengua de la persona.", "The person's language was saved.")
CHOSEN = say("Se guardó quién interpreta, por su código.", "The interpreter was saved, by code.")


@require_http_methods(["GET", "POST"])
def tongue(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Write down the language; below, who may interpret, best first, and who may not and why."""
    context = case_page(request, case_id, "tongue", timezone.now(), "protection:case")
    case, at, edition = context["case"], context["at"], context["edition"]
    version, known = cases.section(case, "tongue")
    choosing = request.method == "POST" and "chain" in request.POST
    form = TongueForm(request.POST if request.method == "POST" and not choosing else None, known)
    offers = interpreters.offers_for(request.actor, need_of(known), at.date()) if known else ()
    try:
        if choosing and _choose(request, case, version, offers, at):
            return redirect("protection:tongue", case_id=case.id)
        if request.method == "POST" and not choosing and form.is_valid():
            record_tongue(
                actor=request.actor,
                case=case,
                seen=whole(request.POST.get("version"), -1),
                given=form.kept(),
                at=at,
                once=form_token.sent(request),
            )
            messages.success(request, KEPT)
            return redirect("protection:tongue", case_id=case.id)
    except AlreadyDone:
        return redirect("protection:tongue", case_id=case.id)
    except CauceError as error:
        refuse(request, error, form)
    may = [one for one in offers if one.conflict.level != "refuse"]
    chosen = (known or {}).get("chain", [])
    return render(
        request,
        "tongue/tongue.html",
        context
        | {
            "form": form,
            "version": version,
            "known": known,
            "offers": offers,
            "chosen": chosen,
            "there": register.spoken_in(edition, known["community"]) if known else [],
            "tongues": register.tongues(edition),
            "many": known
            and next(
                (
                    one.name
                    for one in register.tongues(edition)
                    if one.code == known["language"] and one.covers
                ),
                "",
            ),
            "near": [_near(edition, one) for one in may if one.fit == "near"],
            "may": [one for one in may if one.fit != "near"],
            "may_not": [one for one in offers if one.conflict.level == "refuse"],
        },
    )


def _near(edition: Edition, offer: Offer) -> dict[str, Any]:
    """Somebody to call: which language of the group they speak, of where, and what to ask."""
    names = {one.code: one.name for one in register.tongues(edition)}
    spoken = [
        names.get(one.language, one.language) + (f" · {place_said(one.community)}" if one.community else "")
        for one in offer.chain[0].tongues
        if one.language not in ("spa", "eng")
    ]
    return {
        "codes": " → ".join(one.code for one in offer.chain),
        "spoken": "; ".join(spoken),
        "reasons": offer.conflict.reasons,
    }


def _choose(request: HttpRequest, case, version: int, offers: tuple[Offer, ...], at) -> bool:
    wanted = request.POST["chain"].split(",")
    for offer in offers:
        if [one.code for one in offer.chain] == wanted:
            choose_interpreter(
                actor=request.actor,
                case=case,
                seen=version,
                offer=offer,
                asked="asked" in request.POST,
                at=at,
                once=form_token.sent(request),
            )
            messages.success(request, CHOSEN)
            return True
    return False
