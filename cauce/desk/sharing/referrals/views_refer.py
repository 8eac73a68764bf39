"""Send a referral: only what was consented to for that organisation leaves, and the rest says so."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection
from functools import partial
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from cauce.cases.rules.letters import shares as said_in
from cauce.content.errors import CauceError
from cauce.custody.journal.door import Absent, AlreadyDone, check_may
from cauce.desk.cases.frame.already import first_priority, first_words, of_this_contact
from cauce.desk.cases.frame.frame import case_page
from cauce.desk.cases.frame.saying import TO_DO
from cauce.desk.cases.frame.where import RECORD
from cauce.directory.access import offer_of, public_numbers
from cauce.rules.consent import may, offered_to
from cauce.rules.dates import says_due, zone
from cauce.rules.referral import STATE_LABELS, WAITING
from cauce.sharing.referrals import access
from cauce.sharing.referrals.actions import Asked, LookAgain, NoConsent, Sought, answer_by, send
from cauce.ui import form_token
from cauce.ui.errors import add_refusal
from cauce.ui.words import say

from .asking import ASKED_HERE, Asking, condition, rows
from .forms_refer import ReferForm

SAID_NO = say("Anotado: no. No se envió nada.", "Recorded: no. Nothing was sent.")
# What a search begins with, when it is known to be needed.
KNOWN_NEEDS = ("shelter", "medical", "psychological", "legal")
ADULT = 18
WAY = "way_checked"
FIRST_NEEDS = ("shelter", "legal", "medical", "psychological")


@require_http_methods(["GET", "POST"])
def refer(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Without a service, the referrals of the case; with one, the request to write."""
    context = case_page(request, case_id, "refer", timezone.now())
    check_may(request.actor, "referral.send", context["case"])
    service_id = request.GET.get("service")
    if not service_id:
        return _list(request, context)
    service = access.receiver_for(request.actor, service_id)
    kinds = {row.kind for row in service.kinds.all()}
    offered = offered_to(context["page"].consents.vocabulary, kinds)
    recipient = str(service.organization_id)
    verdict = may(context["page"].consents, "referral", context["at"], recipient)
    agreed = verdict.consent.fields if verdict.allowed else frozenset()
    asking = None
    if verdict.state in ASKED_HERE:
        asking = Asking(request, context, recipient, offered, verdict)
    former = _former(request, context)
    first = _first(request, context, kinds, _fills(request, asking, agreed))
    form = ReferForm(
        offered if asking else [one for one in offered if one.id in agreed],
        request.POST or None,
        first,
        post=context["post"],
        told=asking.told if asking else None,
        by=until(context, request.POST.get("need") or first["need"]),
    )
    answer: HttpResponse | None = None
    telling: list[dict[str, Any]] = []
    if request.method == "POST":
        send_it = partial(_send, request, context, service, form, former)
        answer, telling = _pressed(request, case_id, asking, form, send_it)
    if answer:
        return answer
    unsaid = request.method == "POST" and not verdict.allowed and not (asking and asking.said)
    if unsaid and not form.non_field_errors():
        # What is missing in the form can wait: without a yes nothing leaves anyway.
        add_refusal(form, NoConsent(verdict.reason.es, verdict.reason.en))
    ask = reverse("protection:consent", args=[context["case"].id])
    query = urlencode({"para": recipient, "service": service.id} | _again(request))
    return render(
        request,
        "referrals/refer.html",
        context
        | {
            "form": form,
            "asking": asking,
            "data": rows(form, asking.told, _known(first), _written(context, kinds), service)
            if asking
            else {},
            "service": service,
            "shares": shares(service, context["at"].date()),
            "former": former,
            "by": _by(service),
            "telling": telling,
            "verdict": verdict,
            "lacking": [
                {"label": one.label, "condition": condition(service, one.id)}
                for one in offered
                if one.id not in agreed
            ],
            "ask_href": f"{ask}?{query}#t-referral-{recipient}",
            "find_href": _find(context, form["need"].value()),
        },
        status=409 if unsaid else 200,
    )


def until(context: dict[str, Any], need: str) -> dict[str, tuple[str, str]]:
    """Of each priority that presses, by when they would answer a request sent now, in Spanish and English;
    where the longer one ends no later than the shorter, why, and what it changes then."""
    at, tz = context["at"], zone(context["post"].time_zone)
    hours = answer_by(context["case"], need, at, context["page"].plan)

    def said(by: dt.datetime | None, language: str) -> str:
        return says_due(by, at=at, tz=tz, city="", language=language)

    by_step = (
        ", por el plazo del caso. La hora es la misma; cambia lo que se dice: que hace falta hoy, no peligro",
        ", by the deadline of the case. The hour is the same; what is said changes: needed today, not danger",
    )
    found: dict[str, tuple[str, str]] = {}
    for one, by in hours.items():
        es, en = by_step if by in [hours[other] for other in found] else ("", "")
        found[one] = (said(by, "es") + es, said(by, "en") + en)
    return found


def _fills(request: HttpRequest, asking: Asking | None, agreed: Collection[str]) -> Collection[str]:
    """Which data stand filled in: those agreed to; where the search for a need led here, also those that the
    person is asked about, so that she hears what would be told."""
    if asking and request.GET.get("need"):
        return tuple(one.id for one in asking.question.data)
    return agreed


def _written(context: dict[str, Any], kinds: Collection[str]) -> frozenset[str]:
    """What a letter to such a service says of the person: asked now, it need not be asked again for it."""
    letters = context["edition"].letters.values()
    return frozenset(name for one in letters if one.to in kinds for name in said_in(one))


def _known(first: dict[str, Any]) -> frozenset[str]:
    return frozenset(name.removeprefix("s_") for name in first if name.startswith("s_"))


def _pressed(
    request: HttpRequest,
    case_id: UUID,
    asking: Asking | None,
    form: ReferForm,
    send_it: Callable[[], HttpResponse],
) -> tuple[HttpResponse | None, list[dict[str, Any]]]:
    """Send what was agreed, with the answer where it was given here; None: the page is shown again, with the
    words that need a second look."""
    if not (asking.ready(form) if asking else form.is_valid()):
        return None, []
    try:
        answer = asking.answered(form_token.sent(request), send_it) if asking else send_it()
    except AlreadyDone as done:
        return redirect("protection:referral", referral_id=done.about_id), []
    except LookAgain:
        return None, form.telling()
    except CauceError as error:
        add_refusal(form, error)
        return None, []
    if answer is None:
        messages.success(request, SAID_NO)
        answer = redirect("protection:refer", case_id=case_id)
    return answer, []


def _first(
    request: HttpRequest, context: dict[str, Any], kinds: set[str], agreed: Collection[str]
) -> dict[str, Any]:
    """What the request begins with, filled in from the case: only what this organisation may have."""
    facts = context["page"].facts
    today = of_this_contact(context["page"], context["edition"], context["at"])
    need = request.GET.get("need", _need_of(kinds, facts))
    priority = first_priority(today, need)
    words = first_words(context["edition"], context["case"], facts, need, agreed, priority=priority)
    return {"need": need, "priority": priority} | {f"s_{name}": text for name, text in words.items()}


def shares(service: Any, on: dt.date) -> dict[str, Any]:
    """What the service answered that it shares, and whether that still counts; '': nobody asked, and then its
    public numbers."""
    said = offer_of(service, on)
    return {
        "numbers": "" if said.sharing else " · ".join(public_numbers(service)),
        "said": said.sharing,
        "on": said.sharing_on,
        "old": bool(said.sharing) and not said.sharing_current,
    }


def _by(service: Any) -> str:
    """Whose service it is, where its name does not say so already; '' otherwise."""
    name = service.organization.name
    return "" if name in service.name else name


def _need_of(kinds: set[str], facts: dict[str, Any]) -> str:
    """The need that a service of these kinds answers first, one that is known before any other; "" leaves it
    to the officer."""
    known = _known_need(facts)
    if known in kinds:
        return str(known)
    return next((one for one in (*FIRST_NEEDS, "labour", "children") if one in kinds), "")


def _known_need(facts: dict[str, Any]) -> str | None:
    """The first need that is known of the person, to begin the search with it; None: none is.

    Whoever is held needs a lawyer first; care with its hours counted comes before a bed.
    """
    if facts.get("person.detained") is True:
        return "legal"
    if facts.get("violence.sexual_recent") is True:
        return "medical"
    known = next((one for one in KNOWN_NEEDS if facts.get(f"need.{one}") is True), None)
    if known is None and facts.get("labour.claim") is True:
        return "labour"
    if known is None and (facts.get("person.age") or ADULT) < ADULT:
        return "children"
    return known


def _find(context: dict[str, Any], need: str | None) -> str:
    query = {"for": context["case"].id} | ({"need": need} if need else {})
    return f"{reverse('directory:find')}?{urlencode(query)}"


def _again(request: HttpRequest) -> dict[str, str]:
    """What leads back here after the person was asked: which referral is taken up, and its need."""
    return {name: request.GET[name] for name in ("former", "need") if request.GET.get(name)}


def _former(request: HttpRequest, context: dict[str, Any]) -> Any:
    """The referral that is taken up again; None: none is. Raises ``Absent``."""
    if not request.GET.get("former"):
        return None
    found = access.referral_for(request.actor, request.GET["former"])
    if found.case_id != context["case"].id:
        raise Absent()
    return found


def _send(
    request: HttpRequest, context: dict[str, Any], service, form: ReferForm, former: Any
) -> HttpResponse:
    made = send(
        former=former,
        actor=request.actor,
        case=context["case"],
        asked=Asked(service=service, shared=form.to_share()),
        at=context["at"],
        sought=Sought(
            need=form.cleaned_data["need"],
            priority=form.cleaned_data["priority"],
            way=form.cleaned_data["way"],
            seen_twice=request.POST.get("do") == "anyway",
        ),
        once=form_token.sent(request),
    )
    return redirect("protection:referral", referral_id=made.id)


def _list(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    needs = {row.id: row.title for row in context["edition"].catalogues["needs"]}
    rows = [
        {
            "referral": one,
            "state": STATE_LABELS[one.state],
            "need": needs.get(one.need, one.need),
            "waiting": one.state in WAITING,
        }
        for one in access.sent_for(context["case"])
    ]
    return render(
        request,
        "referrals/refer_list.html",
        context
        | {
            "rows": rows,
            "way_href": _way(context) if rows else "",
            "confirmed": _confirmed([row["referral"] for row in rows]),
            "find_href": _find(context, _known_need(context["page"].facts)),
        },
    )


def _way(context: dict[str, Any]) -> str:
    """Where it is written down that the way was looked at, of a request that went without it; "": of none."""
    actions = context["edition"].actions
    owed = (one.action for one in context["page"].plan if one.state in TO_DO)
    step = next((name for name in owed if WAY in actions[name].done_by), "")
    return reverse(RECORD, args=[context["case"].id, step]) if step else ""


def _confirmed(rows: list[Any]) -> dict[str, int]:
    """How many services were completed, how often the person was asked, and how often she confirms."""
    done = [one for one in rows if one.state == "completed"]
    asked = [one for one in done if one.asked_at or one.confirmed is not None]
    yes = sum(one.confirmed is True for one in asked)
    return {"completed": len(done), "asked": len(asked), "yes": yes}
