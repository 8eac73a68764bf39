"""The door to the questions: the person is asked first; without a yes, information only."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from cauce.cases import actions as cases
from cauce.content.errors import CauceError
from cauce.content.model_spaces import Space
from cauce.content.model_toolbox import Instrument
from cauce.custody.journal.door import AlreadyDone
from cauce.intake.screenings import access
from cauce.intake.screenings.actions import start
from cauce.intake.screenings.asking import of_space, space_of, spaces_in_case
from cauce.rules.consent import may
from cauce.ui import form_token
from cauce.ui.errors import refuse

from ..frame.frame import case_page
from ..frame.spoken import spoken
from .forms_consent_work import OutcomeForm, TalkConsentForm
from .performance import honest_value

PURPOSE = "screening"


@require_http_methods(["GET", "POST"])
def screening(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Ask for consent, begin, go on, or see what earlier conversations led to offering."""
    at = timezone.now()
    context = case_page(request, case_id, PURPOSE, at)
    case = context["case"]
    verdict = may(context["page"].consents, PURPOSE, at)
    form = TalkConsentForm(
        request.POST if request.POST.get("do") in ("yes", "no") else None,
        spoken(case, context["page"].answers),
    )
    outcome = OutcomeForm(request.POST if request.POST.get("do") == "outcome" else None)
    if request.method == "POST":
        shown = outcome if request.POST.get("do") == "outcome" else form
        try:
            if answer := _post(request, context, form, outcome):
                return answer
        except AlreadyDone:
            return redirect("protection:screening", case_id=case.id)
        except CauceError as error:
            if not refuse(request, error, shown):
                return redirect("protection:screening", case_id=case.id)
    rows = access.sittings(case, "screening")
    here, instrument = _where(request, context)
    return render(
        request,
        "screening/screening.html",
        context
        | {
            "verdict": verdict,
            "form": outcome if outcome.is_bound else form,
            "consent_form": form,
            "outcome_form": outcome,
            "instrument": instrument,
            "value": honest_value(instrument),
            "needs_consent": instrument.consent_required and not verdict.allowed,
            "may_begin": not instrument.consent_required or verdict.allowed,
            "open": next((row for row, _ in rows if row.state in ("open", "paused")), None),
            "past": [row for row, _ in rows if row.state in ("finished", "stopped")],
            "here": here,
            "places": [one for one in spaces_in_case() if one.id != here.id],
        },
    )


def _where(request: HttpRequest, context: dict[str, Any]) -> tuple[Space, Instrument]:
    """Where the conversation takes place: as chosen, else as the person came; and its instrument."""
    spaces = {one.id: one for one in spaces_in_case()}
    asked = request.POST.get("lugar") or request.GET.get("lugar", "")
    name = asked if asked in spaces else space_of(context["page"].facts.get("contact.channel"))
    return spaces[name], of_space(name)


def _post(request: HttpRequest, context: dict[str, Any], form, outcome) -> HttpResponse | None:
    """What was sent; None: it has an error and the page is shown again."""
    case, at, do = context["case"], context["at"], request.POST.get("do")
    if do in ("yes", "no") and form.is_valid():
        given = do == "yes"
        cases.record_consent(
            actor=request.actor,
            case=case,
            purpose=PURPOSE,
            given=given,
            at=at,
            once=form_token.sent(request),
            terms=cases.ConsentTerms(**form.given()),
        )
        if not given:
            cases.record_act(actor=request.actor, case=case, name="screening_declined", happened_at=at)
        return redirect("protection:screening", case_id=case.id)
    if do == "begin":
        _, instrument = _where(request, context)
        made = start(
            actor=request.actor, case=case, instrument=instrument.id, at=at, once=form_token.sent(request)
        )
        return redirect("protection:sitting", sitting_id=made.id)
    if do == "outcome" and outcome.is_valid():
        # She did not want anything kept: only the outcome stands, which the plan needs.
        cases.record_act(
            actor=request.actor,
            case=case,
            name="screening_done",
            happened_at=at,
            facts={"screening.outcome": outcome.cleaned_data["outcome"]},
            once=form_token.sent(request),
        )
        return redirect("protection:case", case_id=case.id)
    return None
