"""The letters of one case: begun from a template, filled, and sent to another look."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from cauce.cases import access
from cauce.cases import access_letters as letters
from cauce.cases.actions import ask_letter, drop_letter, save_letter, start_letter
from cauce.cases.letter_recipients import left_out, not_agreed
from cauce.cases.models import Case, Letter
from cauce.cases.rules.letters import DRAFT, WAITING, typed
from cauce.content.errors import CauceError
from cauce.content.model_letters import LetterTemplate
from cauce.custody.journal.door import AlreadyDone
from cauce.desk.cases.frame.consent_bar import recipient_names
from cauce.desk.cases.frame.frame import case_page
from cauce.rules.consent import may
from cauce.rules.permissions import permits
from cauce.staff.accounts.away import away_of, named
from cauce.ui import form_token
from cauce.ui.errors import add_refusal
from cauce.ui.numbers import whole
from cauce.ui.pressed import Button, pressed
from cauce.ui.words import say

from . import showing, told_before
from .forms import BeginForm, LetterForm

KEPT = say("Guardada como borrador.", "Saved as a draft.")
ASKED = say(
    "Se solicitó la revisión. Se le avisará cuando la contesten.",
    "Review was requested. You will be told when it is answered.",
)
DROPPED = say("El borrador se descartó.", "The draft was discarded.")
CURRENT = "letters:case"
STARTED = ("template", "language", "recipient")  # what was chosen before the person was asked


def recipients(context: dict[str, Any]) -> dict[str, str]:
    """Organisations that the person agreed to share something with, by id."""
    consents, at = context["page"].consents, context["at"]
    ids = {c.recipient for c in consents if c.purpose == "referral" and c.recipient}
    agreed = {id for id in ids if may(consents, "referral", at, id).allowed}
    return {id: name.es for id, name in recipient_names(agreed).items()}


@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Every letter of the case, and which may be begun."""
    context = case_page(request, case_id, "letters", timezone.now(), CURRENT)
    case = context["case"]
    templates = sorted(context["edition"].letters.values(), key=lambda one: one.order)
    if request.method == "POST":
        access.case_for(request.actor, case_id, permission="case.work")
    former = request.POST.get("corrects")

    def begun(made: Letter) -> HttpResponse:
        return redirect("letters:letter", case_id=case.id, letter_id=made.id)

    def corrected(**given: Any) -> Letter:
        old = letters.letter_of(case, former)
        same = {name: getattr(old, name) for name in ("template", "language", "recipient")}
        return start_letter(corrects=old, **same, **given)

    started = {name: request.GET[name] for name in STARTED if name in request.GET}
    # A letter that corrects another is begun by a button alone, and says all that the other said.
    fresh = Button(
        partial(start_letter, corrects=None),
        lambda sent: BeginForm(templates, recipients(context), sent, started),
        then=begun,
    )
    page = pressed(request, Button(corrected, then=begun) if former else fresh, case=case, at=context["at"])
    if page.answer:
        return page.answer
    return render(
        request,
        "letters/case.html",
        context
        | {
            "form": page.form,
            "ask_href": _asked_to_begin(request, context),
            "rows": showing.rows(letters.letters_of(case)),
            "templates": templates,
            "may_export": permits(request.actor, "case.export", case.scope).allowed,
        },
    )


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest, case_id: UUID, letter_id: UUID) -> HttpResponse:
    """One letter: a draft is filled, what waits or was issued is read."""
    context = case_page(request, case_id, "letter", timezone.now(), CURRENT)
    letter = letters.letter_of(context["case"], letter_id)
    letter.case = context["case"]
    template = showing.template_of(letter)
    held = letters.held_by(letter)
    answers = held.get("answers", {})
    known = told_before.known_for(context, letter, template) if letter.state == DRAFT and not answers else {}
    ask_href = ""
    unasked = _unasked(context, letter, template) if letter.state == DRAFT else {}
    sent = request.POST if request.method == "POST" else None
    form = LetterForm(template, sent, answers | {"agreed": held.get("agreed", False)}, known, unasked)
    if request.method == "POST":
        access.case_for(request.actor, case_id, permission="case.work")
        try:
            if _written(request, context, letter, form):
                if request.POST.get("do") == "drop":
                    return redirect(CURRENT, case_id=case_id)
                return redirect("letters:letter", case_id=case_id, letter_id=letter_id)
        except AlreadyDone:
            return redirect(CURRENT, case_id=case_id)
        except CauceError as error:
            letter.refresh_from_db()
            if letter.state != "draft":
                raise  # there is no form any more to show what was written
            told = letters.held_by(letter).get("answers", {})
            lacks = not_agreed(letter.case, template, letter.recipient, context["at"], told)
            # Beside the first blank that nobody agreed to, where the person can be asked.
            add_refusal(form, error, next((one for one in told if one in unasked), None) if lacks else None)
            if lacks:
                ask_href = _asked_at(letter.case, letter.recipient, letter.id)
    return render(
        request,
        "letters/letter.html",
        context
        | {
            "ask_href": ask_href,
            "form": form,
            "one": showing.whole(letter, form.typed() or known),
            "letter": letter,
            "seen": letter.turn,
            "reviewers": _reviewers(letter, context["at"]) if letter.state == WAITING else [],
        },
    )


def _reviewers(letter: Letter, at: dt.datetime) -> list[str]:
    """By name, who may review now a letter that waits, and who of them is away."""
    people = letters.reviewers(letter, letter.asked_by)[1]
    away = away_of(people, at)
    return [named(one, away) for one in people]


def _unasked(context: dict[str, Any], letter: Letter, template: LetterTemplate) -> dict[str, str]:
    """The blanks of a draft that the person has not agreed to tell whoever receives it, each with where that
    is asked; what is written there all the same is refused when it is sent to be reviewed."""
    found = left_out(letter.case, template, letter.recipient, context["at"])
    lacking, ask = {one.id for one in found}, _asked_at(letter.case, letter.recipient, letter.id)
    return {one.id: ask for one in typed(template) if one.shares in lacking}


def _asked_at(case: Case, recipient: str, letter: UUID | str, language: str = "") -> str:
    """Where the person is asked for exactly what this letter tells that organisation, with the way back to
    it: a draft by its id, or the template and the language with which one begins."""
    query = {"para": recipient, "carta": letter} | ({"lengua": language} if language else {})
    return f"{reverse('protection:consent', args=[case.id])}?{urlencode(query)}#t-referral-{recipient}"


def _asked_to_begin(request: HttpRequest, context: dict[str, Any]) -> str:
    """The same for the letter that was to begin; '' where nothing lacks."""
    name, language, recipient = (request.POST.get(one, "") for one in STARTED)
    template = context["edition"].letters.get(name)
    if template is None or not not_agreed(context["case"], template, recipient, context["at"], {}):
        return ""
    return _asked_at(context["case"], recipient, name, language)


def _written(request: HttpRequest, context: dict[str, Any], letter: Letter, form: LetterForm) -> bool:
    given = {
        "actor": request.actor,
        "case": context["case"],
        "letter": letter,
        "once": form_token.sent(request),
    }
    if request.POST.get("do") == "drop":
        drop_letter(**given)
        messages.success(request, DROPPED)
        return True
    if not form.is_valid():
        return False
    given |= {"answers": form.answers(), "seen": whole(request.POST.get("seen"), 0)}
    if request.POST.get("do") == "ask":
        template, told = showing.template_of(letter), given["answers"]
        if not_agreed(context["case"], template, letter.recipient, context["at"], told):
            # The answer is looked for on another page: what was typed waits here.
            save_letter(**given | {"once": None}, agreed=form.cleaned_data["agreed"])
            given["seen"] += 1
        ask_letter(**given, agreed=form.cleaned_data["agreed"], at=context["at"])
        messages.success(request, ASKED)
    else:
        save_letter(**given, agreed=form.cleaned_data["agreed"])
        messages.success(request, KEPT)
    return True
