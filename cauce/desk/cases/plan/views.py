"""The plan: needs × service × who × when × consent, with what the Protocol asks beside it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from functools import partial
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from cauce.cases import access as cases
from cauce.cases import actions
from cauce.cases.models import Case, PlanItem
from cauce.cases.needs import needs_told
from cauce.cases.withheld import OUT_OF_SIGHT
from cauce.content.model import Text
from cauce.custody.journal.door import together
from cauce.rules.consent import may
from cauce.rules.dates import zone
from cauce.rules.disclosure import TASKS
from cauce.rules.pathway import asked_of_others
from cauce.rules.referral import STATE_LABELS
from cauce.sharing.referrals import access as referrals
from cauce.staff.accounts.away import away_of, named
from cauce.staff.offices import access as offices
from cauce.ui.pressed import Button, pressed
from cauce.ui.words import hour_or_day, say

from ..frame import saying
from ..frame.already import first_priority, of_this_contact
from ..frame.frame import case_page
from .forms import PlanForm

ROLES = ("protection_officer", "protection_consul")
OWED = ("overdue", "open", "blocked")  # what may not apply is a question of the case, and nothing required
MOST = 10
ENDED = {
    "done": Text(es="Hecho", en="Done"),
    "declined": Text(es="Se ofreció y declinó", en="Offered and declined"),
    "dropped": Text(es="Ya no hace falta", en="No longer needed"),
}
ADDED = say("Agregado al plan.", "Added to the plan.")
AGREED = say("Anotado: la persona está de acuerdo con el plan.", "Recorded: the person agrees with the plan.")
NO_SHARING = Text(es="Nada se comparte todavía", en="Nothing is shared yet")


@require_http_methods(["GET", "POST"])
def plan(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The lines, and the one form to add another."""
    context = case_page(request, case_id, "plan", timezone.now())
    case = context["case"]
    staff = offices.staff(case.post_id, *ROLES, case=case.id)
    sent = referrals.sent_for(case)
    held = _lines(context, sent)
    asked = _asked(context, sent, {line["item"].need for line in held})
    said = _said(context, held, {one["id"] for one in asked})
    today = context["at"].astimezone(zone(context["post"].time_zone))
    need = request.GET.get("need") or next((one["id"] for one in said), "")
    presses = first_priority(of_this_contact(context["page"], context["edition"], context["at"]), need)
    first = {
        "responsible": request.actor.user,
        "need": need,
        # What is needed today begins with today; of the rest the day is said by whoever agrees.
        "due_on": today.date() if presses else f"{today:%Y-%m}-",
    }

    def close(**given: Any) -> None:
        actions.close_plan_item(item=cases.plan_item_for(case, request.POST.get("line", "")), **given)

    def new(sent: QueryDict | None) -> PlanForm:
        return PlanForm(staff, sent, first)

    away = partial(_is_away, at=context["at"])
    page = pressed(
        request,
        {
            "add": Button(
                actions.add_plan_item, new, given=PlanForm.line, said=lambda made: away(made) or ADDED
            ),
            "add_agree": Button(
                _add_and_agree, new, given=PlanForm.line, said=lambda made: away(made) or AGREED
            ),
            "add_find": Button(
                _add_and_agree,
                new,
                given=PlanForm.line,
                said=lambda made: away(made) or AGREED,
                then=lambda made: redirect(_find(case, made.need)),
            ),
            "agree": Button(actions.agree_plan),
            **{state: Button(partial(close, state=state)) for state in ENDED},
        },
        case=case,
        at=context["at"],
    )
    if page.answer:
        return page.answer
    return render(
        request,
        "plan/plan.html",
        context
        | {
            "form": page.forms["add"],
            "lines": held,
            "due": _due(context),
            "asked": asked,
            "said": said,
            "agreed": any(a.name in ("plan_agreed", "plan_reviewed") for a in context["page"].acts),
        },
    )


def _is_away(made: PlanItem, at: dt.datetime) -> str:
    """Said when a line was given to somebody who is away; '' otherwise."""
    if made.responsible is None:
        return ""
    said = away_of([made.responsible], at)
    return say("Anotado. {who}", "Recorded. {who}", who=named(made.responsible, said)) if said else ""


def _add_and_agree(*, once: UUID | None, **line: Any) -> PlanItem:
    """The line, and that the person agrees to the plan with it: both or neither."""
    with together():
        made = actions.add_plan_item(once=once, **line)
        actions.agree_plan(**{name: line[name] for name in ("actor", "case", "at")})
    return made


def _lines(context: dict[str, Any], sent: list[Any]) -> list[dict[str, Any]]:
    needs = {row.id: row.title for row in context["edition"].catalogues["needs"]} | TASKS
    newest: dict[str, Any] = {}
    for one in sent:
        newest.setdefault(one.need, one)
    return [
        {
            "item": item,
            "need": needs.get(item.need, item.need),
            "agreed": OUT_OF_SIGHT[saying.language()] if agreed is None else agreed,
            "consent": _consent(context, newest.get(item.need)),
            "referral": newest.get(item.need),
            "ended": ENDED.get(item.state),
            "find": _find(context["case"], item.need),
            "task": item.need in TASKS,
        }
        for item, agreed in cases.plan_items(context["case"])
    ]


def _find(case: Case, need: str) -> str:
    """Where a service for a need is looked for, ordered for this person."""
    return f"{reverse('directory:find')}?{urlencode({'for': case.id, 'need': need})}"


def _asked(context: dict[str, Any], sent: list[Any], planned: Collection[str]) -> list[dict[str, Any]]:
    """What was asked of a service and has no line yet, and how far it is: the newest request of each need."""
    titles = {row.id: row.title for row in context["edition"].catalogues["needs"]}
    newest: dict[str, Any] = {}
    for one in sent:
        if one.need not in planned:
            newest.setdefault(one.need, one)
    return [
        {
            "id": need,
            "title": titles.get(need, need),
            "name": one.service.organization.name,
            "state": STATE_LABELS[one.state],
            "referral": one.id,
            "href": _begin(need),
        }
        for need, one in newest.items()
    ]


def _begin(need: str) -> str:
    return f"?{urlencode({'need': need})}#empezar"


def _said(
    context: dict[str, Any], lines: list[dict[str, Any]], asked: Collection[str]
) -> list[dict[str, Any]]:
    """What is known to be needed and has no line and no request yet, with its hour: the plan begins there."""
    page, clock = context["page"], zone(context["post"].time_zone)
    planned = {line["item"].need for line in lines} | set(asked)
    now = context["at"].astimezone(clock)
    return [
        {
            "id": need.id,
            "title": need.title,
            "hour": hour_or_day(at.astimezone(clock), now, saying.language()),
            "href": _begin(need.id),
        }
        for need, at in needs_told(context["edition"], page.facts, page.since)
        if need.id not in planned
    ]


def _consent(context: dict[str, Any], referral: Any) -> dict[str, Any]:
    """Whether she agreed to what this line shares, and where its request stands."""
    if referral is None:
        return {"state": "unknown", "label_now": say(NO_SHARING.es, NO_SHARING.en)}
    recipient = str(referral.service.organization_id)
    verdict = may(context["page"].consents, "referral", context["at"], recipient)
    name, state = referral.service.organization.name, STATE_LABELS[referral.state]
    label = say(f"{name}: {state.es.lower()}", f"{name}: {state.en.lower()}")
    return {"state": "yes" if verdict.allowed else "no", "label_now": label}


def _due(context: dict[str, Any]) -> list[dict[str, Any]]:
    page = context["page"]
    waits = asked_of_others(page.plan, page.acts)
    waiting = [one for one in page.plan if one.state in OWED and one.due and one.action not in waits]
    waiting.sort(key=lambda one: (one.due, one.order))
    return [
        saying.said(
            context["edition"],
            one,
            case_id=context["case"].id,
            time_zone=context["post"].time_zone,
            at=context["at"],
        )
        for one in waiting[:MOST]
    ]
