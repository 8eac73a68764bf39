"""The interview, step by step: prepare, ask permission, hear the account, then only what is missing."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from cauce.cases import access as cases
from cauce.cases import actions
from cauce.cases.sections import SectionConflict
from cauce.content.errors import CauceError
from cauce.content.model import Text
from cauce.custody.journal.door import AlreadyDone, together
from cauce.intake.screenings import access
from cauce.intake.screenings.actions import start
from cauce.intake.screenings.facts import HELD, held_as, is_child
from cauce.ui import form_token
from cauce.ui.errors import add_refusal
from cauce.ui.pressed import Button, pressed

from ..frame.frame import ONWARD, case_page
from .forms import AccountForm, PreparationForm
from .preparing import preparation

DESK = "protection-desk"
STEPS = {
    "prepare": Text(es="Preparar", en="Prepare"),
    "consent": Text(es="Pedir permiso", en="Ask permission"),
    "talk": Text(es="Escuchar y completar", en="Listen, then complete"),
}


@require_http_methods(["GET", "POST"])
def interview(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Where the interview stands, and the one thing to do next."""
    context = case_page(request, case_id, "interview", timezone.now())
    case, acts = context["case"], {act.name for act in context["page"].acts}
    at = context["at"]
    written = partial(actions.record_act, happened_at=at)

    def prepare(sent: QueryDict | None) -> PreparationForm:
        return preparation(request, context, sent)

    def prepare_and_agree(*, once: UUID | None, **act: Any) -> None:
        """Prepared and agreed to in one go: both or neither."""
        with together():
            written(name="interview_prepared", once=once, **act)
            written(name="interview_consented", actor=act["actor"], case=act["case"])

    page = pressed(
        request,
        {
            "prepare": Button(
                partial(written, name="interview_prepared"),
                prepare,
                given=PreparationForm.given,
            ),
            "prepare_yes": Button(
                prepare_and_agree,
                prepare,
                given=PreparationForm.given,
                then=lambda _: redirect("protection:account", case_id=case.id),
                again=lambda _: redirect("protection:account", case_id=case.id),
            ),
            "yes": Button(partial(written, name="interview_consented")),
            "no": Button(partial(written, name="interview_declined")),
            "begin": Button(
                partial(start, instrument=DESK, kind="interview", at=at),
                then=lambda made: redirect("protection:sitting", sitting_id=made.id),
            ),
        },
        case=case,
    )
    if page.answer:
        return page.answer
    rows = access.sittings(case, "interview")
    step = _step(acts)
    return render(
        request,
        "interview/interview.html",
        context
        | {
            "form": page.form or page.forms["prepare"],
            "step": step,
            "child": is_child(context["page"].facts),
            "stations": _stations(step),
            "open": next((row for row, _ in rows if row.state in ("open", "paused")), None),
            "past": [row for row, _ in rows if row.state in ("finished", "stopped")],
            "declined": step == "consent" and "interview_declined" in acts,
        },
    )


def _step(acts: set[str]) -> str:
    if "interview_prepared" not in acts:
        return "prepare"
    return "talk" if "interview_consented" in acts else "consent"


def _stations(step: str) -> list[dict[str, Any]]:
    here = list(STEPS).index(step)
    return [
        {"label": name, "state": "done" if i < here else "here" if i == here else "ahead"}
        for i, name in enumerate(STEPS.values())
    ]


@require_http_methods(["GET", "POST"])
def account(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The free account, as the officer sums it up; two who write at once see both texts."""
    context = case_page(request, case_id, "account", timezone.now(), "protection:interview")
    case = context["case"]
    if case.keeping == "refused":
        return render(request, "interview/interview_account.html", context | {"form": None})
    # Before keeping is agreed this is the sealed draft, erased if the person refuses.
    kind = "narrative" if case.keeping == "given" else "draft"
    leads = "protection:assess" if ONWARD in request.POST else "protection:interview"
    if request.method == "POST":
        form = AccountForm(request.POST)
        try:
            if form.is_valid():
                _save(request, context, kind, form.cleaned_data)
                return redirect(leads, case_id=case.id)
        except AlreadyDone:
            return redirect(leads, case_id=case.id)
        except SectionConflict as conflict:
            context |= {"theirs": conflict.current, "once": form_token.new()}
            form = AccountForm(initial={"text": form.data["text"], "seen": conflict.version})
        except CauceError as error:
            add_refusal(form, error, "text")
    else:
        version, text = cases.section(case, kind)
        form = AccountForm(initial={"text": text or "", "seen": version})
    more = {"form": form, "draft": kind == "draft", "child": is_child(context["page"].facts)}
    return render(request, "interview/interview_account.html", context | more)


def _save(request: HttpRequest, context: dict[str, Any], kind: str, given: dict[str, Any]) -> None:
    """Keep the account; the first one of an interview that the person agreed to is the interview held."""
    case, text = context["case"], given["text"]
    if request.POST.get("do") == "both":
        # The other text first, then this one: nobody's words are lost.
        text = f"{cases.section(case, kind)[1]}\n\n{text}"
    acts = {act.name for act in context["page"].acts}
    with together():
        actions.save_section(
            actor=request.actor,
            case=case,
            kind=kind,
            content=text,
            seen=given["seen"],
            once=form_token.sent(request),
        )
        if "interview_consented" in acts and acts.isdisjoint(HELD):
            name = held_as(context["page"].facts)
            actions.record_act(actor=request.actor, case=case, name=name, happened_at=context["at"])
