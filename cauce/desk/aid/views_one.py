"""One aid: decided, handed over, proved and accounted for, each by whoever may."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from cauce.aid import access, actions
from cauce.aid.facts import kind_of, population_now
from cauce.aid.rules.aid import (
    APPROVED,
    ASKED,
    GIVEN,
    LAPSED,
    WAITS,
    changes_since_asked,
    days_of,
    in_force,
    missing_evidence,
    money,
    most_for,
)
from cauce.aid.rules.ledger import LABELS
from cauce.cases.facts import facts_of
from cauce.rules.permissions import permits
from cauce.staff.offices import access as offices
from cauce.ui import form_token
from cauce.ui.nav import nav
from cauce.ui.pressed import Button, pressed
from cauce.ui.words import day_said, say, span_said

from . import showing
from .forms import DeclineForm, EvidenceForm, GiveForm, PriceForm, ReceiptForm

BUTTONS = {
    "approve": Button(
        actions.approve_aid,
        said=say(
            "Aprobado. El monto quedó apartado del presupuesto.",
            "Approved. The amount is set aside in the budget.",
        ),
    ),
    "back": Button(actions.take_back_aid, said=say("Se retiró la solicitud.", "The request was withdrawn.")),
    "settle": Button(
        actions.settle_aid, said=say("Comprobado: todo cuadra.", "Accounted for: everything adds up.")
    ),
}


def _buttons(found: access.Opened, today: dt.date) -> dict[str, Button]:
    row = found.row
    kinds = [one for one in access.configured(today) if one.population == row.population]
    currency = row.kind.currency if row.kind else ""
    priced = {
        "price": Button(
            actions.price_aid,
            lambda sent: PriceForm(kinds, sent),
            said=say("Se pidió. Otra persona lo decide.", "Requested. Another person decides."),
        )
    }
    return (
        BUTTONS
        | (priced if kinds else {})
        | {
            "evidence": Button(
                lambda at, **given: actions.show_evidence(**given),
                lambda sent: EvidenceForm(_unseen(row), sent),
                said=say("Anotado.", "Noted."),
            ),
            "decline": Button(
                actions.decline_aid,
                lambda sent: DeclineForm(showing.choices("aid_declines"), sent),
                said=say("Se avisó a quien lo pidió.", "The person who asked was notified."),
            ),
            "deliver": Button(
                actions.deliver_aid,
                lambda sent: GiveForm("g", sent, {"on": today, "amount": found.balance.undelivered}),
                said=say("Anotado. Faltan los recibos.", "Recorded. The receipts are still missing."),
            ),
            "receipt": Button(
                actions.record_receipt,
                lambda sent: ReceiptForm(sent, {"on": today, "currency": currency}),
                given=ReceiptForm.receipt,
                values={"receipt": actions.Receipt},
                said=say("El recibo cuadra y quedó anotado.", "The receipt adds up and was recorded."),
            ),
            "return": Button(
                actions.record_return,
                lambda sent: GiveForm("b", sent, {"on": today}),
                said=say("Volvió al presupuesto.", "It went back to the budget."),
            ),
        }
    )


def _unseen(row) -> list[tuple[str, Any]]:
    return [(id, name) for id, name in showing.choices("aid_evidence") if id not in row.evidence]


@sensitive_post_parameters("e-kept", "r-number")
@require_http_methods(["GET", "HEAD", "POST"])
def aid_page(request: HttpRequest, aid_id: UUID) -> HttpResponse:
    """Where it stands, what adds up and what not, and what this person may do next."""
    at = timezone.now()
    found = access.open_aid(request.actor, aid_id)
    today = offices.day_at(found.row.case.post, at)
    page = pressed(request, _buttons(found, today), aid=found.row, at=at)
    if page.answer:
        return page.answer
    return render(request, "aid/one.html", _context(request, found, page.forms, today) | {"form": page.form})


def _context(request: HttpRequest, found: access.Opened, forms, today: dt.date) -> dict[str, Any]:
    row, balance = found.row, found.balance
    works = permits(request.actor, "aid.ask", row.scope).allowed
    settles = permits(request.actor, "aid.settle", row.scope).allowed
    names = offices.names_of({id for id in (row.asked_by, row.decided_by, row.settled_by) if id})
    return {
        "nav": nav(request, "aid"),
        "post": row.case.post,
        "once": form_token.reused(request),
        "aid": row,
        "one": showing.row_of(row, balance, today),
        "words": found.words,
        "forms": forms,
        "notice": showing.notice(today),
        "changed": _changed(row, today),
        "facts": _facts(found, names),
        "why_not": showing.titles("aid_declines").get(row.declined),
        "missing": [showing.titles("aid_evidence").get(id) for id in _missing(row)],
        "may": {
            "decide": access.may_decide(request.actor, row),
            "price": works and row.state == WAITS and "price" in forms,
            "evidence": works and row.state in (WAITS, ASKED) and bool(_unseen(row)),
            "back": works and row.state in (WAITS, ASKED, LAPSED),
            "again": works
            and row.went
            and row.state in (APPROVED, GIVEN, LAPSED)
            and bool(balance.released or balance.undelivered),
            "deliver": works and row.state in (APPROVED, GIVEN) and balance.undelivered > 0 and not row.went,
            "prove": works and row.state == GIVEN and balance.open > 0,
            "settle": settles and row.state in (APPROVED, GIVEN),
        },
        "table": _table(found) if found.lines else None,
    }


def _missing(row) -> tuple[str, ...]:
    return missing_evidence(kind_of(row.kind), row.evidence) if row.kind and row.state == ASKED else ()


def _changed(row, today: dt.date):
    """What changed since it was asked, to be told where it is decided; empty: nothing, or it is over."""
    if row.kind is None or row.state not in (ASKED, APPROVED):
        return ()
    now = in_force(access.all_kinds(), row.kind.code, row.population, today)
    age = facts_of(row.case).get("person.age") if population_now(row.case).population else None
    return changes_since_asked(kind_of(row.kind), now, row.population, age)


def _most(row):
    return most_for(kind_of(row.kind), days_of(row.starts_on, row.ends_on))


def _facts(found: access.Opened, names: dict[str, str]) -> list[dict[str, Any]]:
    row, balance = found.row, found.balance
    said = [
        (say("Para qué", "What for"), showing.titles("needs").get(row.need, row.need)),
        (say("Población", "Population"), showing.row_of(row, None, row.asked_on)["population"]),
        (say("Días", "Days"), span_said(row.starts_on, row.ends_on)),
        (say("Pidió", "Asked by"), names.get(row.asked_by, "")),
    ]
    if row.kind:
        currency = row.kind.currency
        said += [
            (say("Tipo", "Type"), showing.name_of(row.kind)),
            (say("Monto", "Amount"), money(row.amount, currency)),
            (say("Tope ese día", "Ceiling that day"), money(_most(row), currency)),
        ]
    if row.decided_by:
        said.append((say("Decidió", "Decided by"), names.get(row.decided_by, "")))
    if row.budget:
        said += [
            (say("Entregado", "Handed over"), money(balance.delivered, currency)),
            (say("Con recibo", "With receipt"), money(balance.receipts, currency)),
            (say("Devuelto", "Returned"), money(balance.returned, currency)),
            (say("Por comprobar", "To account for"), money(balance.open, currency)),
        ]
    return [{"name": name, "value": value} for name, value in said]


def _table(found: access.Opened) -> dict[str, Any]:
    currency = found.row.kind.currency

    def words_of(said: dict[str, Any]) -> str:
        lines = ", ".join(f"{what or '–'} {amount}" for what, amount in said.get("lines", ()))
        return " · ".join(part for part in (said.get("number", ""), lines) if part)

    return {
        "caption": say("Movimientos", "Movements"),
        "stack": True,
        "columns": [
            {"name": say("Qué", "What")},
            {"name": say("Día", "Day")},
            {"name": say("Monto", "Amount"), "number": True},
            {"name": say("Recibo", "Receipt")},
        ],
        "rows": [
            [LABELS[line.kind], day_said(line.on), money(line.amount, currency), words_of(said)]
            for line, said in found.lines
        ],
    }
