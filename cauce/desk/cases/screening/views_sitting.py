"""One section of questions a page: save, pause, stop, «told us», and what it leads to offering."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from cauce.cases.access import newest_sections
from cauce.cases.withheld import OUT_OF_SIGHT
from cauce.content.errors import CauceError
from cauce.content.model import Text
from cauce.custody.journal.door import AlreadyDone
from cauce.intake.screenings import access
from cauce.intake.screenings.actions import finish, pause, resume, save_answers
from cauce.intake.screenings.actions.sittings import ENDED, SittingConflict
from cauce.intake.screenings.asking import BY_AGE
from cauce.intake.screenings.facts import instrument_of, is_child
from cauce.intake.screenings.known import known_in, read_of
from cauce.protocol.editions.access import current_edition
from cauce.rules.dates import zone
from cauce.rules.screening import screen
from cauce.ui import form_token
from cauce.ui.errors import add_refusal
from cauce.ui.numbers import whole
from cauce.ui.tabs import Tab, Tabs
from cauce.ui.words import hour_or_day, say

from ..frame import saying
from ..frame.frame import case_page
from ..frame.told import Already
from .aloud import aloud, tongue_of
from .forms_sitting import NAMES, QuestionsForm, StopForm
from .performance import honest_value
from .talk import END, Talk, talk_of

TOLD = "told_directly"
SAID_NO_MORE = Text(
    es="Se apoyaba también en una respuesta de otra conversación que se corrigió o no está a la vista.",
    en="It also rested on an answer of another conversation that was corrected or is out of sight.",
)
AGAIN = "otra"  # in the address: an item that was told before and is asked once more


def _part(sitting_id: UUID, part: str) -> HttpResponseRedirect:
    return redirect(reverse("protection:sitting", args=[sitting_id]) + f"?parte={part}")


@require_http_methods(["GET", "POST"])
def sitting(request: HttpRequest, sitting_id: UUID) -> HttpResponse:
    """The page of one section, named in ``parte``; without it, the first with something to ask."""
    found = access.sitting_for(request.actor, sitting_id)
    context = case_page(request, found.case_id, found.kind, timezone.now())
    if found.state in ENDED:
        return redirect("protection:sitting_result", sitting_id=found.id)
    talk = _talk(request, found, context)
    part = _current(request, talk)
    form = QuestionsForm(talk.items_of(part), talk.answers, already=_already(talk, context))
    stop = StopForm(request.POST or None)
    if request.method == "POST":
        form = QuestionsForm(talk.items_of(part), talk.answers, request.POST, already=_already(talk, context))
        try:
            if form.is_valid() and stop.is_valid():
                return _post(request, found, talk, part, form, stop, context)
        except AlreadyDone:
            return _part(found.id, talk.next_after(part))
        except SittingConflict as conflict:
            form = _both(talk, part, request, conflict)
            context |= {"conflict": conflict, "once": form_token.new()}
            talk_number = conflict.number
            return _page(request, context, found, talk, part, form, stop, talk_number)
        except CauceError as error:
            add_refusal(form, error)
    return _page(request, context, found, talk, part, form, stop, talk.number)


def _talk(request: HttpRequest | None, found, context) -> Talk:
    """The talk with what was told elsewhere; ``request`` None: nothing that was told is asked once more."""
    page = context["page"]
    kind = "narrative" if found.case.keeping == "given" else "draft"
    held = newest_sections(found.case, "safety", kind)
    context["account"] = held[kind][1]
    read = read_of(page, safety=held["safety"][1] or {})
    context["known"] = known_in(found.case, page.acts, context["at"], read)
    again = request.GET.getlist(AGAIN) if request is not None else ()
    return talk_of(found, page.facts, context["known"], again)


def _already(talk: Talk, context: dict[str, Any]) -> Already:
    """What was told of each question that is asked here: an answer is always of now, so nothing is ticked."""
    places = {item.id: f"bank:{item.id}" for item in talk.items}
    found = Already(context["known"], places, context["at"], zone(context["post"].time_zone))
    found.ticks = False
    return found


def _told(talk: Talk, context: dict[str, Any]) -> list[dict[str, Any]]:
    """What is not asked again: each with its answer, its hour, and where it can be asked all the same."""
    language, clock = saying.language(), zone(context["post"].time_zone)
    now, rows = context["at"].astimezone(clock), []
    for item in talk.told:
        one = context["known"].at(f"bank:{item.id}")
        hour = hour_or_day(one.at.astimezone(clock), now, language) if one else ""
        again = f"?parte={item.section}&{AGAIN}={item.id}"
        rows.append({"item": item, "answer": NAMES[talk.before[item.id]], "hour": hour, "again": again})
    return rows


def _current(request: HttpRequest, talk: Talk) -> str:
    asked = request.GET.get("parte", "")
    ids = [one.id for one in talk.sections()]
    if asked in ids or (asked == END):
        return asked
    if talk.stopped or not ids:
        return END
    open_ = [i.section for i in talk.items if i.id not in talk.answers]
    return next((one for one in ids if one in open_), END)


def _post(request, found, talk: Talk, part: str, form, stop, context) -> HttpResponse:
    do, at, actor = request.POST.get("do", "save"), context["at"], request.actor
    reason = stop.cleaned_data.get("reason", "")
    answers = form.given()
    if do == "told":
        answers[talk.instrument.told_directly] = "yes"
    number = whole(request.POST.get("seen"), 0)
    if found.state == "paused" and do == "resume":
        resume(actor=actor, sitting=found, once=form_token.sent(request))
        return redirect("protection:sitting", sitting_id=found.id)
    if answers or do == "save":
        save_answers(
            actor=actor, sitting=found, seen=number, answers=answers, at=at, once=form_token.sent(request)
        )
    if do == "pause":
        pause(actor=actor, sitting=found, at=at, reason=reason)
        return _part(found.id, part)
    if do in ("stop", "told", "finish"):
        told = TOLD if do == "told" else ""
        finish(actor=actor, sitting=found, at=at, stopped_by=reason if do == "stop" else told)
        return redirect("protection:sitting_result", sitting_id=found.id)
    return _onward(actor, found, talk, part, context)


def _onward(actor, found, before: Talk, part: str, context) -> HttpResponse:
    """Stay if an answer opened another question here, else the next section; a stop ends it."""
    again = access.sitting_for(actor, found.id)
    after = _talk(None, again, context)
    if after.stopped:
        return _part(found.id, END)
    shown = {item.id for item in before.items_of(part)}
    if {item.id for item in after.items_of(part)} - shown:
        return _part(found.id, part)
    return _part(found.id, after.next_after(part))


def _both(talk: Talk, part: str, request: HttpRequest, conflict: SittingConflict) -> QuestionsForm:
    """The same page with what this window had chosen, and beside it what the other one saved."""
    mine = QuestionsForm(talk.items_of(part), talk.answers, request.POST)
    mine.is_valid()
    given = mine.given()
    theirs = {
        name: conflict.current.get(name, "not_asked")
        for name in mine.fields
        if conflict.current.get(name, "not_asked") != given.get(name, "not_asked")
    }
    return QuestionsForm(talk.items_of(part), given, theirs=theirs)


def _page(request, context, found, talk: Talk, part: str, form, stop, number: int) -> HttpResponse:
    section = next((one for one in talk.sections() if one.id == part), None)
    kind = "safe" if found.case.keeping == "given" else "draft"
    language = tongue_of(found.case, context["page"].facts)
    items = talk.items_of(part)
    said = aloud(context["edition"], items, language)
    more: dict[str, Any] = {
        "tongue": language,
        "unsaid": bool(language) and len(said) < len(items),
        "sitting": found,
        "talk": talk,
        "form": form,
        "stop_form": stop,
        "section": section,
        "rows": form.rows(said),
        "number": number,
        "draft": kind == "draft",
        "tabs": _steps(found, talk, part),
        "child": is_child(context["page"].facts),
        "prompts": [
            i
            for i in talk.instrument.items
            if i.kind == "free_account" and section is not None and i.section == section.id
        ],
        "told": _told(talk, context),
        "again": [item.id for item in items if item.id in request.GET.getlist(AGAIN)],
        "answered": [(i, NAMES[talk.answers[i.id]]) for i in talk.items if i.id in talk.answers],
        "leave_open": [i for i in talk.items if i.id not in talk.answers],
        "back": _answered_last(talk) if talk.stopped and section is None else "",
    }
    if found.kind != "interview":
        more["account"] = None
    return render(
        request,
        "screening/interview_questions.html"
        if found.kind == "interview"
        else "screening/screening_questions.html",
        context | more,
    )


def _answered_last(talk: Talk) -> str:
    """The last section in which something was answered, to put right what stopped it; empty: none."""
    return next((s.id for s in reversed(talk.sections()) if talk.answers_in(s.id)), "")


def _steps(found, talk: Talk, part: str) -> Tabs:
    here = reverse("protection:sitting", args=[found.id])
    return Tabs(
        say("Partes de la conversación", "Parts of the conversation"),
        tuple(
            Tab(one.title, f"{here}?parte={one.id}", "step" if one.id == part else "")
            for one in talk.sections()
        ),
    )


def _said_no_more(found: Any, content: dict[str, Any], context: dict[str, Any]) -> set[str]:
    """What counted in a talk because it was told elsewhere, and that no answer in sight says any more: it was
    put right there, or is out of sight there."""
    heard = {
        item: answer
        for item, answer in content.get("known", {}).items()
        if item not in content["answers"] and item not in BY_AGE
    }
    if not heard:
        return set()
    known = known_in(found.case, context["page"].acts, context["at"], read_of(context["page"]))
    return {item for item, answer in heard.items() if not known.borne_out(f"bank:{item}", answer)}


@require_GET
def result(request: HttpRequest, sitting_id: UUID) -> HttpResponse:
    """Reasons and what is offered; never a label or a number about the person."""
    found = access.sitting_for(request.actor, sitting_id)
    context = case_page(request, found.case_id, found.kind, timezone.now())
    if found.state not in ENDED:
        return redirect("protection:sitting", sitting_id=found.id)
    # What is offered stands until two agree; of an answer that is out of sight nothing is said.
    content, out = access.answers_as_written(found), access.withheld_in(found)
    gone = _said_no_more(found, content, context)
    instrument = instrument_of(found)
    said = content.get("known", {}) | content["answers"]
    outcome = screen(instrument, said)
    texts = {one.id: one for one in instrument.offers}
    items = {item.id: item for item in instrument.items}
    reasons = [
        {"text": one.text, "items": [(items[i], NAMES.get(said.get(i, "not_asked"))) for i in one.items]}
        for one in outcome.reasons
        if (out | gone).isdisjoint(one.items)
    ]
    why = {row.id: row.title for row in current_edition().catalogues["stop_reasons"]}
    return render(
        request,
        "screening/screening_result.html",
        context
        | {
            "sitting": found,
            "outcome": outcome,
            "reasons": reasons,
            "withheld": OUT_OF_SIGHT if out else SAID_NO_MORE if gone else None,
            "instrument": instrument,
            "offers": [texts[one] for one in outcome.outcomes],
            "value": honest_value(instrument),
            "stopped_by": why.get(content.get("stopped_by", "")),
            "erased": content.get("erased"),
            "told": content.get("outcome") == TOLD or outcome.told_directly,
        },
    )
