"""What was needed and not found, by state and need: where the network lacks a service."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from cauce.content.model import Text, both
from cauce.desk.directory.providers.words import kinds, states
from cauce.sharing.referrals.access_unmet import Missing, missing
from cauce.sharing.referrals.rules.unmet import REASONS, Cell
from cauce.staff.offices.access import day_at
from cauce.ui.charts import Caption
from cauce.ui.maps import places, spot_of
from cauce.ui.nav import nav
from cauce.ui.tiles import tiles
from cauce.ui.words import language_of, say

HIDDEN = both("pocos: oculto", "few: hidden")


@require_GET
def missing_page(request: HttpRequest) -> HttpResponse:
    """The map, the table behind it, and the reasons."""
    found = missing(request.actor, day_at(None, timezone.now()))
    return render(
        request,
        "headquarters/missing.html",
        {
            "nav": nav(request, "headquarters"),
            "found": found,
            "small": found.by_state.small,
            "figure": _figure(found),
            "table": _table(found),
            "reasons": [(REASONS[name], _words(cell)) for name, cell in found.reasons.items()],
        },
    )


def _words(cell: Cell) -> Text:
    if cell.count is None:
        return HIDDEN
    return both(str(cell.count), str(cell.count))


def _figure(found: Missing) -> dict[str, Any]:
    """The map, and for a phone the states as tiles: there a small one is as easy to see as a large one."""
    language = language_of(get_language())
    title = both("Dónde faltan servicios", "Where services are lacking")[language]
    counts = {state: cell.count for state, cell in found.by_state.totals.items()}
    few = found.by_state.small
    small = both(f"hasta {few}: oculto", f"up to {few}: hidden")[language]
    circles = both(
        "Un círculo por estado. El tamaño y el número dicen cuántas veces no se encontró servicio.",
        "A circle for each state. Size and number tell how often no service was found.",
    )
    squares = both(
        "Un cuadro por estado. El número y la barra dicen cuántas veces no se encontró servicio.",
        "One tile per state. The number and bar show how often no service was found.",
    )
    named = {code: name[language] for code, name in states()}
    spots = [spot_of(named.get(state, state), count, state) for state, count in counts.items()]
    said = {"hidden": small, "none": both("nada", "nothing")[language]}
    return {
        "svg": places(
            [spot for spot in spots if spot],
            caption=Caption(ident="mapa", title=title, description=circles[language]),
            said=said,
        ),
        "phone": tiles(
            counts,
            caption=Caption(ident="cuadros", title=title, description=squares[language]),
            hidden_words=small,
        ),
    }


def _lines(found: Missing) -> list[Text]:
    """Each state as one line for a phone: all of it first, then the needs that are not nothing."""
    known, table = kinds(), found.by_state
    said = []
    for state, cells in table.rows.items():
        shown = [(both("En todo", "In all"), table.totals[state])]
        shown += [
            (known.get(need, both(need, need)), cells[need])
            for need in table.columns
            if cells[need].count != 0
        ]
        parts = [(name, _words(cell)) for name, cell in shown]
        said.append(
            both(
                *(
                    " · ".join(f"{name[lang]}: {words[lang]}" for name, words in parts)
                    for lang in ("es", "en")
                )
            )
        )
    return said


def _table(found: Missing) -> dict[str, Any]:
    """State by need, as ``ui/table.html`` takes it."""
    named, known, table = dict(states()), kinds(), found.by_state
    rows = [
        [
            named.get(state, both(state, state)),
            *(_words(cells[need]) for need in table.columns),
            _words(table.totals[state]),
        ]
        for state, cells in table.rows.items()
    ]
    return {
        "caption": say("Por estado y necesidad", "By state and need"),
        "rows": rows,
        "stack": True,
        "lines": _lines(found),
        "columns": [
            {"name": say("Estado", "State")},
            *({"name": known.get(need, both(need, need)), "number": True} for need in table.columns),
            {"name": say("En todo", "In all"), "number": True},
        ],
    }
