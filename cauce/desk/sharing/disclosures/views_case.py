"""Of one case: with whom it was shared, and the three ways in which something may leave otherwise."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.views.decorators.http import require_GET, require_http_methods

from cauce.cases import access as cases
from cauce.content.errors import CauceError
from cauce.custody.journal.door import Absent, AlreadyDone
from cauce.desk.cases.frame.consent_bar import authorities
from cauce.desk.cases.frame.frame import case_page
from cauce.rules.consent import may
from cauce.rules.disclosure import DEMAND_LABELS, DISCLOSURE_LABELS, fields_for_authority, least
from cauce.rules.telling_words import telling_text
from cauce.sharing.disclosures import access, actions
from cauce.sharing.referrals.telling import LookAgain
from cauce.ui import form_token
from cauce.ui.errors import add_refusal
from cauce.ui.pressed import Button, pressed
from cauce.ui.words import say

from . import saying
from .forms import AuthorityForm, DemandForm, ExceptionForm

TOLD = say("Registrado: la persona ya lo sabe.", "Recorded: the person has been told.")
NOTED = say("Anotado antes de llamar. Diga solo eso.", "Recorded before the call. Say only that.")
ASKED = say(
    "Espera a una segunda persona. Mientras, no comparta nada.",
    "It awaits a second person. Until then, share nothing.",
)
URGENT = say(
    "Anotado. Una segunda persona lo verá; falta decírselo a la persona.",
    "Recorded. A second person will review it; the person still has to be told.",
)
RECEIVED = say(
    "Anotado. No entregue ni prometa nada: lo ve el área jurídica.",
    "Recorded. Hand over nothing and promise nothing: the legal unit will review it.",
)


def _log(context: dict[str, Any]) -> dict[str, Any]:
    case = context["case"]
    return {
        "providers": saying.shared_with_providers(case),
        "authorities": saying.shared_with_authorities(case),
        "mexico": saying.shared_with_mexico(case, context["at"]),
        "answers": saying.answers(case, cases.consents(case), context["at"]),
    }


@require_http_methods(["GET", "POST"])
def log(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Partners, authorities, dates, data and basis; and what is still to be said to her."""
    context = case_page(request, case_id, "shared", timezone.now(), "disclosures:log")
    case = context["case"]
    if request.method == "POST":
        row = access.disclosure_for(request.actor, request.POST.get("row", ""), permission="case.work")
        if row.case_id != case.id:
            raise Absent()
        buttons = {
            "made": Button(actions.make, said=URGENT),
            "told": Button(actions.tell_person, said=TOLD),
        }
        return pressed(request, buttons, disclosure=row, at=timezone.now()).answer
    return render(
        request,
        "disclosures/log.html",
        context
        | _log(context)
        | {
            "pending": [
                {"row": row, "state": DISCLOSURE_LABELS[row.state], "basis": saying.basis(row)}
                for row, _ in access.of_case(case)
                if row.state != "made"
            ],
            "demands": [
                {"row": row, "who": said["who"], "state": DEMAND_LABELS[row.state]}
                for row, said in access.demands_of(case)
            ],
        },
    )


@require_GET
def sheet(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The same for her, on paper: no folio, no name, no word of what it is about."""
    context = case_page(request, case_id, "shared_sheet", timezone.now(), "disclosures:log")
    language = "en" if request.GET.get("lengua") == "en" else "es"
    with translation.override(language):
        # On the sheet nothing says where it comes from: no post, no folio, no name.
        post = SimpleNamespace(name="", time_zone=context["post"].time_zone, city=context["post"].city)
        return render(request, "disclosures/sheet.html", context | _log(context) | {"post": post})


@require_http_methods(["GET", "POST"])
def exception(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Without her yes: two people, unless the danger is now."""
    context = case_page(request, case_id, "exception", timezone.now(), "disclosures:log")
    case = context["case"]
    if request.method == "POST":
        cases.case_for(request.actor, case_id, permission="case.work")

    def form(sent) -> ExceptionForm:
        return ExceptionForm(least(context["page"].consents.vocabulary), context["post"].time_zone, sent)

    told = Button(
        actions.propose_exception, form, given=ExceptionForm.given, values={"told": actions.ToldWithout}
    )
    page = pressed(
        request,
        {
            "ask": replace(told, act=actions.propose_exception, said=ASKED),
            "now": replace(told, act=actions.report_danger, said=URGENT),
        },
        then=redirect("disclosures:log", case_id=case.id),
        case=case,
    )
    if page.answer:
        return page.answer
    return render(request, "disclosures/exception.html", context | {"form": page.forms["ask"]})


@require_http_methods(["GET", "POST"])
def new_demand(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Write down what came. The first thing is a call, not an answer."""
    context = case_page(request, case_id, "demand", timezone.now(), "disclosures:log")
    case = context["case"]
    if request.method == "POST":
        cases.case_for(request.actor, case_id, permission="case.work")
    page = pressed(
        request,
        Button(actions.record_demand, DemandForm, said=RECEIVED),
        then=redirect("disclosures:log", case_id=case.id),
        case=case,
        at=timezone.now(),
    )
    if page.answer:
        return page.answer
    return render(request, "disclosures/new_demand.html", context | {"form": page.form})


@require_http_methods(["GET", "POST"])
def authority(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """A note before any contact with an authority: her yes to it, datum by datum; a lawyer first."""
    context = case_page(request, case_id, "authority", timezone.now(), "disclosures:log")
    names, consents = authorities(), context["page"].consents
    verdicts = {id: may(consents, "us_authority", context["at"], id) for id in names}
    agreed = {id: names[id] for id, verdict in verdicts.items() if verdict.allowed}
    asked = request.GET.get("a", "")
    context |= {"agreed": agreed, "names": names, "asked": asked, "whom": names.get(asked)}
    verdict = verdicts.get(asked)
    if verdict is None:
        return render(request, "disclosures/authority.html", context)
    posted = request.POST if request.method == "POST" else None
    fields = fields_for_authority(consents.vocabulary, verdict.consent.fields if verdict.allowed else ())
    form = context["form"] = AuthorityForm(context["post"].time_zone, fields, posted)
    context |= {"verdict": verdict, "telling": ()}
    if posted is not None:
        cases.case_for(request.actor, case_id, permission="case.work")
        if form.is_valid() and (done := _note(request, context, form, asked)):
            return done
    status = 409 if posted is not None and not verdict.allowed else 200
    return render(request, "disclosures/authority.html", context, status=status)


def _note(request: HttpRequest, context: dict[str, Any], form, asked: str) -> HttpResponse | None:
    """Note it; None: it has an error, or words that deserve a second look."""
    given = form.cleaned_data
    here = redirect("disclosures:log", case_id=context["case"].id)
    try:
        actions.note_contact(
            actor=request.actor,
            case=context["case"],
            contact=actions.AuthorityContact(
                recipient=asked,
                fields=tuple(given["fields"]),
                lawyer=given["lawyer"],
                danger=given["danger"],
                words=given["words"],
            ),
            at=given["happened_at"],
            once=form_token.sent(request),
            seen_twice=request.POST.get("do") == "anyway",
        )
        messages.success(request, NOTED)
        return here
    except AlreadyDone:
        return here
    except LookAgain:
        context["telling"] = telling_text(given["words"])
    except CauceError as error:
        add_refusal(form, error)
    return None
