"""All posts side by side: a table, and two posts compared. Never a league table.

What is told of a post is what the last closing leaves of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from cauce.content.model import Text, both
from cauce.desk.measurement.alike import followed_sentence
from cauce.desk.measurement.saying import HIDDEN, NOTHING, number_or_hidden, percent, span
from cauce.measurement.boards.outside import Network, Outline
from cauce.measurement.hiding.closing import CLOCK
from cauce.staff.offices.models import Post
from cauce.ui.words import day_said

Names = dict[str, str]


def answer(one: Outline) -> Text:
    """How long the window waited for protection, by the middle of all."""
    if one.seen is None:
        return HIDDEN
    return NOTHING if one.answer is None else span(one.answer)


def followed(one: Outline) -> Text:
    """The share of what fell due in the year, without its interval: of numbers in fives there is none."""
    if one.followed is None:
        return HIDDEN
    met, due = one.followed
    return both(*2 * (percent(met / due),))


def _per_case(one: Outline) -> str | None:
    return None if not one.open or one.overdue is None else f"{one.overdue / one.open:.1f}"


def lines(one: Outline) -> list[dict[str, object]]:
    """One post as lines of a page: what waits there, and how it goes."""
    return [
        {"name": both("Casos abiertos", "Open cases"), "value": number_or_hidden(one.open)},
        {"name": both("Pasos fuera de plazo", "Steps past due"), "value": number_or_hidden(one.overdue)},
        {
            "name": both("Conclusiones que esperan firma", "Conclusions waiting for a signature"),
            "value": number_or_hidden(one.signing),
        },
        {
            "name": both("Solicitudes sin respuesta", "Requests not answered"),
            "value": number_or_hidden(one.unanswered),
        },
        {
            "name": both(
                "Personas que pasó la ventanilla en doce meses",
                "People passed on by the window in twelve months",
            ),
            "value": number_or_hidden(one.seen),
        },
        {
            "name": both("De la señal a la respuesta (mediana)", "Signal to answer (median)"),
            "value": answer(one),
        },
        {
            "name": both("Pasos que vencieron en el año", "Steps that fell due in the year"),
            "value": HIDDEN if one.followed is None else number_or_hidden(one.followed[1]),
        },
        {"name": both("Se siguieron", "Followed"), "value": followed(one)},
    ]


def rows_of(found: Sequence[Outline], names: Names) -> list[dict[str, Any]]:
    """One row for each post, by name: the order is no judgement."""
    rows = [
        {
            "code": one.post,
            "name": names[one.post],
            "open": number_or_hidden(one.open),
            "overdue": number_or_hidden(one.overdue),
            "per_case": _per_case(one),
            "signing": number_or_hidden(one.signing),
            "unanswered": number_or_hidden(one.unanswered),
            "answer": answer(one),
            "share": followed(one),
        }
        for one in found
    ]
    return sorted(rows, key=lambda row: row["name"])


def summary(network: Network) -> Text:
    """The network in one sentence."""
    if network.at is None:
        return both(
            "Todavía no hay cifras: aparecen con el primer corte semanal.",
            "No figures yet: they appear with the first weekly update.",
        )
    day = day_said(network.at.astimezone(CLOCK).date())
    told = [number_or_hidden(one) for one in (network.open, network.overdue, network.unanswered)]
    es, en = ([one[language] for one in told] for language in ("es", "en"))
    return both(
        f"Corte al {day.es}. Casos abiertos: {es[0]}; pasos fuera de plazo: {es[1]}; solicitudes sin "
        f"respuesta: {es[2]}; en {len(network.posts)} consulados.",
        f"As of {day.en}. Open cases: {en[0]}; steps past due: {en[1]}; requests not answered: {en[2]}; "
        f"in {len(network.posts)} posts.",
    )


def followed_said(network: Network) -> Text | None:
    """How closely all posts together follow the Protocol. None: nothing was due, or it is hidden."""
    return None if network.overall is None else followed_sentence(network.overall.value, network.year)


def comparison(a: Outline, b: Outline, names: Names) -> dict[str, Any]:
    """Two posts beside each other: the lines of both."""
    two = [names[one.post] for one in (a, b)]
    caption = " · ".join(two)
    return {
        "names": two,
        "table": {
            "caption": both(caption, caption),
            "stack": True,
            "columns": [{"name": both("Qué", "What")}, *({"name": name, "number": True} for name in two)],
            "rows": [
                [left["name"], left["value"], right["value"]]
                for left, right in zip(lines(a), lines(b), strict=True)
            ],
        },
    }


def names_of(posts: Sequence[Post]) -> Names:
    return {post.code: post.name for post in posts}
