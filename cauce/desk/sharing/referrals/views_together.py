"""Ask several services for one person at once, or one service for a crew of whom some agreed."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from cauce.content.errors import CauceError
from cauce.content.vocabulary import Vocabulary
from cauce.custody.journal.door import AlreadyDone, check_may
from cauce.desk.cases.frame.frame import case_page
from cauce.protocol.editions.access import current_edition
from cauce.rules.consent import offered_to
from cauce.sharing.referrals import access, access_together
from cauce.sharing.referrals.actions import Asked, LookAgain, OneOf, Sought, send_group, send_several
from cauce.staff.offices.picker import post_here
from cauce.ui import form_token
from cauce.ui.errors import add_refusal
from cauce.ui.nav import nav
from cauce.ui.words import say

from .forms_together import OWN, GroupForm, TogetherForm
from .views_refer import shares, until

SENT = say("Se enviaron. Cada una sigue por su cuenta.", "Sent. Each one follows its own course.")


def named(words: Vocabulary, name: str, fields: frozenset[str]) -> Any:
    """«Casa Jacaranda: idioma, lo que necesita»: to whom, and what may be told."""
    said = [label for id, label in words.labels.items() if id in fields]
    return say(
        f"{name}: {', '.join(one.es.lower() for one in said)}",
        f"{name}: {', '.join(one.en.lower() for one in said)}",
    )


@require_http_methods(["GET", "POST"])
def many(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The services of every organisation to which the person said yes; one form, one yes for each."""
    context = case_page(request, case_id, "refer", timezone.now())
    case = context["case"]
    check_may(request.actor, "referral.send", case)
    said = context["page"].consents
    words = said.vocabulary
    found = access_together.services_agreed(request.actor, case, said, context["at"])
    allowed = {
        str(one.id): (one, agreed & {f.id for f in offered_to(words, (k.kind for k in one.kinds.all()))})
        for one, agreed in found
    }
    choices = [(id, named(words, one.name, fields)) for id, (one, fields) in allowed.items()]
    every = frozenset().union(*(fields for _, fields in allowed.values()))
    label = say("A qué servicios", "Which services")
    form = TogetherForm(words, choices, every, label, request.POST or None, post=case.post)
    form.say_hours(partial(until, context))

    def act() -> HttpResponse:
        asked = [Asked(allowed[id][0], form.for_fields(allowed[id][1])) for id in form.cleaned_data["chosen"]]
        send_several(
            actor=request.actor,
            case=case,
            asked=asked,
            sought=Sought(
                need=form.cleaned_data["need"],
                priority=form.cleaned_data["priority"],
                way=form.cleaned_data["way"],
                seen_twice=request.POST.get("do") == "anyway",
            ),
            at=context["at"],
            once=form_token.sent(request),
        )
        messages.success(request, SENT)
        return redirect("protection:refer", case_id=case.id)

    return try_to(request, form, act, redirect("protection:refer", case_id=case.id)) or render(
        request,
        "referrals/refer_many.html",
        context | shown(request, form, [one for one, _ in allowed.values()]),
    )


@require_http_methods(["GET", "POST"])
def group(request: HttpRequest, service_id: UUID) -> HttpResponse:
    """The open cases of the post whose person agreed to this service; the others are a number."""
    post = post_here(request, "case.list")
    service = access.receiver_for(request.actor, service_id)
    found = access_together.cases_agreed(request.actor, post, service, timezone.now())
    words = current_edition().vocabulary
    offered = {one.id for one in offered_to(words, (row.kind for row in service.kinds.all()))}
    allowed = {str(case.id): (case, agreed & offered) for case, agreed in found}
    choices = [(id, named(words, case.folio, fields)) for id, (case, fields) in allowed.items()]
    every = frozenset().union(*(fields for _, fields in allowed.values())) - {OWN}
    label = say("Quiénes aceptaron", "Who agreed")
    form = GroupForm(words, choices, every, label, request.POST or None, post=post)

    def act() -> HttpResponse:
        data = form.cleaned_data
        people = [OneOf(allowed[id][0], form.for_fields(allowed[id][1])) for id in data["chosen"]]
        made = send_group(
            actor=request.actor,
            post=post,
            service=service,
            people=people,
            others=data["others"] or 0,
            sought=Sought(
                need=data["need"],
                priority=data["priority"],
                way=data["way"],
                seen_twice=request.POST.get("do") == "anyway",
            ),
            at=timezone.now(),
            once=form_token.sent(request),
        )
        told = say(
            f"Se dirá que hay al menos {made.others} más.",
            f"It will say that there are at least {made.others} more.",
        )
        untold = say("De las demás personas no se dice nada.", "Nothing is said about the others.")
        messages.success(request, SENT)
        messages.info(request, told if made.others else untold)
        return redirect("protection:worklist")

    return try_to(request, form, act, redirect("protection:worklist")) or render(
        request,
        "referrals/refer_group.html",
        {
            "nav": nav(request, "protection:worklist"),
            "post": post,
            "service": service,
            "once": form_token.reused(request),
            **shown(request, form, [service]),
        },
    )


def try_to(request: HttpRequest, form: TogetherForm, act: Any, done: HttpResponse) -> HttpResponse | None:
    """Send, or put what is wrong into the form; None: the page is to be shown."""
    if request.method != "POST" or not form.is_valid():
        return None
    try:
        return act()
    except AlreadyDone:
        return done
    except LookAgain:
        return None
    except CauceError as error:
        add_refusal(form, error)
        return None


def shown(request: HttpRequest, form: TogetherForm, services: Iterable[Any]) -> dict[str, Any]:
    """What the page shows beside the case; ``services``: whoever may be asked, each with what it shares."""
    on = timezone.localdate()
    look = request.method == "POST" and form.is_valid() and not form.errors
    return {
        "form": form,
        "telling": form.telling() if look else [],
        "nobody": not form.fields["chosen"].choices,
        "answers": [{"service": one, "shares": shares(one, on)} for one in services],
    }
