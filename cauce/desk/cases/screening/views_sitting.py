"""The questions, as many on a page as no stop stands between: save, pause, stop, «told us», what to offer."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from cauce.cases.access import newest_sections
from cauce.cases.withheld import OUT_OF_SIGHT
from cauce.content.errors import CauceError
from cauce.content.model import Text
from cauce.content.model_toolbox import AnswerRow, Item
from cauce.custody.journal.door import AlreadyDone
from cauce.intake.screenings import access
from cauce.intake.screenings.actions import finish, pause, resume, save_answers
from cauce.intake.screenings.actions.sittings import ENDED, SittingConflict
from cauce.intake.screenings.asking import BY_AGE
from cauce.intake.screenings.facts import DANGER, by_sign, instrument_of, is_child
from cauce.intake.screenings.known import known_in, read_of
from cauce.intake.screenings.models import Sitting
from cauce.protocol.editions.access import current_edition
from cauce.rules.dates import zone
from cauce.rules.screening import Result, judges, screen
from cauce.ui import form_token
from cauce.ui.errors import add_refusal
from cauce.ui.numbers import whole
from cauce.ui.tabs import Tab, Tabs
from cauce.ui.words import hour_or_day, say

from ..frame import saying
from ..frame.already import SHELTERED, of_this_contact
from ..frame.closed import is_closed
from ..frame.emergency import emergency
from ..frame.frame import case_page
from ..frame.told import Already
from ..interview.preparing import is_due, preparation
from .aloud import aloud, tongue_of
from .forms_sitting import NAMES, QuestionsForm, StopForm, conditions
from .performance import honest_value
from .talk import END, Page, Talk, stops_on, talk_of

TOLD = "told_directly"
SAID_NO_MORE = Text(
    es="Se apoyaba también en una respuesta de otra conversación que se corrigió o no está a la vista.",
    en="It also rested on an answer of another conversation that was corrected or is out of sight.",
)
REST = Text(es="Lo demás, a su paso", en="The rest, at the person's pace")
AGAIN = "otra"  # in the address: an item that was told before and is asked once more


MORE = "sigue"  # in the address: only what answers of that page opened


def _at(sitting_id: UUID, page: Page | None, more: bool = False) -> HttpResponseRedirect:
    """To a page of the talk, None: to its end; ``more``: to what its answers opened."""
    part = f"?parte={page.id if page else END}" + (f"&{MORE}=1" if more else "")
    return redirect(reverse("protection:sitting", args=[sitting_id]) + part)


@require_http_methods(["GET", "POST"])
def sitting(request: HttpRequest, sitting_id: UUID) -> HttpResponse:
    """The page that has the section named in ``parte``; without it, the first with something to ask."""
    found = access.sitting_for(request.actor, sitting_id)
    context = case_page(request, found.case_id, found.kind, timezone.now())
    if found.state in ENDED:
        return redirect("protection:sitting_result", sitting_id=found.id)
    talk = _talk(request, found, context)
    asked = _current(request, talk)
    context["stopped"] = talk.stopped
    if talk.stopped and asked.page and not asked.more:
        # What stopped it is corrected here: beside it stands all that was asked on that page.
        talk = _talk(request, found, context, correcting=True).to_correct(asked.page.id)
        asked = _current(request, talk)
    form = asked.form(_already(talk, context))
    stop = StopForm(request.POST or None)
    if request.method == "POST":
        form = asked.form(_already(talk, context), request.POST)
        try:
            if form.is_valid() and stop.is_valid():
                return _post(request, found, asked, form, stop, context)
        except AlreadyDone:
            return _at(found.id, asked.following)
        except SittingConflict as conflict:
            form = _both(asked, request, conflict)
            context |= {"conflict": conflict, "once": form_token.new()}
            return _page(request, context, found, asked, form, stop, conflict.number)
        except CauceError as error:
            add_refusal(form, error)
    return _page(request, context, found, asked, form, stop, talk.number)


def _talk(request: HttpRequest | None, found, context, *, correcting: bool = False) -> Talk:
    """The talk with what was told elsewhere; ``request`` None: nothing that was told is asked once more."""
    page = context["page"]
    kind = "narrative" if found.case.keeping == "given" else "draft"
    held = newest_sections(found.case, "safety", kind)
    context["account"] = held[kind][1]
    read = read_of(page, safety=held["safety"][1] or {})
    context["known"] = known_in(found.case, page.acts, context["at"], read)
    again = request.GET.getlist(AGAIN) if request is not None else ()
    return talk_of(found, page.facts, context["known"], again, correcting=correcting)


def _already(talk: Talk, context: dict[str, Any]) -> Already:
    """What was told of each question that is asked here: an answer is always of now, so nothing is ticked."""
    places = {item.id: f"bank:{item.id}" for item in (*talk.items, *talk.later)}
    clock, signs = zone(context["post"].time_zone), judges(talk.instrument)
    found = Already(context["known"], places, context["at"], clock, asked=signs)
    found.ticks = False
    return found


def _told(asked: Shown, context: dict[str, Any]) -> list[dict[str, Any]]:
    """What is not asked again: each with its answer, its hour, and where it can be asked all the same; "" for
    what lies beyond this page: what may stop the talk here is asked before it is left."""
    talk, ahead = asked.talk, asked.talk.after(asked.page) if asked.page else frozenset()
    language, clock = saying.language(), zone(context["post"].time_zone)
    now, rows = context["at"].astimezone(clock), []
    for item in talk.told:
        one = context["known"].heard(f"bank:{item.id}")
        hour = hour_or_day(one.at.astimezone(clock), now, language) if one else ""
        again = "" if item.section in ahead else f"?parte={item.section}&{AGAIN}={item.id}"
        rows.append({"item": item, "answer": NAMES[talk.before[item.id]], "hour": hour, "again": again})
    return rows


@dataclass(frozen=True)
class Shown:
    """What a page of a talk asks. ``page`` None: its end. ``more``: only what answers opened."""

    talk: Talk
    page: Page | None
    more: bool

    @property
    def items(self) -> list[Item]:
        return self.talk.shown_in(self.page, self.more) if self.page else []

    @property
    def waiting(self) -> dict[str, tuple[AnswerRow, ...]]:
        return self.talk.waiting(self.page, self.more) if self.page else {}

    @property
    def following(self) -> Page | None:
        return self.talk.next_after(self.page) if self.page else None

    def form(self, already: Already, data: QueryDict | None = None) -> QuestionsForm:
        return QuestionsForm(self.items, self.talk.answers, data, already=already)


def _current(request: HttpRequest, talk: Talk) -> Shown:
    asked, more = request.GET.get("parte", ""), MORE in request.GET
    page, reached = talk.page_of(asked), talk.reached()
    if page is not None and page not in reached:  # typed by hand: the page where the talk is
        return Shown(talk, reached[-1], False)
    if page is not None and (not more or talk.items_of(page, more=True)):
        return Shown(talk, page, more)
    if page is None and asked != END and not talk.stopped:
        open_ = {item.section for item in talk.items if item.id not in talk.answers}
        page = next((one for one in reached if any(map(one.has, open_))), None)
    return Shown(talk, page if asked != END else None, False)


def _post(request: HttpRequest, found, asked: Shown, form, stop, context) -> HttpResponse:
    do, at, actor, talk = request.POST.get("do", "save"), context["at"], request.actor, asked.talk
    reason = stop.cleaned_data.get("reason", "")
    answers = form.given()
    if do == "told":
        answers[talk.instrument.told_directly] = "yes"
    number = whole(request.POST.get("seen"), 0)
    if found.state == "paused" and do == "resume":
        resume(actor=actor, sitting=found, once=form_token.sent(request))
        return redirect("protection:sitting", sitting_id=found.id)
    if answers or do in ("save", "end"):
        goes_on = do in ("save", "end") and asked.page is not None
        save_answers(
            actor=actor,
            sitting=found,
            seen=number,
            answers=answers,
            at=at,
            left=[one.id for one in asked.page.sections] if goes_on and asked.page else (),
            once=form_token.sent(request),
        )
    if do == "pause":
        pause(actor=actor, sitting=found, at=at, reason=reason)
        return _at(found.id, asked.page, asked.more)
    if do in ("stop", "told", "finish"):
        told = TOLD if do == "told" else ""
        finish(actor=actor, sitting=found, at=at, stopped_by=reason if do == "stop" else told)
        return redirect("protection:sitting_result", sitting_id=found.id)
    return _onward(request, found, asked, context)


def _onward(request: HttpRequest, found, before: Shown, context) -> HttpResponse:
    """To what an answer opened and nobody saw yet, else to the next page; an answer that stops is obeyed
    first. After the last page the talk ends, where the button said so."""
    again = access.sitting_for(request.actor, found.id)
    after = _talk(None, again, context)
    page = after.page_of(before.page.id) if before.page else None
    if page and after.stopped and after.to_judge and not before.more:
        return _at(found.id, page, more=True)  # a sign stops nothing before this is asked
    if page is None or after.stopped:
        return _at(found.id, None)
    seen = {item.id for item in before.items} - before.waiting.keys() | {*request.POST.getlist("opened")}
    if {item.id for item in after.items_of(page, more=True)} - seen:
        return _at(found.id, page, more=True)
    following = after.next_after(page)
    if following is None and request.POST.get("do") == "end":
        finish(actor=request.actor, sitting=again, at=context["at"])
        return redirect("protection:sitting_result", sitting_id=found.id)
    return _at(found.id, following)


def _both(asked: Shown, request: HttpRequest, conflict: SittingConflict) -> QuestionsForm:
    """The same page with what this window had chosen, and beside it what the other one saved."""
    mine = QuestionsForm(asked.items, asked.talk.answers, request.POST)
    mine.is_valid()
    given = mine.given()
    theirs = {
        name: conflict.current.get(name, "not_asked")
        for name in mine.fields
        if conflict.current.get(name, "not_asked") != given.get(name, "not_asked")
    }
    return QuestionsForm(asked.items, given, theirs=theirs)


def _page(request, context, found, asked: Shown, form, stop, number: int) -> HttpResponse:
    talk, items = asked.talk, asked.items
    language = tongue_of(found.case, context["page"].facts)
    said = aloud(context["edition"], items, language)
    here = {item.id for item in items}
    more: dict[str, Any] = {
        "tongue": language,
        "unsaid": bool(language) and len(said) < len(items),
        "sitting": found,
        "talk": talk,
        "form": form,
        "stop_form": stop,
        "asked": asked,
        "title": _title(asked.page) if asked.page else None,
        "lead": asked.page.sections[0].lead if asked.page and len(asked.page.sections) == 1 else None,
        "groups": _groups(asked, form.rows(said, asked.waiting, judges(talk.instrument))),
        "stops": [(rule, conditions(rows)) for rule, rows in stops_on(talk.instrument, here)],
        "number": number,
        "draft": found.case.keeping != "given",
        "tabs": _steps(found, asked),
        "child": is_child(context["page"].facts),
        "told": _told(asked, context),
        "action": _action(asked, [one for one in request.GET.getlist(AGAIN) if one in here]),
        "begins": not talk.answers and found.kind != "interview",
        "left": _left_open(talk, here),
        "back": talk.answered_last() if talk.stopped and asked.page is None else "",
        "judging": asked.more and bool(talk.stopped) and bool(talk.to_judge),
    }
    sign, danger = _by_sign(found, context["page"]), context["page"].facts.get(DANGER) is True
    more |= {"by_sign": sign, "danger_stays": danger and not sign}
    if found.kind != "interview":
        more["account"] = None
    return render(
        request,
        "screening/interview_questions.html"
        if found.kind == "interview"
        else "screening/screening_questions.html",
        context | more,
    )


def _by_sign(found, page) -> bool:
    """Whether there is danger on record because of a sign of this talk alone."""
    danger = page.facts.get(DANGER) is True
    return danger and by_sign(access.answers(found), page.since[DANGER].isoformat())


def _action(asked: Shown, again: list[str]) -> str:
    """Where the page is sent: to itself, with what is asked once more."""
    query = [("parte", asked.page.id if asked.page else END), *((AGAIN, one) for one in again)]
    return "?" + urlencode([*query, (MORE, "1")] if asked.more else query)


def _groups(asked: Shown, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The sections of the page, each with what the person is invited to tell and what is asked; folded once
    all of it was answered."""
    found = []
    for one in asked.page.sections if asked.page else ():
        mine = [row for row in rows if row["section"] == one.id]
        prompts = [i for i in asked.talk.heard if i.section == one.id and not asked.more]
        open_ = [row for row in mine if not row["opens"] and row["field"].name not in asked.talk.answers]
        if mine or prompts:
            answered = bool(mine) and not open_ and not any(row["field"].errors for row in mine)
            found.append({"section": one, "prompts": prompts, "rows": mine, "answered": answered})
    return found


def _left_open(talk: Talk, here: Collection[str]) -> list[dict[str, Any]]:
    """What this talk has not asked, but for what stands on this page: how many questions of each part."""
    found = []
    for page in talk.pages():
        for one in page.sections:
            count = sum(
                item.section == one.id and item.id not in talk.answers and item.id not in here
                for item in talk.items
            )
            if count:
                found.append({"section": one, "count": count})
    return found


def _steps(found, asked: Shown) -> Tabs:
    """The pages so far."""
    here, reached = reverse("protection:sitting", args=[found.id]), asked.talk.reached()
    return Tabs(
        say("Partes de la conversación", "Parts of the conversation"),
        tuple(
            Tab(_title(one), f"{here}?parte={one.id}", "step" if one == asked.page else "") for one in reached
        ),
    )


def _title(page: Page) -> Text:
    return page.sections[0].title if len(page.sections) == 1 else REST


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


def _may_prepare(found: Sitting, outcome: Result, context: dict[str, Any]) -> bool:
    """Whether the interview that is offered is prepared on this page, where it can be."""
    offered = found.kind == "screening" and "full_interview" in outcome.outcomes
    acts = frozenset(one.name for one in context["page"].acts)
    return offered and outcome.stopped is None and not is_closed(context["page"]) and is_due(acts)


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
            "child": is_child(context["page"].facts),
            "told": content.get("outcome") == TOLD or outcome.told_directly,
            "prepare": preparation(request, context) if _may_prepare(found, outcome, context) else None,
            "emergency": emergency(context),
            "no_bed": of_this_contact(context["page"], context["edition"], context["at"]).get(SHELTERED),
        },
    )
