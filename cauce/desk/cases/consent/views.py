"""Consent by purpose and recipient: default no, nothing ticked beforehand, taken back at any time."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from cauce.cases import access
from cauce.cases.actions import ConsentTerms, record_consent
from cauce.cases.facts import vocabulary_of
from cauce.content.errors import CauceError
from cauce.custody.journal.door import Absent, AlreadyDone
from cauce.sharing.binational.actions import record_consent_there, withdraw_consent_there
from cauce.sharing.joins import access as joins
from cauce.sharing.referrals.access import referral_for
from cauce.sharing.referrals.actions import record_consent_everywhere, withdraw_consent_everywhere
from cauce.sharing.referrals.facts import papers_listed, purpose_of
from cauce.ui import form_token
from cauce.ui.errors import add_refusal, refuse
from cauce.ui.pressed import Button, pressed
from cauce.ui.words import say

from ..frame.consent_bar import recipient_names
from ..frame.frame import case_page
from ..frame.spoken import spoken
from .forms import ConsentForm, WithdrawForm
from .recipients import UNNAMED, Card, cards

NOTED = say("Anotado.", "Noted.")
WITHDRAWN = say(
    (
        "Retirado. Lo compartido se destruyó también en el portal de quien lo recibió; lo que ya se entregó "
        "fuera quizá no pueda recuperarse."
    ),
    (
        "Withdrawn. What was shared was destroyed in the receiver's portal, too; what was already handed "
        "over outside it may not be recoverable."
    ),
)


TAKEN_UP = ("former", "need")


def _state(card: Card) -> str:
    if card.verdict.allowed:
        return "yes"
    return "unknown" if card.verdict.state in ("missing", "other_recipient", "not_recorded") else "no"


def _shown(context: dict[str, Any], wrong: dict[str, ConsentForm], asked: str) -> list[dict[str, Any]]:
    """Each card with its question, its state and its form."""
    purposes = context["page"].consents.vocabulary.purposes
    rows = {(row.purpose, row.recipient): row for row, _ in reversed(context["answers"])}
    return [
        {
            "card": card,
            "title": purposes[card.purpose].title,
            "question": purposes[card.purpose].note,
            "state": _state(card),
            "row": rows.get((card.purpose, card.recipient)) if card.verdict.allowed else None,
            "form": wrong.get(card.key) or _form(context, card),
            "open": card.key in wrong or _asked_now(context, card, asked),
            "once": context["once"] if card.key in wrong else form_token.new(),
        }
        for card in context["cards"]
        if card.purpose in purposes
    ]


def _asked_now(context: dict[str, Any], card: Card, asked: str) -> bool:
    """Whether the officer came to ask this; for an envelope, this receiver's papers and nothing else."""
    if not asked or card.recipient != asked:
        return False
    return context["envelope"] is None or card.purpose == "papers"


def _form(context: dict[str, Any], card: Card, data=None) -> ConsentForm:
    """The form of a card. Asked for one thing in Mexico, or for one envelope, it offers the data of that
    alone, and those agreed to before: the last answer is the one that counts."""
    words = context["page"].consents.vocabulary
    form = ConsentForm(card, words, context["post"].time_zone, data, context["spoken"])
    kind = context["edition"].petition_kinds.get(context["mexico"])
    least: tuple[str, ...] | None = None
    if card.purpose == "mexico" and kind is not None:
        least = tuple(kind.identity)
    if card.purpose == "papers" and context["envelope"] is not None:
        purpose = purpose_of(context["envelope"])
        least = papers_listed(context["envelope"], purpose) if purpose else ()
    if least is not None:
        agreed = card.verdict.consent.fields if card.verdict.consent else frozenset()
        offered = {*least, *agreed}
        choices = form.fields["fields"].choices
        form.fields["fields"].choices = [one for one in choices if one[0] in offered]
    return form


@require_http_methods(["GET", "POST"])
def consent(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """One card for each purpose and each recipient; ``?para=`` adds an organisation to ask about."""
    at = timezone.now()
    context = case_page(request, case_id, "consent", at)
    asked = request.GET.get("para", "") or request.POST.get("recipient", "")
    context["mexico"] = _kind(request)
    context["envelope"] = _envelope(request, context)
    context["cards"] = cards(
        context["page"].consents,
        at,
        asked,
        papers=context["envelope"] is not None,
        joining=joins.may_ask(context["case"], at),
        known=context["consent"]["names"],
    )
    held = access.newest_sections(context["case"], "tongue", "draft")
    context["answers"] = context["page"].answers
    context["spoken"] = spoken(context["case"], context["answers"], held["tongue"][1] or {})
    wrong: dict[str, ConsentForm] = {}
    if request.method == "POST":
        access.case_for(request.actor, case_id, permission="case.work")
        if led := _record(request, context, wrong):
            return led
    context["shown"] = _shown(context, wrong, asked)
    context["form"] = next(iter(wrong.values()), None)
    context |= {
        "taken_up": _taken_up(request),
        "service": _service(request),
        "back": _request_of(request, case_id),
    }
    context["draft"] = held["draft"][0] > 0
    return render(request, "consent/consent.html", context)


def _record(
    request: HttpRequest, context: dict[str, Any], wrong: dict[str, ConsentForm]
) -> HttpResponse | None:
    """Record the card that was sent; None: it has an error, or there is no such card."""
    card = next((c for c in context["cards"] if c.key == request.POST.get("card")), None)
    if card is None:
        return redirect("protection:consent", case_id=context["case"].id)
    form = _form(context, card, request.POST)
    if form.is_valid():
        given = form.cleaned_data
        try:
            answer = {
                "actor": request.actor,
                "case": context["case"],
                "recipient": card.recipient,
                "given": given["answer"] == "yes",
                "at": given["happened_at"],
                "terms": ConsentTerms(
                    fields=tuple(given.get("fields", ())),
                    language=given["language"],
                    interpreter=given["interpreter"],
                    way=form.way(),
                    **form.relay(),
                    **form.giver(),
                ),
                "once": form_token.sent(request),
            }
            if card.purpose in ("referral", "papers"):
                record_consent_everywhere(purpose=card.purpose, **answer)
            elif card.purpose == "mexico":
                record_consent_there(**answer)
            else:
                record_consent(purpose=card.purpose, **answer)
            messages.success(request, NOTED)
            return _again(request, context)
        except AlreadyDone:
            return _again(request, context)
        except CauceError as error:
            add_refusal(form, error)
    wrong[card.key] = form
    return None


def _service(request: HttpRequest) -> str:
    """The service for whose request this is asked; '' when it was asked for no request."""
    given = request.POST.get("service") or request.GET.get("service", "")
    try:
        return str(UUID(given))
    except ValueError:
        return ""


def _taken_up(request: HttpRequest) -> dict[str, str]:
    """Which referral the waiting request takes up again, and for what: the way back keeps both."""
    found = {name: request.POST.get(name) or request.GET.get(name, "") for name in TAKEN_UP}
    try:
        found["former"] = found["former"] and str(UUID(found["former"]))
    except ValueError:
        found["former"] = ""
    return {name: value for name, value in found.items() if value}


def _request_of(request: HttpRequest, case_id: UUID) -> str:
    """Where the request waits that sent the officer here; '' when none did."""
    service = _service(request)
    if sobre := _sobre(request):
        return reverse("protection:envelope", args=[sobre])
    if kind := _kind(request):
        para = request.POST.get("recipient") or request.GET.get("para", "")
        return f"{reverse('mexico:ask', args=[case_id])}?{urlencode({'tipo': kind, 'a': para})}"
    query = urlencode({"service": service} | _taken_up(request))
    return f"{reverse('protection:refer', args=[case_id])}?{query}" if service else ""


def _kind(request: HttpRequest) -> str:
    """What is asked of Mexico, for which this is asked; '' when it was asked for nothing of it."""
    return request.POST.get("mexico") or request.GET.get("mexico", "")


def _sobre(request: HttpRequest) -> str:
    """The referral for whose envelope this is asked; '' when it was asked for none."""
    given = request.POST.get("sobre") or request.GET.get("sobre", "")
    try:
        return str(UUID(given))
    except ValueError:
        return ""


def _envelope(request: HttpRequest, context: dict[str, Any]) -> Any:
    """That referral; None: none. Raises ``Absent`` for one of another case."""
    if not (sobre := _sobre(request)):
        return None
    found = referral_for(request.actor, sobre)
    if found.case_id != context["case"].id:
        raise Absent()
    return found


def _again(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    """The same page, with the way back to the request if one waits."""
    address = reverse("protection:consent", args=[context["case"].id])
    service, kind = _service(request), _kind(request)
    query = {"service": service} | _taken_up(request) if service else {}
    if kind:
        query = {"mexico": kind, "para": request.POST.get("recipient", "")}
    if sobre := _sobre(request):
        query = {"sobre": sobre, "para": request.POST.get("recipient", "")}
    return redirect(f"{address}?{urlencode(query)}#contenido" if query else address)


@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, case_id: UUID, consent_id: UUID) -> HttpResponse:
    """Say first what withdrawing does, then do it, for the receivers too."""
    context = case_page(request, case_id, "withdraw", timezone.now(), "protection:consent")
    case = context["case"]
    row = access.consent_for(case, consent_id)
    if request.method == "POST":
        access.case_for(request.actor, case_id, permission="case.work")
    button = Button(
        withdraw_consent_there if row.purpose == "mexico" else withdraw_consent_everywhere,
        lambda sent: WithdrawForm(context["post"].time_zone, sent),
        given=lambda form: {"at": form.cleaned_data["happened_at"]},
        said=WITHDRAWN,
    )
    there = redirect("protection:consent", case_id=case.id)
    page = pressed(request, button, then=there, case=case, consent=row)
    if page.error and page.error.where == "consent":  # withdrawn meanwhile: there is no form any more
        refuse(request, page.error)
        return there
    if page.answer:
        return page.answer
    purposes = {id: one.title for id, one in vocabulary_of(context["case"]).purposes.items()}
    context |= {
        "form": page.form,
        "row": row,
        "title": purposes[row.purpose],
        "whom": recipient_names({row.recipient}).get(row.recipient, UNNAMED) if row.recipient else None,
        "once": form_token.reused(request),
    }
    return render(request, "consent/withdraw.html", context)
