"""Whoever receives requests: what waits, one request, one answer. On a phone, between other things."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from cauce.custody.journal.door import check_may
from cauce.rules.permissions import Scope, partners_with
from cauce.rules.referral import ENDS, WAITING
from cauce.sharing.binational.access import answers_from_mexico
from cauce.sharing.referrals import access, access_envelopes
from cauce.sharing.referrals.actions import acknowledge, answer, note_read
from cauce.sharing.referrals.models import Referral
from cauce.staff.offices import access as offices
from cauce.ui import form_token
from cauce.ui.nav import nav
from cauce.ui.pressed import Button, pressed
from cauce.ui.words import say

from . import showing
from .forms import AnswerForm

SAID = {
    "accept": say("Aceptada. El consulado ya lo sabe.", "Accepted. The consulate has been told."),
    "reject": say(
        "Gracias por avisar. El consulado buscará otra opción.",
        "Thank you for letting us know. The consulate will look for another option.",
    ),
    "ask_info": say("Se le pidió al consulado.", "The consulate was asked."),
    "answer_info": say("La solicitud sigue su curso.", "The request continues."),
    "start_service": say("Se anotó el inicio de la atención.", "The start was recorded."),
    "complete": say("Se anotó que la atención concluyó.", "The completion was recorded."),
    "not_complete": say("Se anotó que no se concluyó.", "Recorded as not completed."),
}
ENDED_SHOWN = 30


@require_GET
def inbox(request: HttpRequest) -> HttpResponse:
    """What was sent to the actor's organisations: what says that it presses, then what is due first."""
    partner = next(iter(partners_with(request.actor, "referral.answer")), None)
    check_may(request.actor, "referral.answer", Scope(partner=partner or "-"))
    at = timezone.now()
    found = access.inbox(request.actor, ENDED_SHOWN)
    ended = [_row(one, at) for one in found if one.state in ENDS]
    going = [(one, _row(one, at)) for one in found if one.state not in ENDS]
    going.sort(key=lambda pair: (not pair[1]["presses"], pair[0].due_at or at))
    return render(
        request,
        "partner/inbox.html",
        {
            "nav": nav(request, "partner:inbox"),
            "partner": offices.partner(UUID(partner)),
            "mexico": answers_from_mexico(request.actor),
            "waiting": [row for one, row in going if one.state in WAITING],
            "going": [row for one, row in going if one.state not in WAITING],
            "ended": ended,
        },
    )


def _row(referral: Referral, at: dt.datetime) -> dict[str, Any]:
    return showing.row(referral, at, reverse("partner:request", kwargs={"referral_id": referral.id}))


@require_http_methods(["GET", "POST"])
def request_page(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    """One request. Opening it confirms that it was read; what it holds is what was consented to."""
    referral = access.referral_for(request.actor, referral_id, permission="referral.answer")
    if request.method == "POST":
        return _answer(request, referral)
    if referral.state == "sent":
        acknowledge(actor=request.actor, referral=referral, at=timezone.now())
        referral = access.referral_for(request.actor, referral_id, permission="referral.answer")
    return _page(request, referral, _form(referral)(None))


def _answer(request: HttpRequest, referral: Referral) -> HttpResponse:
    said = SAID.get(request.POST.get("what", ""))
    button = Button(answer, _form(referral), given=AnswerForm.answered, said=said)
    page = pressed(request, button, referral=referral, at=timezone.now())
    if page.answer:
        return page.answer
    if page.error:
        referral = access.referral_for(request.actor, referral.id, permission="referral.answer")
    return _page(request, referral, page.form)


def _form(referral: Referral) -> Callable[[QueryDict | None], AnswerForm]:
    return partial(AnswerForm, askable=showing.askable(referral))


def _page(request: HttpRequest, referral: Referral, form: AnswerForm) -> HttpResponse:
    given = access_envelopes.shown_to_receiver(request.actor, referral, timezone.now())
    if given:
        note_read(actor=request.actor, referral=referral, at=timezone.now())
    return render(
        request,
        "partner/request.html",
        {
            "given": showing.envelope_facts(referral, given),
            "nav": nav(request, "partner:inbox"),
            "partner": referral.partner,
            "once": form_token.reused(request),
            **showing.request_of(referral, form, timezone.now(), access.shared_with(request.actor, referral)),
        },
    )
