"""What the pages of aid say: rows, tables, and the notice that nothing is configured or promised."""

from __future__ import annotations

import datetime as dt
from typing import Any

from cauce.aid import access
from cauce.aid.models import AidKind, AidRequest, Budget
from cauce.aid.rules.aid import GIVEN, POPULATIONS, STATES, money
from cauce.aid.rules.ledger import Balance, Ledger
from cauce.content.model import Text, both
from cauce.measurement.hiding.closing import Closed
from cauce.protocol.editions.access import current_edition
from cauce.staff.offices import access as offices
from cauce.ui.fields import words
from cauce.ui.words import say, span_said

SHAPES = {
    "waits": "blocked",
    "asked": "soon",
    "approved": "open",
    "declined": "no",
    "taken_back": "no",
    "given": "soon",
    "settled": "done",
    "lapsed": "blocked",
}
NONE_TITLE = say("No hay montos configurados", "No amounts are configured")
NONE_TEXT = say(
    "Puede escribir lo que hace falta y para qué días: la solicitud espera. No prometa dinero ni fechas.",
    "You may write what is needed and for which days: the request stays open. Do not promise money or dates.",
)
EXAMPLE_TITLE = say("Todo lo de esta página es ejemplo", "Everything on this page is an example")
EXAMPLE_TEXT = say(
    (
        "Los tipos, los topes y los presupuestos son inventados para mostrar el camino. "
        "No son los de las Normas."
    ),
    "Types, ceilings and budgets are invented to show the way. They are not those of the rules.",
)
NO_PROMISE = say(
    "Pedir no es prometer: no le diga a la persona que se dará hasta que esté aprobado.",
    "A request is not a promise: do not tell the person it will be granted until it is approved.",
)
COLUMNS = (
    {"name": Text(es="Periodo", en="Period")},
    *(
        {"name": Text(es=es, en=en), "number": True}
        for es, en in (
            ("Asignado", "Allocated"),
            ("Comprometido", "Committed"),
            ("Ejercido", "Spent"),
            ("Disponible", "Left"),
        )
    ),
)


def notice(on: dt.date) -> dict[str, Any]:
    """What must be said before anything else: nothing is configured, or what is configured is invented."""
    kinds = access.configured(on)
    if not kinds:
        return {"kind": "warn", "title": NONE_TITLE, "text": NONE_TEXT}
    if any(one.example for one in kinds):
        return {"kind": "warn", "title": EXAMPLE_TITLE, "text": EXAMPLE_TEXT}
    return {"kind": "info", "title": "", "text": NO_PROMISE}


def titles(catalogue: str) -> dict[str, Text]:
    return {one.id: one.title for one in current_edition().catalogues[catalogue]}


def choices(catalogue: str) -> list[tuple[str, Any]]:
    return [(id, words(title)) for id, title in titles(catalogue).items()]


def row_of(row: AidRequest, balance: Balance | None, on: dt.date) -> dict[str, Any]:
    """One line of a list: what for, for whom, how much, and how old what is open is."""
    days = None
    if row.state == GIVEN and row.given_at:
        days = (on - offices.day_at(row.case.post, row.given_at)).days
    return {
        "aid": row,
        "need": titles("needs").get(row.need, row.need),
        "label": STATES[row.state],
        "population": POPULATIONS[row.population],
        "shape": SHAPES[row.state],
        "amount": money(row.amount, row.kind.currency) if row.kind else None,
        "kind": Text(es=row.kind.name_es, en=row.kind.name_en) if row.kind else None,
        "open": money(balance.open, row.kind.currency) if balance and days is not None else None,
        "days": days,
    }


def figures(ledger: Ledger) -> list[str]:
    return [f"{one:,.2f}" for one in (ledger.allocated, ledger.committed, ledger.spent, ledger.left)]


def period(budget: Budget) -> Text:
    days = span_said(budget.starts_on, budget.ends_on)
    return both(f"{days.es} · {budget.currency}", f"{days.en} · {budget.currency}")


def budget_table(found: list[tuple[Budget, Ledger]]) -> dict[str, Any]:
    """The budget of one post: money alone, nobody in it."""
    return {
        "caption": Text(es="Presupuesto del consulado", en="Budget of the post"),
        "named": True,
        "columns": COLUMNS,
        "stack": True,
        "rows": [[period(budget), *figures(ledger)] for budget, ledger in found],
    }


def network_table(found: list[tuple[Budget, Ledger]], paid: Closed) -> dict[str, Any]:
    """Every budget of the network, with counts that are hidden where they are small."""
    columns = [
        {"name": Text(es="Consulado", en="Post")},
        *COLUMNS,
        {"name": Text(es="Personas adultas", en="Adults"), "number": True},
        {"name": Text(es="Menores de 18", en="Under 18"), "number": True},
    ]
    hidden = Text(es="pocas: no se muestra", en="few: not shown")

    def count(number: int | None) -> Any:
        return hidden if number is None else str(number)

    return {
        "caption": Text(es="Presupuestos, por consulado", en="Budgets, by post"),
        "columns": columns,
        "stack": True,
        "rows": [
            [
                budget.post.name,
                period(budget),
                *figures(ledger),
                count(paid.number(str(budget.id), "adults")),
                count(paid.number(str(budget.id), "minors")),
            ]
            for budget, ledger in found
        ],
    }


def name_of(kind: AidKind) -> str:
    return say(kind.name_es, kind.name_en)
