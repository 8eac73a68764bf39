"""What was already told, for whoever may read it: so that it is not asked again."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from cauce.cases import access
from cauce.cases.actions import record_act
from cauce.cases.withheld import OUT_OF_SIGHT
from cauce.content.loader import Edition
from cauce.content.model import Text
from cauce.intake.screenings.access import all_answers, withheld_items

from ..frame import saying
from ..frame.frame import case_page
from ..frame.where import page_of

ANSWERS = {
    "yes": Text(es="Sí", en="Yes"),
    "no": Text(es="No", en="No"),
    "does_not_know": Text(es="No sabe", en="Does not know"),
    "prefers_not_to_say": Text(es="Prefirió no decir", en="Preferred not to say"),
}


def _answers(edition: Edition, answers: dict[str, str], out: frozenset[str]) -> list[dict[str, Any]]:
    """Each answered item with its words, in the order of the instruments; ``out``: those out of sight."""
    lang = saying.language()
    found, seen = [], set()
    for instrument in edition.instruments.values():
        for item in instrument.items:
            if (item.id in answers or item.id in out) and item.id not in seen:
                seen.add(item.id)
                value = answers.get(item.id, "")
                words = OUT_OF_SIGHT[lang] if item.id in out else ANSWERS.get(value, {lang: value})[lang]
                found.append({"name": item.text, "value": words})
    return found


@require_GET
def told(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The account and the answers; showing them is written down once, for the step that asks it."""
    context = case_page(request, case_id, "told", timezone.now())
    case, page = context["case"], context["page"]
    kept = case.keeping == "given"
    kind = "narrative" if kept else "draft"
    text = None if case.keeping == "refused" else access.section(case, kind)[1]
    answers = _answers(context["edition"], all_answers(case), withheld_items(case))
    shown = any(act.name == "told_shown" for act in page.acts)
    if (text or answers) and page.facts.get("case.told_before") is True and not shown:
        record_act(
            actor=request.actor, case=case, name="told_shown", happened_at=timezone.now(), action="P3-06"
        )
    context |= {
        "text": text,
        "kept": kept,
        "answers": answers,
        "write_href": page_of("protection:account", case.id),
    }
    return render(request, "case/told.html", context)
