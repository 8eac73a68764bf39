"""Consent by purpose and recipient: default no, nothing ticked beforehand, taken back at any time."""

from __future__ import annotations

from collections.abc import Collection
from contextlib import suppress
from dataclasses import replace
from typing import Any
from uuid import UUID, uuid5

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from cauce.cases import access
from cauce.cases.access_letters import letter_of
from cauce.cases.actions import record_consent
from cauce.cases.facts import vocabulary_of
from cauce.cases.papers.rules import AGREED
from cauce.cases.rules.letters import shares
from cauce.content.errors import CauceError
from cauce.content.model import Text
from cauce.content.model_letters import LetterTemplate
from cauce.custody.journal.door import AlreadyDone, together
from cauce.intake.screenings.facts import is_child
from cauce.sharing.binational.actions import record_consent_there, withdraw_consent_there
from cauce.sharing.joins import access as joins
from cauce.sharing.referrals.access_questions import questions_of
from cauce.sharing.referrals.actions import record_consent_everywhere, withdraw_consent_everywhere
from cauce.sharing.referrals.facts import papers_listed, purpose_of
from cauce.ui import form_token
from cauce.ui.errors import add_refusal, refuse
from cauce.ui.pressed import Button, pressed
from cauce.ui.words import say

from ..frame.consent_bar import recipient_names, state_of
from ..frame.frame import ONWARD, case_page
from ..frame.spoken import spoken
from . import way_back
from .forms import ConsentForm, WithdrawForm
from .onward import talk_address, talk_offered
from .recipients import UNNAMED, Card, Question, cards, questions

KEEPING = "keeping"
NOTED = say("Anotado.", "Noted.")
WITHDRAWN = say(
    (
        "Retirado. Lo compartido se destruyó también en el portal de quien lo recibió; lo que ya se entregó "
        "fuera quizá no pueda recuperarse."
    ),
    (
        "Withdrawn. What was shared was destroyed in the receiver's portal, too; what was already handed "
        "over outside it may not be recoverable."
    ),
)


def _shown(context: dict[str, Any], form: ConsentForm, said: QueryDict, asked: str) -> list[dict[str, Any]]:
    """Each question with its state, and what was typed to it."""
    rows = {(row.purpose, row.recipient): row for row, _ in reversed(context["answers"])}
    return [
        {
            "asked": one,
            "card": one.card,
            "state": state_of(one.card.verdict),
            "row": rows.get((one.card.purpose, one.card.recipient)) if one.card.verdict.allowed else None,
            "said": said.get(one.key, ""),
            "ticked": said.getlist(one.told),
            "errors": [*form.errors.get(one.key, ()), *form.errors.get(one.told, ())],
            "now": _asked_now(context, one.card, asked),
            "agreed": _agreed(one),
            "folded": one.card.verdict.consent is not None and one.key not in said and one.told not in said,
        }
        for one in form.questions
    ]


def _agreed(one: Question) -> list[Text]:
    """The data that were agreed to before and are asked about again; empty: none."""
    verdict = one.card.verdict
    before = verdict.consent.fields if verdict.consent and verdict.allowed else frozenset()
    return [item.label for item in one.data if item.id in before]


def _asked_now(context: dict[str, Any], card: Card, asked: str) -> bool:
    """Whether the officer came to ask this; for an envelope, this receiver's papers and nothing else."""
    if context["paper"] and card.purpose == AGREED or context["fact"] and card.purpose == KEEPING:
        return True
    if not asked or card.recipient != asked:
        return False
    return context["envelope"] is None or card.purpose == "papers"


def _least(context: dict[str, Any]) -> dict[str, tuple[str, ...]]:
    """Asked for one thing in Mexico, or for one envelope, the data of that alone are offered."""
    least: dict[str, tuple[str, ...]] = {}
    kind = context["edition"].petition_kinds.get(context["mexico"])
    if kind is not None:
        least["mexico"] = tuple(kind.identity)
    if context["envelope"] is not None:
        purpose = purpose_of(context["envelope"])
        least["papers"] = papers_listed(context["envelope"], purpose) if purpose else ()
    if (template := context["letter"]) is not None:
        least[f"referral-{context['asked_of']}"] = tuple(shares(template))
    if context["asked_more"] is not None and (asked := questions_of(context["asked_more"])):
        least[f"referral-{context['asked_of']}"] = asked[-1].wanted
    return least


def _adding(context: dict[str, Any]) -> tuple[str, ...]:
    """What a letter lacks, or a service asked for, is added to what was agreed with it: nothing is asked
    twice."""
    adds = context["letter"] is not None or context["asked_more"] is not None
    return (f"referral-{context['asked_of']}",) if adds else ()


def _template(context: dict[str, Any], given: str) -> LetterTemplate | None:
    """Of the letter that waits: a draft of the case, by its id, or a template by name. None: no letter waits.
    Raises ``Absent`` for a letter of another case."""
    known = context["edition"].letters
    if not given or given in known:
        return known.get(given)
    return known.get(letter_of(context["case"], given).template)


@require_http_methods(["GET", "POST"])
def consent(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Every question on one page, each answered by itself; ``?para=`` adds an organisation to ask about.

    An authority is unfolded when it is asked about (``ask``), or was; that records nothing.
    """
    at = timezone.now()
    context = case_page(request, case_id, "consent", at)
    asked = way_back.asked_about(request)
    context["mexico"] = way_back.kind(request)
    context["envelope"] = way_back.envelope(request, context["case"].id)
    context["asked_more"] = way_back.asked_more(request, context["case"].id)
    context["paper"], context["fact"] = way_back.paper(request), way_back.fact(request)
    context["letter"], context["asked_of"] = _template(context, way_back.letter(request)), asked
    consents, facts = context["page"].consents, context["page"].facts
    found = cards(
        consents,
        at,
        asked,
        papers=context["envelope"] is not None,
        joining=joins.may_ask(context["case"], at),
        copies=bool(context["paper"]),
        known=context["consent"]["names"],
    )
    held = access.newest_sections(context["case"], "tongue", "draft")
    context["answers"] = context["page"].answers
    known = spoken(context["case"], context["answers"], held["tongue"][1] or {})
    sent, unfolding = request.POST, "ask" in request.POST
    form = ConsentForm(
        questions(consents.vocabulary, found, _least(context), _adding(context)),
        consents.vocabulary.to_one,
        context["post"].time_zone,
        sent if request.method == "POST" and not unfolding else None,
        known,
    )
    if request.method == "POST":
        access.case_for(request.actor, case_id, permission="case.work")
    if unfolding:
        form.begin_from(sent)
    elif request.method == "POST" and form.is_valid() and _record(request, context, form):
        return redirect(_leads_to(request, context, form, asked))
    rows = _shown(context, form, sent, asked)
    open_ = {*sent.getlist("open"), *sent.getlist("ask")}
    context |= _in_order(rows, consents.vocabulary.to_one, open_)
    context |= {
        "form": form,
        "once": form_token.reused(request),
        "taken_up": way_back.taken_up(request),
        "service": way_back.service(request),
        "back": way_back.request_of(request, case_id),
        "waits": way_back.letter(request),
        "letter_language": way_back.letter_language(request),
        "to": asked,
        "draft": held["draft"][0] > 0,
        "talk": talk_offered(request, context),
        "child": facts.get("person.age") is not None and is_child(facts),
    }
    return render(request, "consent/consent.html", context)


def _in_order(rows: list[dict[str, Any]], to_one: Collection[str], open_: set[str]) -> dict[str, Any]:
    """What was come for first, then what concerns nobody outside, then each recipient; the authorities of
    whom nothing was asked are names to press, and whoever was asked about is asked again by a press."""
    now = [row for row in rows if row["now"]]
    rest = [row for row in rows if not row["now"]]
    for row in rest:
        row["closed"] = row["card"].purpose in to_one and row["folded"] and _untouched(row, open_)
        row["now"] = bool(row["card"].recipient) and row["card"].recipient in open_
    waiting = [row for row in rest if _waits(row, open_)]
    return {
        "asked_now": now,
        "general": [row for row in rest if row["card"].purpose not in to_one],
        "shared": [row for row in rest if row["card"].purpose in to_one and row not in waiting],
        "authorities": waiting,
        "open": sorted(open_),
    }


def _waits(row: dict[str, Any], open_: set[str]) -> bool:
    unasked = row["card"].verdict.consent is None
    return row["card"].purpose == "us_authority" and unasked and _untouched(row, open_)


def _untouched(row: dict[str, Any], open_: set[str]) -> bool:
    typed = row["said"] or row["ticked"] or row["errors"]
    return not typed and row["card"].recipient not in open_


def _record(request: HttpRequest, context: dict[str, Any], form: ConsentForm) -> bool:
    """Record every answer, each as an act of its own, all of them or none; False: one was refused."""
    once = form_token.sent(request)
    try:
        with together():
            for question, given, told in form.answered():
                # What is said otherwise, or at another time, is another answer, though the page is the same.
                said = f"{question.key}:{given}:{form.cleaned_data['happened_at']}:{form.terms(told)}"
                key = uuid5(once, said) if once else None
                with suppress(AlreadyDone):
                    _record_one(request, context, question, given, form, told=told, once=key)
    except CauceError as error:
        add_refusal(form, error)
        return False
    messages.success(request, NOTED)
    return True


def _record_one(
    request: HttpRequest,
    context: dict[str, Any],
    question: Question,
    given: bool,
    form: ConsentForm,
    **more: Any,
) -> None:
    card = question.card
    answer: dict[str, Any] = {
        "actor": request.actor,
        "case": context["case"],
        "recipient": card.recipient,
        "given": given,
        "at": form.cleaned_data["happened_at"],
        "terms": form.terms(more["told"]),
        "once": more["once"],
    }
    if question.stands:  # a no adds nothing, and takes nothing of what was agreed before
        answer |= {"given": True, "terms": replace(answer["terms"], adds=True)}
    if card.purpose in ("referral", "papers"):
        record_consent_everywhere(purpose=card.purpose, **answer)
    elif card.purpose == "mexico":
        record_consent_there(**answer)
    else:
        record_consent(purpose=card.purpose, **answer)


def _leads_to(request: HttpRequest, context: dict[str, Any], form: ConsentForm, asked: str) -> str:
    """To the conversation, where the button said so; with the yes that a request waited for, to that request;
    else to this page, which has the way back."""
    case_id = context["case"].id
    if ONWARD in request.POST or ONWARD in request.GET:
        return talk_address(request, context)
    waits = AGREED if way_back.paper(request) else KEEPING if way_back.fact(request) else ""
    yes = any(
        given and (one.card.purpose == waits if waits else one.card.recipient == asked)
        for one, given, _ in form.answered()
    )
    back = way_back.request_of(request, case_id) if (asked or waits) and yes else ""
    return back or way_back.again(request, case_id)


@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, case_id: UUID, consent_id: UUID) -> HttpResponse:
    """Say first what withdrawing does, then do it, for the receivers too."""
    context = case_page(request, case_id, "withdraw", timezone.now(), "protection:consent")
    case = context["case"]
    row = access.consent_for(case, consent_id)
    if request.method == "POST":
        access.case_for(request.actor, case_id, permission="case.work")
    button = Button(
        withdraw_consent_there if row.purpose == "mexico" else withdraw_consent_everywhere,
        lambda sent: WithdrawForm(context["post"].time_zone, sent),
        given=lambda form: {"at": form.cleaned_data["happened_at"]},
        said=WITHDRAWN,
    )
    there = redirect("protection:consent", case_id=case.id)
    page = pressed(request, button, then=there, case=case, consent=row)
    if page.error and page.error.where == "consent":  # withdrawn meanwhile: there is no form any more
        refuse(request, page.error)
        return there
    if page.answer:
        return page.answer
    purposes = {id: one.title for id, one in vocabulary_of(context["case"]).purposes.items()}
    context |= {
        "form": page.form,
        "row": row,
        "title": purposes[row.purpose],
        "whom": recipient_names({row.recipient}).get(row.recipient, UNNAMED) if row.recipient else None,
        "once": form_token.reused(request),
    }
    return render(request, "consent/withdraw.html", context)
