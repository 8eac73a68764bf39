"""A sealed envelope with a referral: prepared from the case, read and signed by a second person."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods

from cauce.cases.facts import vocabulary_of
from cauce.custody.journal.door import Absent, check_may
from cauce.desk.cases.frame.frame import case_page
from cauce.desk.sharing.referrals.partner.showing import envelope_facts, reference
from cauce.rules import envelope as rules
from cauce.rules.consent import may
from cauce.sharing.referrals import access, access_envelopes
from cauce.sharing.referrals.actions import (
    prepare_envelope,
    refuse_envelope,
    sign_envelope,
    withdraw_envelope,
)
from cauce.sharing.referrals.facts import papers_listed, purpose_of
from cauce.sharing.referrals.models import Envelope
from cauce.staff.offices import access as offices
from cauce.ui import form_token
from cauce.ui.nav import nav
from cauce.ui.pressed import Button, pressed
from cauce.ui.words import say

from .forms_envelope import EnvelopeForm, RefuseForm

TO_SIGN = say(
    "Espera la firma de otra persona; mientras tanto, nada de esto se envía.",
    "It awaits another person's signature; until then none of this is sent.",
)
TAKEN = say("Retirado; lo que llevaba se destruyó.", "Withdrawn; its contents were destroyed.")
SIGNED = say(
    "Firmado. Quien recibe lo ve cuando acepte la solicitud.",
    "Signed. The receiving organisation sees it once it accepts the request.",
)
REFUSED = say(
    "No se firmó; no se envió nada y se avisó a quien lo preparó.",
    "Not signed; nothing was sent, and the person who prepared it was notified.",
)


def summary(envelope: Envelope | None) -> dict[str, Any] | None:
    """One line about the newest envelope of a referral; None: none was prepared."""
    if envelope is None:
        return None
    names = offices.names_of({id for id in (envelope.by, envelope.second_by) if id})
    return {
        "envelope": envelope,
        "label": rules.STATE_LABELS[envelope.state],
        "open": envelope.state in rules.OPEN,
        "reason": rules.REFUSALS.get(envelope.reason),
        "by": names.get(envelope.by, ""),
        "second": names.get(envelope.second_by, ""),
        "fields": [vocabulary_of(envelope.referral.case).labels[name] for name in envelope.fields],
    }


@sensitive_post_parameters()  # which data there are is content: none of what is posted is logged
@require_http_methods(["GET", "HEAD", "POST"])
def envelope(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    """What goes along in a sealed envelope: only what the person agreed to for this receiver."""
    found = access.referral_for(request.actor, referral_id, permission="referral.send")
    purpose = purpose_of(found)
    at = timezone.now()
    context = case_page(request, found.case_id, "envelope", at, "protection:refer")
    if purpose is None:
        return render(request, "referrals/envelope.html", context | {"referral": found})
    recipient = str(found.service.organization_id)
    verdict = may(context["page"].consents, rules.PURPOSE, at, recipient)
    agreed = verdict.consent.fields if verdict.allowed and verdict.consent else frozenset()
    words = context["page"].consents.vocabulary
    listed = papers_listed(found, purpose)
    fields = [n for n in listed if n in agreed]

    def withdraw(**given: Any) -> None:
        newest = access_envelopes.newest_of(found)
        if newest is None:
            raise Absent()
        withdraw_envelope(envelope=newest, **given)

    prepare = Button(
        prepare_envelope,
        lambda sent: EnvelopeForm(words, fields, sent),
        given=lambda form: {"held": form.held()},
        said=TO_SIGN,
    )
    buttons = {"prepare": prepare, "": prepare, "withdraw": Button(withdraw, said=TAKEN)}
    page = pressed(request, buttons, referral=found, at=at)
    if page.answer:
        return page.answer
    newest = access_envelopes.newest_of(found)
    ask = reverse("protection:consent", args=[found.case_id])
    query = urlencode({"para": recipient, "sobre": found.id})
    return render(
        request,
        "referrals/envelope.html",
        context
        | {
            "referral": found,
            "purpose": purpose,
            "form": page.forms["prepare"],
            "verdict": verdict,
            "lacking": [words.labels[n] for n in listed if n not in agreed],
            "last": summary(newest),
            "ask_href": f"{ask}?{query}#t-papers-{recipient}",
            "facts": envelope_facts(found, access_envelopes.held_by(newest)) if newest else [],
        },
    )


@require_GET
def to_sign(request: HttpRequest) -> HttpResponse:
    """What waits for the signature of this very person, oldest first."""
    rows = access_envelopes.to_sign(request.actor)
    names = offices.names_of({one.by for one in rows})
    return render(
        request,
        "referrals/envelopes.html",
        {
            "nav": nav(request, "protection:signatures"),
            "post": request.post,
            "rows": [_row(one) | {"by": names.get(one.by, "")} for one in rows],
        },
    )


def _row(envelope: Envelope) -> dict[str, Any]:
    referral = envelope.referral
    purpose = vocabulary_of(referral.case).recipients[envelope.purpose]
    return {
        "envelope": envelope,
        "title": purpose.title,
        "to": referral.service.organization.name,
        "reference": reference(referral),
        "clock": referral.case.post,
    }


@require_http_methods(["GET", "HEAD", "POST"])
def sign(request: HttpRequest, envelope_id: UUID) -> HttpResponse:
    """Read all that would leave, to whom and under which yes; sign it, or say why not."""
    read = access_envelopes.read_to_sign(request.actor, envelope_id)
    found = read.envelope
    check_may(request.actor, "envelope.sign", found)
    buttons = {
        "sign": Button(sign_envelope, said=SIGNED),
        "refuse": Button(refuse_envelope, RefuseForm, said=REFUSED),
    }
    listed = redirect("protection:envelopes")
    page = pressed(request, buttons, then=listed, envelope=found, at=timezone.now())
    if page.answer:
        return page.answer
    return render(
        request,
        "referrals/envelope_sign.html",
        _row(found)
        | {
            "nav": nav(request, "protection:signatures"),
            "post": found.referral.case.post,
            "facts": envelope_facts(found.referral, read.held),
            "form": page.forms["refuse"],
            "once": form_token.reused(request),
            "consent": found.consent,
            "by": offices.names_of({found.by}).get(found.by, ""),
            "mine": found.by == request.actor.user,
        },
    )
