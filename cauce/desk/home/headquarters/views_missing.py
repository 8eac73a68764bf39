"""What was needed and not found, by state and need: where the network lacks a service."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from cauce.content.model import Text, both
from cauce.desk.directory.providers.words import kinds, states
from cauce.desk.measurement.saying import number_or_hidden
from cauce.measurement.access_closed import closed
from cauce.measurement.hiding.closing import Closed
from cauce.rules.hiding import BEYOND
from cauce.sharing.referrals.rules.unmet import REASONS
from cauce.ui.charts import Caption
from cauce.ui.maps import places, spot_of
from cauce.ui.nav import nav
from cauce.ui.tiles import tiles
from cauce.ui.words import language_of, say


@require_GET
def missing_page(request: HttpRequest) -> HttpResponse:
    """The map, the table behind it, and the reasons."""
    found = closed(request.actor, "unmet")
    since = found.beside.get("since")
    return render(
        request,
        "headquarters/missing.html",
        {
            "nav": nav(request, "headquarters"),
            "since": dt.date.fromisoformat(since) if since else None,
            "states": _states(found),
            "small": BEYOND,
            "figure": _figure(found) | {"sentence": _sentence(found), "table": _table(found), "open": True},
            "reasons": [(REASONS[name], number_or_hidden(n)) for name, n in found.under("reason").items()],
        },
    )


def _sentence(found: Closed) -> Text:
    """Where most was lacking, of what is told."""
    known = {state: count for state, count in found.under("total").items() if count}
    if not known:
        return both("Ninguna de estas cifras puede mostrarse.", "None of these figures can be shown.")
    most = max(known, key=lambda state: known[state])
    name, number = dict(states()).get(most, both(most, most)), number_or_hidden(known[most])
    return both(
        f"Donde más faltó fue en {name.es}: {number.es} veces.",
        f"Most was lacking in {name.en}: {number.en} times.",
    )


def _states(found: Closed) -> list[str]:
    return list(found.under("total"))


def _needs(found: Closed) -> list[str]:
    return list(dict.fromkeys(key[2] for key in found.told if key[0] == "need"))


def _figure(found: Closed) -> dict[str, Any]:
    """The map, and for a phone the states as tiles: there a small one is as easy to see as a large one."""
    language = language_of(get_language())
    title = both("Dónde faltan servicios", "Where services are lacking")[language]
    counts = found.under("total")
    small = both(f"hasta {BEYOND}: oculto", f"up to {BEYOND}: hidden")[language]
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


def _lines(found: Closed) -> list[Text]:
    """Each state as one line for a phone: all of it first, then the needs that are told."""
    known = kinds()
    said = []
    for state in _states(found):
        shown = [(both("En todo", "In all"), found.number("total", state))]
        shown += [
            (known.get(need, both(need, need)), count)
            for need in _needs(found)
            if (count := found.number("need", state, need)) is not None
        ]
        parts = [(name, number_or_hidden(count)) for name, count in shown]
        said.append(
            both(
                *(
                    " · ".join(f"{name[lang]}: {words[lang]}" for name, words in parts)
                    for lang in ("es", "en")
                )
            )
        )
    return said


def _table(found: Closed) -> dict[str, Any]:
    """State by need, as ``ui/table.html`` takes it."""
    named, known = dict(states()), kinds()
    rows = [
        [
            named.get(state, both(state, state)),
            *(number_or_hidden(found.number("need", state, need)) for need in _needs(found)),
            number_or_hidden(found.number("total", state)),
        ]
        for state in _states(found)
    ]
    return {
        "caption": say("Por estado y necesidad", "By state and need"),
        "rows": rows,
        "stack": True,
        "lines": _lines(found),
        "columns": [
            {"name": say("Estado", "State")},
            *({"name": known.get(need, both(need, need)), "number": True} for need in _needs(found)),
            {"name": say("En todo", "In all"), "number": True},
        ],
    }
