"""The tables of likeness that have no drawing, and the one whose drawing is that of learning."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from cauce.content.model import both
from cauce.desk.learning.views_seen import figure as agreement_figure
from cauce.desk.measurement.saying import HIDDEN, number_or_hidden, share, title_of
from cauce.learning.access import judgements
from cauce.measurement.boards.post_comparison.comparison import Beside
from cauce.measurement.boards.post_comparison.own import Own
from cauce.measurement.boards.post_comparison.spaces import ELSEWHERE
from cauce.measurement.hiding.tree import ALL
from cauce.protocol.editions.access import current_edition
from cauce.rules.adherence import Rate
from cauce.rules.permissions import Actor, Scope, permits
from cauce.ui.charts import Bar, Caption, bars
from cauce.ui.words import say

from .counts import percent_or_hidden, told_of
from .pictures import column
from .saying import reasons

OTHER_WAY = both("Por teléfono, visita u otra vía", "By telephone, a visit or another way")


def spaces_figure(beside: Beside) -> dict[str, Any] | None:
    """Of whom each place passed on, how many were listened to and asked. None: nobody was."""
    known = current_edition().spaces
    rows, drawn = [], []
    for space, numbers, rate, part in _own_spaces(beside.own) if beside.own else _all_spaces(beside):
        title = OTHER_WAY if space == ELSEWHERE else known[space].title
        rows.append([title, *numbers, share(rate) if rate else percent_or_hidden(part)])
        if part is not None:
            ends = (rate.low, rate.high) if rate else ()
            drawn.append(Bar(str(say(title.es, title.en)), part, *ends))
    if not rows:
        return None
    caption = both("Preguntas clave, por dónde empezó", "Key questions, by where it began")
    return {
        "sentence": both(
            "En cuántos casos se hicieron las preguntas clave, según dónde empezó el contacto.",
            "How many cases had the key questions asked, by where contact began.",
        ),
        "note": both(
            "De quienes pasaron a protección. Cuántas personas pasan frente a una ventanilla no se cuenta.",
            "Of those passed on to protection. People at the window are not counted.",
        ),
        "svg": bars(
            drawn,
            caption=Caption(
                ident="spaces",
                title=str(say(caption.es, caption.en)),
                description=str(
                    say(
                        "Una barra por lugar, con su intervalo de 95 %.",
                        "One bar for each place, with its 95 % interval.",
                    )
                ),
            ),
            share=True,
        ),
        "table": {
            "caption": caption,
            "stack": True,
            "rows": rows,
            "columns": [
                column("Dónde", "Where", number=False),
                column("Pasaron", "Passed on"),
                column("Atendidas a tiempo", "Answered in time"),
                column("Conversaron", "Talked"),
                column("Casos", "Cases"),
                column("Con preguntas clave", "Asked"),
                column("No quiso", "Declined"),
                column("Cobertura (95 %)", "Coverage (95 %)"),
            ],
        },
    }


Row = tuple[str, list[Any], Rate | None, float | None]  # space, numbers, one's own share, the share


def _own_spaces(own: Own) -> Iterator[Row]:
    for one in own.spaces:
        numbers = [one.passed, one.in_time, one.talked, one.cases, one.screened, one.declined]
        yield one.space, numbers, one.rate, one.rate.value if one.rate else None


def _all_spaces(beside: Beside) -> Iterator[Row]:
    for space in beside.network.parts("space"):
        head = "space", space
        part = beside.network.share((*head, "screened"), (*head, "due"))
        names = ("passed", "in_time", "talked", "cases", "screened", "declined")
        yield space, told_of(beside, head, *names), None, part


def departures_table(beside: Beside) -> dict[str, Any] | None:
    """Steps that were left out with a reason, here and in the network. None: never."""
    rows = _own_departures(beside, beside.own) if beside.own else _all_departures(beside)
    if not rows:
        return None
    columns = [
        column("Paso", "Step", number=False),
        column("Veces", "Times"),
        column("Motivo", "Reason", number=False),
    ]
    return {
        "caption": both(
            "Pasos que se dejaron, con su motivo, en doce meses",
            "Steps not taken, with the reason, in twelve months",
        ),
        "stack": True,
        "rows": rows,
        "columns": [*columns, column("En toda la red", "In the whole network")] if beside.own else columns,
    }


def _own_departures(beside: Beside, own: Own) -> list[list[Any]]:
    rows = []
    for one in sorted(own.departures, key=lambda one: one.action):
        network = number_or_hidden(beside.network.number("left", one.action, ALL, "number"))
        rows.append([title_of(one.action), one.number, reasons(one.reasons), network])
    return rows


def _all_departures(beside: Beside) -> list[list[Any]]:
    rows = []
    for step in sorted(beside.network.parts("left")):
        told = beside.network.closed.under("left", step, ALL)
        why = sorted((name, number) for name, number in told.items() if number and name != "number")
        said = reasons(why, counted=False) if why else HIDDEN
        rows.append([title_of(step), number_or_hidden(told.get("number")), said])
    return rows


def agreement(actor: Actor, code: str | None, day: dt.date) -> dict[str, Any] | None:
    """How alike people judge the same stories, by the tool of each space. None: not for this reader."""
    may = permits(actor, "learning.see", Scope(post=code)) if code else permits(actor, "learning.see_network")
    if not may.allowed:
        return None
    found = judgements(actor, day, post=code)
    known = current_edition().spaces
    rows = [
        (
            say(known[one.name].title.es, known[one.name].title.en)
            if one.name in known
            else say("Todas las personas", "Everybody"),
            one.among,
        )
        for one in (*found["all"], *found["spaces"])
    ]
    sentence = say(
        "Cuánto coinciden quienes leyeron los mismos relatos, por herramienta de cada lugar.",
        "How far people who read the same stories agree, by the tool of each place.",
    )
    return agreement_figure("agreement", sentence, rows)
