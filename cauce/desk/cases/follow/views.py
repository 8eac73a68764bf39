"""Following up a case: the next contact, and the latest ones."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from cauce.cases import access_follow as follow
from cauce.cases.access import WORKING
from cauce.cases.actions import ContactAttempt, log_contact
from cauce.cases.contact import record_of, said
from cauce.custody.journal.door import check_may
from cauce.desk.cases.frame.contact_line import way_names
from cauce.desk.cases.frame.frame import case_page
from cauce.desk.cases.frame.spoken import language_choices, spoken
from cauce.rules.contact import NEVER
from cauce.ui.fields import words as text_words
from cauce.ui.pressed import Button, pressed
from cauce.ui.words import say

from .attempts import rows_of
from .drawing import figure
from .forms import TryForm

NOTED = say("Anotado.", "Noted.")
NOT_SAFE = say(
    "Anotado. No fue por un medio y a una hora marcados como seguros: no cuenta como intento seguro.",
    (
        "Recorded. It was not through a channel and at a time marked as safe: it does not "
        "count as a safe attempt."
    ),
)


def _ways(case) -> list[tuple[str, Any]]:
    """The safe ways first, marked so; the others may have been used all the same."""
    names = {id: name for id, name in way_names().items() if id != NEVER}
    record = record_of(case)
    safe = [one.way for one in (record.ways if record else ()) if one.way in names]
    first = [
        (way, say(f"{names[way].es} (segura)", f"{names[way].en} (safe)")) for way in dict.fromkeys(safe)
    ]
    return [*first, *((id, text_words(name)) for id, name in names.items() if id not in safe)]


@sensitive_post_parameters("note")
@require_http_methods(["GET", "HEAD", "POST"])
def case(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """By when, how, with which word; what happened before; and how life goes since."""
    at = timezone.now()
    context = case_page(request, case_id, "follow", at, "follow:case")
    case, told = context["case"], said(context["case"])
    known = spoken(case).get("language", "")
    if request.method == "POST":
        check_may(request.actor, "case.work", case, about=("case", case.id))

    def form(sent) -> TryForm:
        return TryForm(
            _ways(case),
            language_choices(known),
            case.post.time_zone,
            word=bool(told.get("word")),
            held=context["page"].facts.get("person.detained") is True,
            data=sent,
            initial={"language": known or "spa"},
        )

    def tried(**given: Any) -> None:
        made = log_contact(**given)
        (messages.success if made.safe else messages.warning)(request, NOTED if made.safe else NOT_SAFE)

    page = pressed(request, Button(tried, form, values={"attempt": ContactAttempt}), case=case)
    if page.answer:
        return page.answer
    return render(request, "follow/case.html", context | _shown(context, told, at) | {"form": page.form})


def _shown(context: dict[str, Any], told: dict[str, Any], at) -> dict[str, Any]:
    case, sittings = context["case"], follow.outcomes_of(context["case"])
    return {
        "due": follow.contact_due(case),
        "word": told.get("word", ""),
        "never": told.get("never", ""),
        "silence": follow.silence_of(case, at).reasons if case.status in WORKING else (),
        "tries": rows_of(follow.tries_shown(case)),
        "figures": [figure(context["edition"], sittings, kind) for kind in ("outcome", "need")]
        if sittings
        else [],
        "working": case.status in WORKING,
    }
