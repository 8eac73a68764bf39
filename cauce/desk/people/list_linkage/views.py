"""Comparisons asked, agreed to and run. Two people of headquarters; nothing of a row is kept."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from cauce.cases.linking import run_linkage
from cauce.content.errors import CauceError
from cauce.custody.journal.door import Absent, AlreadyDone, check_may
from cauce.measurement.actions import merge_linkage
from cauce.methods.extras import need
from cauce.people import access_linkage as access
from cauce.people.actions import end_linkage, start_linkage
from cauce.people.asking import KIND, Terms, check_terms, read_terms
from cauce.people.models import Linkage
from cauce.people.outside_lists import (
    PAGE_ROWS,
    OutsideList,
    read_list,
    read_mapping,
    state_codes,
)
from cauce.protocol.editions.access import current_edition
from cauce.staff.accounts.recent_proof import fresh
from cauce.staff.offices import access as offices
from cauce.staff.oversight.actions import Matter, propose
from cauce.staff.oversight.models import Proposal
from cauce.ui import form_token
from cauce.ui.errors import add_refusal, lacking, refuse
from cauce.ui.nav import nav
from cauce.ui.pressed import Button, pressed
from cauce.ui.words import language_of, say

from . import showing
from .forms import AskForm, RunForm

ASKED = say(
    "Quedó propuesto. Se compara cuando otra persona lo apruebe en Propuestas.",
    "Proposed. Lists will be compared once another person approves it under Proposals.",
)
RAN = say(
    "Comparado. De los archivos no queda nada; siguen los pares por revisar.",
    "Compared. Nothing from the files is kept; the pairs await review.",
)
ENDED = say(
    "Terminó la revisión. Ya nadie puede ver quiénes eran.",
    "The review has ended. Nobody can see any more who they were.",
)


def _language() -> str:
    return language_of(get_language())


def _asked(row: Proposal, request: HttpRequest, names: dict[str, str]) -> dict[str, Any]:
    terms = read_terms(row.payload)
    return {
        "row": row,
        "name": showing.name_of(list(terms.lists)),
        "by": names.get(row.proposed_by, ""),
        "mine": row.proposed_by == request.actor.user,
        "agreed": row.state == "approved",
    }


@require_http_methods(["GET", "HEAD"])
def linkages_page(request: HttpRequest) -> HttpResponse:
    """What was asked, what may be run, what is under review and what ended."""
    at = timezone.now()
    asked = access.asked(request.actor, at)
    names = offices.names_of({row.proposed_by for row in asked})
    rows = [
        {
            "row": row,
            "name": showing.name_of(row.terms["lists"]),
            "state": showing.STATES[row.state],
            "shape": showing.SHAPES[row.state],
        }
        for row in access.linkages(request.actor)
    ]
    return render(
        request,
        "list_linkage/list.html",
        {
            "nav": nav(request, "list_linkage"),
            "rows": rows,
            "engine": lacking("linkage"),
            "asked": [_asked(row, request, names) for row in asked],
        },
    )


@sensitive_post_parameters("reason")
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """The first of two people says which lists, which period, on what basis and why."""
    check_may(request.actor, "linkage.ask")
    at, posts = timezone.now(), offices.posts()
    today = offices.day_at(None, at)
    first = {
        "since": today.replace(month=1, day=1),
        "until": today + dt.timedelta(days=1),
        "basis": "consent",
    }

    def asked(form: AskForm) -> dict[str, Any]:
        terms = check_terms(form.terms(), current_edition(), {one.code for one in posts})
        return {
            "matter": Matter(KIND, ("linkage", str(form_token.sent(request) or _none())), terms.payload()),
            "reason": form.cleaned_data["reason"],
        }

    button = Button(
        propose, lambda sent: AskForm(showing.titles(), posts, sent, first), given=asked, said=ASKED
    )
    page = pressed(request, button, then=redirect("list_linkage:list"), post=None, at=at)
    if page.answer:
        return page.answer
    return render(
        request,
        "list_linkage/ask.html",
        {"nav": nav(request, "list_linkage"), "form": page.form, "once": form_token.reused(request)},
    )


def _none() -> None:
    # The key of the form is the id of the comparison: sent twice, it is asked once.
    raise Absent()


@require_http_methods(["GET", "HEAD", "POST"])
def run(request: HttpRequest, linkage_id: UUID) -> HttpResponse:
    """One file for each list agreed to, read in memory, compared, and forgotten."""
    return _run(request, linkage_id, *_agreed(request, linkage_id))


@fresh
def _run(
    request: HttpRequest, linkage_id: UUID, linkage: Linkage | None, terms: Terms, payload: dict[str, Any]
) -> HttpResponse:
    at = timezone.now()
    known = showing.titles()
    form = RunForm(
        [(name, known[name]) for name in terms.lists],
        request.POST if request.method == "POST" else None,
        request.FILES or None,
    )
    if request.method == "POST" and form.is_valid():
        try:
            outside = _read(form, at)
            need("linkage")
            linkage = linkage or start_linkage(
                actor=request.actor, linkage_id=linkage_id, terms=payload, at=at
            )
            run_linkage(request.actor, linkage, outside, at=at)
            messages.success(request, RAN)
            return redirect("list_linkage:one", linkage_id=linkage.id)
        except CauceError as error:
            add_refusal(form, error)
    return render(
        request,
        "list_linkage/run.html",
        {
            "nav": nav(request, "list_linkage"),
            "form": form,
            "facts": showing.facts_of(terms, _language()),
            "id": linkage_id,
            "engine": lacking("linkage"),
            "once": form_token.reused(request),
            "lists": terms.lists,
        },
    )


def _agreed(request: HttpRequest, linkage_id: UUID) -> tuple[Linkage | None, Terms, dict[str, Any]]:
    """What may be run: an approval not used yet, or one whose run failed. Raises ``Absent``."""
    check_may(request.actor, "linkage.run", about=("linkage", linkage_id))
    begun = access.agreed_to_run(linkage_id)
    if begun is not None:
        return begun, read_terms(begun.terms), begun.terms
    found = access.agreed_for(request.actor, linkage_id, timezone.now())
    return None, read_terms(found.payload), found.payload


def _read(form: RunForm, at) -> list[OutsideList]:
    """Every file as records. Raises ``BadInput`` at the field of the file."""
    mapping = read_mapping(form.columns())
    on = offices.day_at(None, at)
    states = state_codes(current_edition().catalogues["mx_states"])
    return [
        read_list(name, body, on=on, mapping=mapping, states=states, most=PAGE_ROWS)
        for name, body in form.bodies().items()
    ]


@require_http_methods(["GET", "HEAD", "POST"])
def linkage_page(request: HttpRequest, linkage_id: UUID) -> HttpResponse:
    """One comparison: what was agreed, who was taken and left out, how far its review is."""
    found = access.linkage_for(request.actor, linkage_id)
    if request.method == "POST":
        if (said := _did(request, found)) is not None:
            messages.success(request, said)
        return redirect("list_linkage:one", linkage_id=found.id)
    names = offices.names_of({found.asked_by, found.agreed_by})
    return render(
        request,
        "list_linkage/one.html",
        {
            "nav": nav(request, "list_linkage"),
            "row": found,
            "state": showing.STATES[found.state],
            "facts": showing.facts_of(read_terms(found.terms), _language()),
            "asked_by": names.get(found.asked_by, ""),
            "agreed_by": names.get(found.agreed_by, ""),
            "table": showing.counts_table(found),
            "refused": showing.refused_rows(found),
            "progress": access.progress(request.actor, found),
            "next": access.next_pair(request.actor, found) if found.state == "review" else None,
            "together": len(access.one_person(found)) if found.state == "review" else 0,
            "once": form_token.reused(request),
        },
    )


def _did(request: HttpRequest, found: Linkage) -> str | None:
    do, given = request.POST.get("do"), {"actor": request.actor, "linkage": found}
    try:
        if do == "end" and request.POST.get("sure") == "yes":
            end_linkage(**given, at=timezone.now(), once=form_token.sent(request))
            return ENDED
        if do == "together":
            joined = merge_linkage(**given, at=timezone.now(), once=form_token.sent(request))
            return say(
                f"Anotado: {joined} pares cuentan como una sola persona cada uno.",
                f"Noted: {joined} pairs count as one person each.",
            )
    except AlreadyDone:
        return None
    except CauceError as error:
        if isinstance(error, Absent):
            raise
        refuse(request, error)
        return None
    messages.error(request, say("Marque para confirmar que terminó.", "Tick to confirm that it is finished."))
    return None
