"""One call: «I have it», the way back, calling back, a case; and a person of a case who is telephoned."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from cauce.cases.actions import ContactAttempt
from cauce.cases.contact import said
from cauce.cases.models import Case
from cauce.cases.rules.follow_up import RESULTS, WORD_SAID
from cauce.content.model import Text
from cauce.content.model_toolbox import Instrument
from cauce.custody.journal.door import check_may
from cauce.desk.cases.frame.contact_line import way_names
from cauce.desk.cases.frame.emergency import HELP
from cauce.desk.cases.frame.frame import case_page
from cauce.desk.cases.frame.saying import language
from cauce.desk.cases.frame.spoken import language_choices, spoken
from cauce.desk.cases.screening.forms_sitting import answers_to
from cauce.intake.calls import access
from cauce.intake.calls.actions import (
    CallBack,
    acknowledge,
    contact_by_telephone,
    end,
    log_back,
    open_case_from,
    pass_on,
)
from cauce.intake.calls.models import Call
from cauce.intake.calls.rules import (
    calls_for_help,
    first_permitted,
    may_be_called,
    never_in,
    not_to_be_called,
)
from cauce.rules.contact import NEVER, SHE_COMES
from cauce.rules.dates import zone
from cauce.rules.permissions import permits
from cauce.staff.accounts.sessions import asks_itself
from cauce.staff.offices import access as offices
from cauce.staff.offices.models import Post
from cauce.staff.offices.rules import RUNG_NAMES
from cauce.ui import form_token
from cauce.ui.fields import words
from cauce.ui.nav import nav
from cauce.ui.pressed import Button, pressed
from cauce.ui.words import say

from . import showing
from .forms import ANSWERED, TELLS, BackForm, ContactForm, EndForm
from .views import added_of, buttons_for_both, news_of, where_of

EMERGENCY = "emergency_route"  # nobody calls back without agreement
HAVE_IT = say(
    "Usted la atiende: ya no se avisa a nadie más.", "You are handling it: nobody else will be notified."
)
PASSED = say(
    "Se avisó a la siguiente persona. Si no contesta, se avisa a otra.",
    "The next person has been notified. If they do not respond, another one will be.",
)
TO_PROTECTION = say(
    "Se avisó a protección. Si nadie contesta, se avisa a otra persona.",
    "Protection has been notified. If nobody responds, another person will be.",
)
NOTED = say("Anotado.", "Noted.")
FORBIDDEN = say(
    "Registrado, pero entonces no se le debía llamar: no cuenta.",
    "Recorded, but they were not to be called then: it does not count.",
)
ENDED = say("Terminada. Lo anotado se borra.", "Closed. The notes were erased.")


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def call(request: HttpRequest, call_id: UUID) -> HttpResponse:
    """What was said, whom it went to, and what to do now."""
    found = access.call_for(request.actor, call_id)
    officer = request.user if request.user.is_authenticated else None
    opens = permits(request.actor, "call.open_case", found.scope).allowed

    def opened(case: Case) -> HttpResponse:
        """Whoever called for help is not here to be asked: the case begins with what comes first."""
        address = reverse("protection:safety", args=[case.id])
        return redirect(f"{address}?{HELP}" if access.is_emergency(found) else address)

    def passed(_: Any) -> HttpResponse:
        """Whoever noted it sees who was notified, and who comes next; another has it no longer."""
        if found.taken_by == request.actor.user:
            return redirect("calls:taken", call_id=found.id)
        return redirect("calls:home")

    page = pressed(
        request,
        buttons_for_both()
        | {
            "have": Button(acknowledge, said=HAVE_IT),
            "case": Button(partial(open_case_from, officer=officer, language=language()), then=opened),
            "back": Button(
                partial(_back, request),
                lambda sent: BackForm(found.post.time_zone, sent),
                given=BackForm.given,
                values={"attempt": CallBack},
            ),
            "pass": Button(pass_on, said=PASSED if opens else TO_PROTECTION, then=passed),
            "end": Button(end, EndForm, said=ENDED, then=lambda _: redirect("calls:home")),
        },
        call=found,
        at=timezone.now(),
    )
    if page.answer:
        return page.answer
    shown = news_of(request, found) | {"once": form_token.reused(request)}
    if asks_itself(request):
        return render(request, "calls/news.html", shown | {"call": found})
    forms = {"back": page.forms["back"], "ending": page.forms["end"], "adding": page.forms["add"]}
    forms["form"] = page.form or page.forms["end"]
    return render(request, "calls/call.html", _shown(request, found) | forms | shown)


def _back(request: HttpRequest, **given: Any) -> None:
    made = log_back(**given)
    (messages.success if made.allowed else messages.warning)(request, NOTED if made.allowed else FORBIDDEN)


def _shown(request: HttpRequest, found: Call) -> dict[str, Any]:
    read = access.read(request.actor, found)
    answers = read.told["answers"]
    kept_with, result = access.kept_with(read.told), access.result_of(read.told)
    people = {row.person for row in read.tellings} | {found.acknowledged_by}
    names, at = offices.names_of(people - {""}), timezone.now()
    # As whoever took it was told: the same call is not less pressing once somebody has it.
    emergency = bool(result) and calls_for_help(answers, result.outcomes)
    where, due = access.where_in(read.told), found.back_due_at
    call_from = first_permitted(due, *never_in(read.told), found.post.time_zone) if due else None
    offered = {*(result.outcomes if result else ()), *((EMERGENCY,) if emergency else ())}
    return {
        "nav": nav(request, "calls"),
        "post": found.post,
        "call": found,
        "row": showing.row_of(found, at),
        # In an emergency the place stands with what is said to 911, as it was said last.
        "facts": facts_of(
            read.told | ({"place": ""} if emergency and read.told.get("place", "") == where.place else {}),
            _heard(kept_with, answers),
        ),
        "told": read.told,
        "offers": [one for one in kept_with.offers if one.id in offered] if kept_with else [],
        "emergency": emergency,
        "where": where_of(where) if found.closed_at is None else None,
        "called": where.called,
        "order": where.order,
        "added": added_of(where),
        "call_from": call_from,
        "waits": call_from and _local(call_from, found.post) == never_in(read.told)[1],
        "agreed": may_be_called(read.told, answers),
        "refused": not_to_be_called(read.told, answers),
        "agreed_at": _instant(back) if (back := read.told.get("back_at")) else None,
        "because": [one.text for one in result.reasons] if result else [],
        "answered": answered(kept_with, answers) if kept_with else [],
        "tries": [
            {
                "row": row,
                "result": TELLS[row.result],
                "way": way_names().get(told.get("way", "")),
                "note": told.get("note", ""),
            }
            for row, told in read.tries
        ],
        "chain": [
            {"rung": RUNG_NAMES[row.rung], "name": names.get(row.person), "at": row.at}
            for row in read.tellings
        ],
        "ways": (ways := access.ways_of(read.told)),
        "lacks_language": any(one.get("languages") == [] for one in ways),
        "has": names.get(found.acknowledged_by),
        "opens": permits(request.actor, "call.open_case", found.scope).allowed,
    }


def _local(at: dt.datetime, post: Post) -> dt.time:
    return at.astimezone(zone(post.time_zone)).time()


def _instant(written: str) -> dt.datetime:
    return dt.datetime.fromisoformat(written)


def _heard(instrument: Instrument | None, answers: Mapping[str, str]) -> Text | None:
    """What was heard in a call, in one line; None: nothing was ticked, or it is erased."""
    items = instrument.items if instrument else ()
    said = [one.text for one in items if one.section == "heard" and answers.get(one.id) == "yes"]
    return Text(es="; ".join(one.es for one in said), en="; ".join(one.en for one in said)) if said else None


def facts_of(told: dict[str, Any], heard: Text | None = None) -> list[dict[str, Any]]:
    """What was heard and the way back, as facts; only what was said."""
    ways, languages = way_names(), dict(language_choices(told.get("language", "")))
    way = told.get("way", "")
    asked_not = way != SHE_COMES and not_to_be_called(told, told.get("answers", {}))
    back = ways.get(NEVER if asked_not else way)
    never = f"{told['never_from']}–{told['never_to']}" if told.get("never_from") else ""
    rows = [
        (Text(es="Se oyó", en="Heard"), heard),
        (Text(es="Lugar", en="Place"), told.get("place")),
        (Text(es="Palabra de alarma", en="Danger word"), told.get("word")),
        (Text(es="Cómo devolver la llamada", en="How to call back"), back),
        (Text(es="Número", en="Number"), told.get("number")),
        (Text(es="Nunca llamar de", en="Never call from"), never),
        (Text(es="Lengua", en="Language"), languages.get(told.get("language", ""))),
        (Text(es="Quién escucha", en="Who listens"), told.get("listens")),
        (Text(es="Algo más", en="Anything else"), told.get("note")),
    ]
    return [{"name": name, "value": value} for name, value in rows if value]


def answered(instrument, answers: dict[str, str]) -> list[dict[str, Any]]:
    """What was answered, question by question."""
    return [
        {"name": item.text, "value": dict(answers_to(item, held, ANSWERED))[held]}
        for item in instrument.items
        if (held := answers.get(item.id))
    ]


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def contact(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The person of a case is telephoned: first whether the telephone is safe, then what happened."""
    context = case_page(request, case_id, "follow", timezone.now(), "follow:case")
    case, word = context["case"], bool(said(context["case"]).get("word"))
    known = spoken(case).get("language", "")

    def form(sent) -> ContactForm:
        return ContactForm(
            language_choices(known),
            [(id, words(text)) for id, text in RESULTS.items()],
            [(id, words(text)) for id, text in WORD_SAID.items() if word or id == "not_agreed"],
            case.post.time_zone,
            sent,
            initial={"language": known or "spa", "word_said": "" if word else "not_agreed"},
        )

    if request.method == "POST":
        check_may(request.actor, "case.work", case, about=("case", case.id))
    page = pressed(
        request,
        Button(
            contact_by_telephone,
            form,
            given=ContactForm.given,
            values={"attempt": ContactAttempt},
            said=NOTED,
        ),
        then=redirect("follow:case", case_id=case.id),
        case=case,
    )
    if page.answer:
        return page.answer
    return render(request, "calls/contact.html", context | {"form": page.form})
