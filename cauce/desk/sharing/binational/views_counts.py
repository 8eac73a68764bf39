"""What is asked of Mexico, in numbers: for headquarters, without a case, a post or a person."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from cauce.content.model import Text, both
from cauce.protocol.editions.access import current_edition
from cauce.rules.binational import STATE_LABELS
from cauce.rules.hiding import Grid
from cauce.sharing.binational.access_counts import DAYS, LONGER, ON_TIME, OVERDUE, figures
from cauce.staff.offices import access as offices
from cauce.ui.nav import nav
from cauce.ui.words import say

HIDDEN = both("pocos: oculto", "few: hidden")
DUE = {
    ON_TIME: both("En plazo", "On time"),
    OVERDUE: both("Vencidas", "Overdue"),
}
WAITED = {
    DAYS[0][0]: both("Hasta 3 días", "Up to 3 days"),
    DAYS[1][0]: both("De 4 a 10 días", "From 4 to 10 days"),
    DAYS[2][0]: both("De 11 a 30 días", "From 11 to 30 days"),
    LONGER: both("Más de 30 días", "More than 30 days"),
}


@require_GET
def counts(request: HttpRequest) -> HttpResponse:
    """Three tables: what was asked, of whom, and how long the open ones have waited."""
    found = figures(request.actor, timezone.now())
    kinds = {id: one.title for id, one in current_edition().petition_kinds.items()}
    names = {id: both(n, n) for id, n in offices.partner_names(set(found.offices.rows)).items()}
    return render(
        request,
        "binational/counts.html",
        {
            "nav": nav(request, "mexico:counts"),
            "since": found.since,
            "small": found.small,
            "tables": [
                _table(
                    found.kinds,
                    say("Por lo que se pide", "By type of request"),
                    say("Lo que se pide", "What is requested"),
                    kinds,
                    STATE_LABELS,
                ),
                _table(
                    found.offices,
                    say("Por oficina o autoridad", "By office or authority"),
                    say("Oficina", "Office"),
                    names,
                    STATE_LABELS,
                ),
                _table(
                    found.waiting,
                    say("Con una oficina ahora: cuánto llevan", "With an office now: for how long"),
                    say("Días", "Days"),
                    WAITED,
                    DUE,
                ),
            ]
            if found.kinds.rows
            else [],
        },
    )


def _table(
    grid: Grid, caption: str, first: str, rows: Mapping[str, Text], columns: Mapping[str, Text]
) -> dict[str, Any]:
    """A grid as ``ui/table.html`` takes it."""

    def told(count: int | None) -> Text:
        return HIDDEN if count is None else both(str(count), str(count))

    return {
        "caption": caption,
        "stack": True,
        "columns": [{"name": first}, *({"name": columns[c], "number": True} for c in grid.columns)],
        "rows": [
            [rows.get(row, both(row, row)), *(told(grid.cells[row, c]) for c in grid.columns)]
            for row in grid.rows
        ],
    }
