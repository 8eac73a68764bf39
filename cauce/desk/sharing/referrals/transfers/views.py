"""A case goes to another post: asked from the case, answered by the other, followed by both."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods

from cauce.custody.journal.door import check_may
from cauce.desk.cases.frame.frame import case_page
from cauce.rules.permissions import permits
from cauce.rules.transfer import ACCEPTED, ASKED, DECLINED, DECLINES, LABELS, REASONS
from cauce.sharing.referrals import access_transfers as access
from cauce.sharing.referrals.actions import (
    accept_transfer,
    ask_transfer,
    decline_transfer,
    take_back_transfer,
)
from cauce.sharing.referrals.actions.moving import RECEIVES
from cauce.sharing.referrals.models import Transfer
from cauce.staff.offices import access as offices
from cauce.staff.offices.picker import post_here
from cauce.ui import form_token
from cauce.ui.errors import refuse
from cauce.ui.nav import nav
from cauce.ui.pressed import Button, pressed
from cauce.ui.words import say

from .forms import AcceptForm, AskForm, DeclineForm

ASKED_NOW = say(
    "Se pidió. El caso sigue con ustedes hasta que el otro consulado acepte.",
    "Requested. The case stays with you until the other post accepts.",
)
TAKEN = say("Se retiró la solicitud. El caso se queda aquí.", "Withdrawn. The case stays here.")
RECEIVED = say("El caso es de ustedes desde ahora.", "The case is yours from now on.")
LEFT = say(
    "Se avisó al otro consulado; el caso sigue allá.",
    "The other post was notified; it keeps the case.",
)
SHAPES = {ASKED: "open", ACCEPTED: "done", DECLINED: "no"}


def _row(one: Transfer, names: dict[str, str], at) -> dict[str, Any]:
    late = one.state == ASKED and one.due_at <= at
    there = one.state == ACCEPTED and one.case.post_id == one.post_id
    now = one.case.officer if there else None
    return {
        "transfer": one,
        "label": LABELS[one.state],
        "reason": REASONS[one.reason],
        "why_not": DECLINES.get(one.declined),
        "by": names.get(one.asked_by, ""),
        "decided_by": names.get(one.decided_by, ""),
        "late": late,
        "waits": one.state == ASKED,
        "tell": now.display_name if now else "",  # who attends there, for the person to know
        "shape": "overdue" if late else SHAPES.get(one.state, "no"),
    }


@require_GET
def transfers_page(request: HttpRequest) -> HttpResponse:
    """What other posts ask of this one, and what this one asked of others."""
    post, at = post_here(request, "case.list"), timezone.now()
    both = access.of_post(request.actor, post.code, at)
    names = offices.names_of(
        {id for one in (*both.received, *both.asked) for id in (one.asked_by, one.decided_by) if id}
    )
    return render(
        request,
        "transfers/list.html",
        {
            "nav": nav(request, "protection:worklist"),
            "post": post,
            "days": access.SHOWN_DAYS,
            "may_hand_on": permits(request.actor, "desk.hand_on", post.scope).allowed,
            "received": [_row(one, names, at) for one in both.received],
            "asked": [_row(one, names, at) for one in both.asked],
        },
    )


@sensitive_post_parameters("note")
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Ask another post to receive this case, or take back what was asked."""
    at = timezone.now()
    context = case_page(request, case_id, "transfer", at, "protection:case")
    case = context["case"]
    check_may(request.actor, "case.transfer", case, about=("case", case.id))
    waits = access.waiting_for(case)
    # Where another page already knows to which post and why, it says so in the address: by code.
    known = {name: request.GET.get(name, "") for name in ("to", "reason")}

    def asked(form: AskForm) -> dict[str, Any]:
        return form.cleaned_data | {"to": form.posts[form.cleaned_data["to"]]}

    def back(**given: Any) -> None:
        take_back_transfer(transfer=access.asked_of(case, request.POST.get("transfer", "")), **given)

    page = pressed(
        request,
        {
            "ask": Button(
                ask_transfer, lambda sent: AskForm(case.post_id, sent, known), given=asked, said=ASKED_NOW
            ),
            "back": Button(back, said=TAKEN),
        },
        case=case,
        at=at,
    )
    if page.answer:
        return page.answer
    return render(
        request,
        "transfers/ask.html",
        context
        | {
            "form": page.forms["ask"],
            "waits": _row(waits, {}, at) if waits else None,
            "reserved": case.reserved.exists(),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, transfer_id: UUID) -> HttpResponse:
    """The post that was asked reads what it must know, and says yes or why not."""
    at = timezone.now()
    found = access.transfer_for(request.actor, transfer_id)
    staff = offices.staff(found.post_id, *RECEIVES, case=found.case_id)
    listed = redirect("transfers:list")
    page = pressed(
        request,
        {
            "accept": Button(
                accept_transfer,
                lambda sent: AcceptForm(staff, sent, {"officer": request.actor.user}),
                given=lambda form: {"officer": form.people[form.cleaned_data["officer"]]},
                said=RECEIVED,
                then=lambda _: redirect("protection:case", case_id=found.case_id),
            ),
            "decline": Button(decline_transfer, DeclineForm, said=LEFT),
        },
        then=listed,
        transfer=found,
        at=at,
    )
    if page.error and found.state != ASKED:  # answered or taken back meanwhile: there is no form any more
        refuse(request, page.error)
        return listed
    if page.answer:
        return page.answer
    names = offices.names_of({id for id in (found.asked_by, found.decided_by) if id})
    return render(
        request,
        "transfers/answer.html",
        {
            "nav": nav(request, "protection:worklist"),
            "post": found.post,
            "once": form_token.reused(request),
            "one": _row(found, names, at),
            "transfer": found,
            "yes": page.forms["accept"],
            "no": page.forms["decline"],
            "note": access.note_of(request.actor, found),
        },
    )
