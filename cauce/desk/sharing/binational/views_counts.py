"""What is asked of Mexico, in numbers: for headquarters, without a case, a post or a person."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from cauce.content.model import Text, both
from cauce.desk.measurement.saying import number_or_hidden
from cauce.measurement.access_closed import closed
from cauce.measurement.hiding.closing import Closed
from cauce.protocol.editions.access import current_edition
from cauce.rules.binational import STATE_LABELS
from cauce.rules.hiding import LEAST
from cauce.sharing.binational.access_counts import DAYS, LONGER, ON_TIME, OVERDUE, YEAR
from cauce.staff.offices import access as offices
from cauce.ui.nav import nav
from cauce.ui.words import say

DUE = {
    ON_TIME: both("En plazo", "On time"),
    OVERDUE: both("Vencidas", "Overdue"),
}
KINDS = say("Por lo que se pide", "By type of request"), say("Lo que se pide", "What is requested")
OFFICES = say("Por oficina o autoridad", "By office or authority"), say("Oficina", "Office")
WAITING = say("Con una oficina ahora: cuánto llevan", "With an office now: for how long"), say("Días", "Days")
WAITED = {
    DAYS[0][0]: both("Hasta 3 días", "Up to 3 days"),
    DAYS[1][0]: both("De 4 a 10 días", "From 4 to 10 days"),
    DAYS[2][0]: both("De 11 a 30 días", "From 11 to 30 days"),
    LONGER: both("Más de 30 días", "More than 30 days"),
}


@require_GET
def counts(request: HttpRequest) -> HttpResponse:
    """Three tables: what was asked, of whom, and how long the open ones have waited."""
    found = closed(request.actor, "petitions")
    kinds = {id: one.title for id, one in current_edition().petition_kinds.items()}
    offices_there = {key[1] for key in found.told if key[0] == "offices"}
    names = {id: both(n, n) for id, n in offices.partner_names(offices_there).items()}
    return render(
        request,
        "binational/counts.html",
        {
            "nav": nav(request, "mexico:counts"),
            "since": found.at - YEAR if found.at else None,
            "small": LEAST,
            "tables": [
                _table(found, "kinds", *KINDS, kinds, STATE_LABELS),
                _table(found, "offices", *OFFICES, names, STATE_LABELS),
                _table(found, "waiting", *WAITING, WAITED, DUE),
            ]
            if found.told
            else [],
        },
    )


def _table(
    found: Closed, head: str, caption: str, first: str, rows: Mapping[str, Text], columns: Mapping[str, Text]
) -> dict[str, Any]:
    """One of the three as ``ui/table.html`` takes it."""
    there = {key[1] for key in found.told if key[0] == head}

    def told(row: str, column: str) -> Text:
        return number_or_hidden(found.number(head, row, column))

    return {
        "caption": caption,
        "stack": True,
        "columns": [{"name": first}, *({"name": name, "number": True} for name in columns.values())],
        "rows": [
            [rows.get(row, both(row, row)), *(told(row, column) for column in columns)]
            for row in (*(one for one in rows if one in there), *sorted(there - rows.keys()))
        ],
    }
