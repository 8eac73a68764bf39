"""What was already told, for whoever may read it: so that it is not asked again."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from cauce.cases import access
from cauce.cases.actions import record_act
from cauce.cases.withheld import OUT_OF_SIGHT
from cauce.content.model import Text
from cauce.intake.screenings.told import Conversation, conversations
from cauce.rules.dates import zone
from cauce.ui.addresses import address_of
from cauce.ui.words import hour_or_day

from ..frame import saying
from ..frame.frame import case_page

ANSWERS = {
    "yes": Text(es="Sí", en="Yes"),
    "no": Text(es="No", en="No"),
    "does_not_know": Text(es="No sabe", en="Does not know"),
    "prefers_not_to_say": Text(es="Prefirió no decir", en="Preferred not to say"),
}


def _conversation(told: Conversation, at: dt.datetime, clock: ZoneInfo) -> dict[str, Any]:
    """One talk: where and when it was, and each answer beside its question as it was asked there."""
    language = saying.language()
    rows = []
    for one in told.rows:
        words = ANSWERS[one.answer][language] if one.answer else OUT_OF_SIGHT[language]
        hour = hour_or_day(one.at.astimezone(clock), at.astimezone(clock), language)
        rows.append({"name": one.item.text, "value": f"{words} · {hour}"})
    return {"space": told.space, "at": told.sitting.started_at, "rows": rows}


@require_GET
def told(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The account and the answers; showing them is written down once, for the step that asks it."""
    context = case_page(request, case_id, "told", timezone.now())
    case, page = context["case"], context["page"]
    kept = case.keeping == "given"
    kind = "narrative" if kept else "draft"
    text = None if case.keeping == "refused" else access.section(case, kind)[1]
    clock = zone(context["post"].time_zone)
    answers = [_conversation(one, context["at"], clock) for one in conversations(case)]
    shown = any(act.name == "told_shown" for act in page.acts)
    if (text or answers) and page.facts.get("case.told_before") is True and not shown:
        record_act(
            actor=request.actor, case=case, name="told_shown", happened_at=timezone.now(), action="P3-06"
        )
    context |= {
        "text": text,
        "kept": kept,
        "answers": answers,
        "write_href": address_of("protection:account", case.id),
    }
    return render(request, "case/told.html", context)
