"""What headquarters configures: types with their dates, by two people, and the budgets of the posts."""

from __future__ import annotations

import datetime as dt
from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from cauce.aid import access
from cauce.aid.actions import decide_kind, draft_kind
from cauce.aid.allotments import KIND, read_payload
from cauce.aid.models import AidKind
from cauce.aid.rules.aid import APPROVERS, POPULATIONS, UNITS, money
from cauce.content.model import Text
from cauce.measurement.access_closed import closed
from cauce.staff.offices import access as offices
from cauce.staff.oversight.actions import Matter, propose
from cauce.ui import form_token
from cauce.ui.nav import nav
from cauce.ui.pressed import Button, pressed
from cauce.ui.words import say

from . import showing
from .forms import BudgetForm, KindForm

DRAFTED = say(
    "Quedó propuesto. Rige cuando otra persona lo apruebe.",
    "Proposed. It takes effect once another person approves it.",
)
DECIDED = say("Decidido.", "Decided.")
PROPOSED = say(
    "Quedó propuesto. Cuenta cuando otra persona lo confirme en Propuestas.",
    "Proposed. It takes effect once another person confirms it under Proposals.",
)
STATES = {
    "draft": Text(es="Espera aprobación", en="Waits for approval"),
    "approved": Text(es="Aprobado", en="Approved"),
    "turned_down": Text(es="No se aprobó", en="Not approved"),
}


def _kind(row: AidKind, request: HttpRequest, today) -> dict:
    shown = showing.titles("aid_evidence")
    return {
        "row": row,
        "name": showing.name_of(row),
        "state": STATES[row.state],
        "for": POPULATIONS[row.population],
        "unit": UNITS[row.unit],
        "ceiling": money(row.ceiling, row.currency),
        "approver": APPROVERS[row.approver],
        "evidence": [shown.get(id, id) for id in row.evidence],
        "decide": row.state == "draft" and row.drafted_by != request.actor.user,
        "mine": row.state == "draft" and row.drafted_by == request.actor.user,
    }


@require_http_methods(["GET", "HEAD", "POST"])
def kinds(request: HttpRequest) -> HttpResponse:
    """Every type, what waits for a second person first, and the form to propose one."""
    at = timezone.now()
    rows = access.kinds(request.actor)

    def decide(**given):
        return decide_kind(**given, kind=access.kind_for(request.actor, request.POST.get("kind", "")))

    page = pressed(
        request,
        {
            "draft": Button(
                draft_kind,
                lambda sent: KindForm(showing.choices("aid_evidence"), sent),
                given=KindForm.drafted,
                said=DRAFTED,
            ),
            "approve": Button(partial(decide, approve=True), said=DECIDED),
            "turn_down": Button(partial(decide, approve=False), said=DECIDED),
        },
        at=at,
    )
    if page.answer:
        return page.answer
    today = offices.day_at(None, at)
    return render(
        request,
        "aid/kinds.html",
        {
            "nav": nav(request, "aid"),
            "form": page.forms["draft"],
            "once": form_token.reused(request),
            "notice": showing.notice(today),
            "rows": [_kind(row, request, today) for row in rows],
            "current": {row.id for row in access.configured(today)},
        },
    )


def _waiting(request: HttpRequest, at: dt.datetime) -> list[dict]:
    """What waits for a second person, with who proposed it and whether that is the reader."""
    rows = access.allotments(request.actor, at)
    names = offices.names_of({row.proposed_by for row in rows})
    found = []
    for row in rows:
        wanted = read_payload(row.payload)
        found.append(
            {
                "row": row,
                "wanted": wanted,
                "sum": money(wanted.amount, wanted.currency),
                "by": names.get(row.proposed_by, ""),
                "mine": row.proposed_by == request.actor.user,
            }
        )
    return found


@sensitive_post_parameters("reason")
@require_http_methods(["GET", "HEAD", "POST"])
def budgets(request: HttpRequest) -> HttpResponse:
    """Every budget with what is committed, spent and left; what waits for a second person; and the
    form to propose. No person in it."""
    at = timezone.now()
    found, paid = access.network(request.actor), closed(request.actor, "aid")
    today = offices.day_at(None, at)
    first = {"starts_on": today.replace(month=1, day=1), "ends_on": today.replace(month=12, day=31)}
    page = pressed(
        request,
        Button(
            propose,
            lambda sent: BudgetForm(offices.posts(), sent, first),
            given=BudgetForm.proposed,
            values={"matter": Matter},
            said=PROPOSED,
        ),
        kind=KIND,
        at=at,
    )
    if page.answer:
        return page.answer
    return render(
        request,
        "aid/budgets.html",
        {
            "nav": nav(request, "aid"),
            "form": page.form,
            "once": form_token.reused(request),
            "notice": showing.notice(today),
            "table": showing.network_table(found, paid) if found else None,
            "waiting": _waiting(request, at),
        },
    )
