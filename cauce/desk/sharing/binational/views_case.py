"""From the case: what was asked of Mexico and where it is; asking one thing more, or no longer."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from cauce.cases.facts import vocabulary_of
from cauce.content.errors import CauceError
from cauce.content.model_petitions import PetitionKind
from cauce.custody.journal.door import AlreadyDone, check_may
from cauce.desk.cases.frame.frame import case_page
from cauce.rules import binational as rules
from cauce.rules.consent import may
from cauce.sharing.binational import access
from cauce.sharing.binational.actions import PetitionAsked, ask_petition, withdraw_petition
from cauce.sharing.binational.facts import note_of
from cauce.sharing.referrals.telling import LookAgain
from cauce.staff.offices import access as offices
from cauce.staff.offices.models import Partner
from cauce.ui import form_token
from cauce.ui.errors import add_refusal, refuse
from cauce.ui.pressed import Button, pressed
from cauce.ui.words import say

from . import showing
from .forms import AskForm, ChooseForm

SENT = say("Se envió. La oficina ya lo tiene.", "Sent. The office has it.")
TO_SIGN = say(
    "Espera la firma de otra persona del consulado; mientras tanto, no se envía nada.",
    "It awaits another person's signature at the post; until then nothing is sent.",
)
TAKEN = say(
    "Se retiró la petición; lo que se había compartido se destruyó.",
    "Withdrawn; what had been shared was destroyed.",
)


@require_http_methods(["GET", "HEAD", "POST"])
def of_case(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Every petition of the case with its line; below, what may be asked and of whom."""
    at = timezone.now()
    context = case_page(request, case_id, "mexico", at, "mexico:case")
    case = context["case"]
    check_may(request.actor, "petition.ask", case, about=("case", case.id))

    def withdraw(**given: Any) -> None:
        withdraw_petition(petition=access.asked_of(case, request.POST.get("petition", "")), **given)

    page = pressed(request, Button(withdraw, said=TAKEN), case=case, at=at)
    if page.answer:
        return page.answer
    rows = [_shown(one, at) for one in access.of_case(case)]
    form = ChooseForm(context["edition"].petition_kinds.values(), _offices())
    return render(request, "binational/case.html", context | {"rows": rows, "form": form})


def _offices() -> list[Partner]:
    return offices.partners_of_kind(*rules.OFFICE_KINDS)


def _shown(petition, at) -> dict[str, Any]:
    clock = showing.clock_of(petition.partner)
    names = offices.names_of({id for id in (petition.by, petition.second_by) if id})
    return showing.row(petition, at) | {
        "facts": showing.facts(petition, access.shared_by(petition)),
        "stations": showing.stations(petition),
        "fields": [vocabulary_of(petition.case).labels[one] for one in petition.fields],
        "note": note_of(petition),
        "basis": showing.basis(petition),
        "may_withdraw": petition.state in rules.OPEN,
        "there": showing.also(petition, at, petition.case.post, clock),
        "here": showing.by_when(petition, at, petition.case.post),
        "by": names.get(petition.by, ""),
        "second": names.get(petition.second_by, ""),
    }


@sensitive_post_parameters()  # which data there are is content: none of what is posted is logged
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Write what is asked: the general part always, and of identity what was agreed to for this office."""
    at = timezone.now()
    context = case_page(request, case_id, "mexico_ask", at, "mexico:case")
    case = context["case"]
    check_may(request.actor, "petition.ask", case, about=("case", case.id))
    kinds, words = context["edition"].petition_kinds, context["page"].consents.vocabulary
    chosen = ChooseForm(kinds.values(), _offices(), request.GET)
    if not chosen.is_valid():
        messages.error(
            request,
            say("Elija qué hace falta y a qué oficina.", "Choose what is needed and from which office."),
        )
        return redirect("mexico:case", case_id=case.id)
    kind = kinds[chosen.cleaned_data["tipo"]]
    office = offices.partner(UUID(chosen.cleaned_data["a"]))
    try:
        rules.check_office(kind, office.kind, len(offices.partner_staff(office.id)))
    except CauceError as error:
        refuse(request, error)
        return redirect("mexico:case", case_id=case.id)
    danger = bool(kind.exception) and request.GET.get("sin") == kind.exception
    verdict = may(context["page"].consents, rules.PURPOSE, at, str(office.id))
    agreed = verdict.consent.fields if verdict.allowed and verdict.consent else frozenset()
    allowed = set(kind.spared) if danger else agreed & set(kind.identity)
    form = AskForm(words, kind, allowed, request.POST or None, {"language": "spa"}, danger)
    telling: list[dict[str, Any]] = []
    if request.method == "POST" and form.is_valid():
        try:
            return _asked(request, case, office, kind, form, danger)
        except AlreadyDone:
            return redirect("mexico:case", case_id=case.id)
        except LookAgain:
            telling = form.telling()
        except CauceError as error:
            add_refusal(form, error)
    return render(
        request,
        "binational/ask.html",
        context
        | {
            "form": form,
            "kind": kind,
            "office": office,
            "danger": danger,
            "telling": telling,
            "verdict": verdict,
            "lacking": [words.labels[n] for n in kind.identity if n not in agreed],
            **_links(case, kind, office),
            "sources": _sources(context["edition"], kind),
        },
    )


def _asked(
    request: HttpRequest, case, office: Partner, kind: PetitionKind, form: AskForm, danger: bool
) -> HttpResponse:
    made = ask_petition(
        actor=request.actor,
        case=case,
        partner=office,
        asked=PetitionAsked(
            kind=kind.id,
            coarse=form.general(),
            identity=form.named(),
            exception=(kind.exception or "") if danger else "",
            why=form.cleaned_data.get("why", ""),
        ),
        at=timezone.now(),
        once=form_token.sent(request),
        seen_twice=request.POST.get("do") == "anyway",
    )
    messages.success(request, TO_SIGN if made.state == "to_sign" else SENT)
    return redirect("mexico:case", case_id=case.id)


def _links(case, kind: PetitionKind, office: Partner) -> dict[str, str]:
    here = reverse("mexico:ask", args=[case.id])
    consent = reverse("protection:consent", args=[case.id])
    query = urlencode({"tipo": kind.id, "a": office.id})
    asked = urlencode({"para": office.id, "mexico": kind.id})
    return {
        "ask_href": f"{consent}?{asked}#t-mexico-{office.id}",
        "plain_href": f"{here}?{query}",
        "danger_href": f"{here}?{query}&sin={kind.exception}" if kind.exception else "",
    }


def _sources(edition, kind: PetitionKind) -> list[Any]:
    return [edition.sources[one].title for one in kind.sources if one in edition.sources]
