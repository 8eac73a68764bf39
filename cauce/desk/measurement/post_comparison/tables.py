"""The tables of likeness that have no drawing, and the one whose drawing is that of learning."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import Any

from cauce.content.model import Text, both
from cauce.desk.learning.views_seen import figure as agreement_figure
from cauce.desk.measurement.saying import HIDDEN, number_or_hidden, percent, title_of
from cauce.learning.access import judgements
from cauce.measurement.boards.post_comparison.comparison import Beside
from cauce.measurement.boards.post_comparison.spaces import ELSEWHERE
from cauce.protocol.editions.access import current_edition
from cauce.rules.hiding import BEYOND, fives
from cauce.rules.permissions import Actor, Scope, permits
from cauce.ui.charts import Bar, Caption, bars
from cauce.ui.words import say

from .counts import rate_of, shown_to
from .pictures import column
from .saying import reasons

OTHER_WAY = both("Por teléfono, visita u otra vía", "By telephone, a visit or another way")


def spaces_figure(beside: Beside, code: str | None) -> dict[str, Any] | None:
    """Of whom each place passed on, how many were listened to and asked. None: nobody was."""
    found = beside.spaces_of(code)
    if not found:
        return None
    known = current_edition().spaces
    columns = [
        shown_to(code, {one.space: getattr(one, name) for one in found})
        for name in ("passed", "in_time", "talked", "cases", "screened", "declined")
    ]
    due = shown_to(code, {one.space: one.rate.total if one.rate else 0 for one in found})
    rows, drawn = [], []
    for one in found:
        title = OTHER_WAY if one.space == ELSEWHERE else known[one.space].title
        rate = None if due[one.space] == HIDDEN else one.rate
        rows.append([title, *(column[one.space] for column in columns), rate_of(code, due[one.space], rate)])
        if rate is not None:
            ends = (rate.low, rate.high) if code else ()
            drawn.append(Bar(str(say(title.es, title.en)), rate.value, *ends))
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


def departures_table(beside: Beside, code: str | None) -> dict[str, Any] | None:
    """Steps that were left out with a reason, here and in the network. None: never."""
    every: Counter[str] = Counter()
    for found in beside.departures.values():
        for one in found:
            every[one.action] += one.number
    mine: dict[str, tuple[int, Counter[str]]] = {}
    for post, found in beside.departures.items():
        if code in (None, post):
            for one in found:
                number, why = mine.setdefault(one.action, (0, Counter()))
                why.update(dict(one.reasons))
                mine[one.action] = (number + one.number, why)
    if not mine:
        return None
    rows, numbers = [], shown_to(code, {step: number for step, (number, _) in mine.items()})
    for step in sorted(mine):
        number, why = mine[step]
        pairs = [(reason, n) for reason, n in why.items() if code or n > BEYOND]
        said = (
            HIDDEN
            if why and not pairs
            else reasons(sorted(pairs, key=lambda p: (-p[1], p[0])), counted=code is not None)
        )
        row = [title_of(step), numbers[step], said]
        rows.append([*row, _all(every[step], number)] if code else row)
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
        "columns": [*columns, column("En toda la red", "In the whole network")] if code else columns,
    }


def _all(network: int, own: int) -> Text:
    """The network beside one's own number, so that the few of the others cannot be worked out."""
    return number_or_hidden(None if network - own <= BEYOND else fives(network))


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


def steps_table(beside: Beside) -> list[dict[str, Any]]:
    """Every step compared, in the order of the Protocol: share of all, and how far posts differ."""
    rows = []
    for action in beside.steps.counts:
        found = beside.steps.of_step(action)
        spread = beside.steps.spread[action]
        rows.append(
            {
                "action": action,
                "title": title_of(action),
                "posts": len(found),
                "due": sum(one.cases for one in found),
                "share": percent(found[0].rate) if found else "–",
                "spread": None if spread is None else f"{spread:.1f}",
                "below": sum(one.side == "below" for one in found),
                "above": sum(one.side == "above" for one in found),
            }
        )
    return rows
