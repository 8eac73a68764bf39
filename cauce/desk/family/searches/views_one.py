"""One errand from its first step to its end."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from cauce.aid.access import configured
from cauce.family.searches import access, actions
from cauce.family.searches import rules as rules
from cauce.staff.offices import access as offices
from cauce.ui import form_token
from cauce.ui.pressed import Button, pressed
from cauce.ui.words import say

from .forms import EndForm, OfficeForm, OwnerForm, RemainsForm, ResultForm, StepForm, TellForm
from .tabs import frame
from .views_board import WORKS

DONE = say("Anotado.", "Noted.")


@sensitive_post_parameters("words", "office", "asked", "sample", "authority")
@require_http_methods(["GET", "HEAD", "POST"])
def search_page(request: HttpRequest, search_id: UUID) -> HttpResponse:
    """Everything of it on one page, the latest first; below, what may be noted."""
    found = access.shown(request.actor, search_id)
    search = found.search
    staff = offices.staff(search.post_id, *WORKS)
    page = pressed(request, _buttons(request, found, staff), search=search, at=timezone.now())
    if page.answer:
        return page.answer
    context = frame(request, "searches:board", search.post) | {
        "search": search,
        "said": found.said,
        "ending": found.ending,
        "once": form_token.reused(request),
        "onces": [form_token.new() for _ in range(8)],
        "state": rules.STATES[search.state],
        "origin": rules.ORIGINS[search.origin],
        "open": search.state == "open",
        "may_know": rules.MAY_KNOW.get(search.may_know),
        "wish": rules.WISHES[search.wish],
        "bearer": rules.BEARERS[search.bearer],
        "way": rules.TOLD_WAYS.get(search.told_way),
        "told_by": offices.names_of({search.told_by}).get(search.told_by, "") if search.told_by else "",
        "steps": [
            {"row": row, "words": words, "kind": rules.STEPS[row.kind], "result": rules.RESULTS[row.result]}
            for row, words in found.steps
        ],
        "asked": [
            {
                "row": row,
                "said": said,
                "result": rules.IDENTIFIED[row.result],
                "samples": [
                    (one["who"], dt.date.fromisoformat(one["agreed_on"])) for one in said.get("samples", ())
                ],
            }
            for row, said in found.identifications
        ],
        "forms": page.forms,
        "shown": request.POST.get("do", ""),
        "form": page.form,
    }
    return render(request, "searches/one.html", context)


def _buttons(request: HttpRequest, found: access.Shown, staff) -> dict[str, Button]:
    search, people = found.search, {str(user.id): user for user in staff}
    today = offices.day_at(search.post, timezone.now())
    aids = {one.code: say(one.name_es, one.name_en) for one in configured(today)}
    kept_now = {"wish": search.wish, "bearer": search.bearer, "aid_kind": search.aid_kind}

    def office(*, sample: str, agreed_on: dt.date | None, **given: Any) -> None:
        day = agreed_on.isoformat() if agreed_on else ""
        samples = [{"who": sample, "agreed_on": day}] if sample.strip() else []
        actions.add_identification(samples=samples, **given)

    def result(**given: Any) -> None:
        named = request.POST.get("identification", "")
        actions.note_result(identification=access.identification_of(search, named), **given)

    def hand(*, owner: str, **given: Any) -> None:
        actions.hand_search(owner=people[owner], **given)

    buttons = {
        "step": Button(
            actions.add_step,
            lambda sent: StepForm(sent, auto_id="step_%s"),
            values={"step": actions.StepTaken},
        ),
        "office": Button(office, lambda sent: OfficeForm(sent, auto_id="office_%s")),
        "result": Button(result, lambda sent: ResultForm(sent, auto_id="result_%s")),
        "tell": Button(actions.tell_family, lambda sent: TellForm(sent, auto_id="tell_%s")),
        "remains": Button(actions.note_remains, lambda sent: RemainsForm(aids.items(), sent, kept_now)),
        "hand": Button(hand, lambda sent: OwnerForm(staff, sent, {"owner": str(search.owner_id)})),
        "end": Button(actions.end_search, lambda sent: EndForm(sent, auto_id="end_%s")),
    }
    return {name: replace(one, said=DONE) for name, one in buttons.items()}
