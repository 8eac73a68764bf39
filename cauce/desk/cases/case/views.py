"""The page of one case: what is next, what is due and why, and what was done."""

from __future__ import annotations

import datetime as dt
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from cauce.cases import access
from cauce.cases.access_legacy_import import old_number
from cauce.cases.actions import record_facts
from cauce.cases.facts import edition_of
from cauce.content.errors import CauceError
from cauce.content.sentences import value_words
from cauce.custody.journal.door import Absent, AlreadyDone
from cauce.desk.cases.notes.beside import noted
from cauce.intake.kits import access as kits
from cauce.intake.screenings.access import going_on, talks
from cauce.rules.dates import zone
from cauce.rules.permissions import permits
from cauce.ui import form_token
from cauce.ui.errors import add_refusal
from cauce.ui.words import say

from ..frame import saying
from ..frame.branches import DANGER
from ..frame.clock import clock_of
from ..frame.closed import how_closed
from ..frame.danger import set_by
from ..frame.emergency import emergency
from ..frame.frame import case_page
from ..frame.story import timeline
from .asking import beside, to_ask, told_in, wanted_fact
from .forms_facts import FACT_PLACES, FactForm
from .grouping import AWAITS, groups

LATEST = 6
FIRST = 4  # questions in sight; the others are folded
STILL_UNKNOWN = say(
    "Aún no se sabe; el paso queda por averiguar.", "Still not known; it remains to be found out."
)
KNOWN = say("Anotado. El plan ya lo tomó en cuenta.", "Recorded. The plan now takes it into account.")


def _known(context: dict[str, Any]) -> list[dict[str, Any]]:
    edition, lang = context["edition"], saying.language()
    found = []
    for name, value in sorted(context["page"].facts.items()):
        fact = edition.facts[name]
        label = fact.label[lang]
        said = value_words(fact, value, lang)
        found.append({"name": label[:1].upper() + label[1:], "value": said})
    return found


def _show(request: HttpRequest, case_id: UUID, at: dt.datetime, sent: FactForm | None = None) -> HttpResponse:
    context = case_page(request, case_id, "page", at, "protection:case", ("safety",), LATEST)
    case = context["case"]
    context["talks"] = tuple(talks(case))
    notes = access.notes(case, context["page"].written)
    closed = how_closed(context["page"], context["edition"], at)
    need = request.POST.get("need") or request.GET.get("need", "")
    wanted = sent.fact.id if sent and need else wanted_fact(context, request.GET.get("dato", ""))
    asked = [] if closed else to_ask(context, sent, wanted, need)
    danger = closed is None and context["page"].facts.get("danger.immediate") is True
    question = None if danger and not wanted else beside(asked, wanted)
    asked = [one for one in asked if one is not question]
    rows = groups(context["page"], context["edition"], at)
    context |= {
        "awaits": [one for group in rows if group["state"] == AWAITS for one in group["items"]],
        "closed": closed,
        "emergency": emergency(context) if danger else None,
        "danger_by": set_by(context, told_in(context)) if danger else None,
        "danger": next((b for b in context["branches"] if danger and b["id"] == DANGER), None),
        "branches": [] if closed else [b for b in context["branches"] if b["id"] != DANGER],
        "question": question,
        "searched": need if wanted else "",
        "clock": clock_of(case.post),
        "groups": rows,
        "source_notes": saying.source_notes(context["edition"], context["page"].plan),
        "asks": asked[:FIRST],
        "asks_more": asked[FIRST:],
        "known": _known(context),
        "events": timeline(
            context["edition"], notes[:LATEST], zone(case.post.time_zone), context["consent"]["people"]
        ),
        "talking": None if closed else going_on(context["talks"]),
        "may_talk": permits(request.actor, "case.work", case.scope).allowed,
        "more": len(notes) > LATEST,
        "papers": kits.of_case(case),
        "noted": noted(request.actor, case, at),
        "short_ways": "case.minimum_path" in context["edition"].facts,
        "old_number": old_number(case) if case.imported else "",
        "may_export": permits(request.actor, "case.export", case.scope).allowed,
    }
    return render(request, "case/case.html", context)


@require_GET
def case(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The next thing, the obligations with their reasons, and the latest acts."""
    return _show(request, case_id, timezone.now())


@require_GET
def history(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Everything that was done, newest first."""
    context = case_page(request, case_id, "history", timezone.now())
    notes = access.notes(context["case"], context["page"].written)
    context["events"] = timeline(context["edition"], notes, zone(context["post"].time_zone))
    context["papers"] = kits.of_case(context["case"])
    return render(request, "case/case_history.html", context)


@require_POST
def find_out(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """One fact answered where it was asked. An unknown fact raises ``Absent``."""
    found = access.case_for(request.actor, case_id, permission="case.work")
    fact = edition_of(found).facts.get(request.POST.get("fact", ""))
    if fact is None or fact.scope != "case" or fact.id in FACT_PLACES:
        raise Absent()
    form = FactForm(fact, request.POST)
    if not form.is_valid():
        return _show(request, case_id, timezone.now(), form)
    after = _after(request, case_id)
    if (value := form.known()) is None:
        messages.info(request, STILL_UNKNOWN)
        return after
    try:
        record_facts(
            actor=request.actor,
            case=found,
            facts={fact.id: value},
            at=timezone.now(),
            once=form_token.sent(request),
        )
        messages.success(request, KNOWN)
    except AlreadyDone:
        pass
    except CauceError as error:
        add_refusal(form, error, "value")
        return _show(request, case_id, timezone.now(), form)
    return after


def _after(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Where an answer leads: to the search from which somebody came, else to the case."""
    if need := request.POST.get("need"):
        return redirect(f"{reverse('directory:find')}?{urlencode({'for': case_id, 'need': need})}")
    return redirect("protection:case", case_id=case_id)
