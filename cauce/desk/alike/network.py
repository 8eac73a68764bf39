"""What only the page of the network shows: one step over all posts, and each post by name."""

from __future__ import annotations

from typing import Any

from cauce.desk.head.figures import COLUMNS, row_of
from cauce.desk.head.saying import percent, title_of
from cauce.editions.access import current_edition
from cauce.measurement.alike import times
from cauce.measurement.alike.beside import Beside
from cauce.offices import access as offices
from cauce.rules.adherence import adherence_of
from cauce.rules.content.loader import parameter_on
from cauce.rules.content.model import Text, both
from cauce.rules.medians import Middle
from cauce.ui.charts import Point, funnel
from cauce.ui.words import say

from . import sentences
from .pictures import Names, column
from .saying import SIDES, names, waited, whole

FEW = both("pocas: no se dice", "few: not told")


def first_step(beside: Beside) -> str | None:
    """The step in which posts differ most; None: none is compared."""
    known = {a: spread for a, spread in beside.steps.spread.items() if spread is not None}
    if known:
        return max(sorted(known), key=known.__getitem__)
    return next(iter(beside.steps.counts), None)


def _spread(value: float | None) -> Text:
    if value is None:
        return both("Aún no se puede decir cuánto difieren las representaciones.",
                    "How far posts differ cannot be told yet.")  # fmt: skip
    if value < 1.5:
        return both("Difieren poco más, o nada más, de lo que explica el azar.",
                    "They differ little more, or no more, than chance explains.")  # fmt: skip
    times_ = f"{value:.1f}"
    return both(
        f"Difieren más de lo que explica el azar: {times_} veces la varianza que daría. Los límites no se ensanchan por eso.",
        f"They differ more than chance explains: {times_} times the variance it would give. The limits are not widened for it.",
    )


def funnel_figure(beside: Beside, action: str, known: Names) -> dict[str, Any]:
    """One step over all posts, with the exact limits of chance and how far posts differ beyond it."""
    found = beside.steps.of_step(action)
    title, counts = title_of(action), beside.steps.counts[action]
    rows = [
        [*row_of(adherence_of(action, counts[one.post]), known.get(one.post, one.post)), SIDES[one.side]]
        for one in sorted(found, key=lambda one: known.get(one.post, one.post))
    ]  # fmt: skip
    rate = found[0].rate if found else 0.0
    told = _spread(beside.steps.spread[action])
    return {
        "sentence": both(f"«{title.es}»: {percent(rate)} en la red. {told.es}",
                         f"“{title.en}”: {percent(rate)} across the network. {told.en}"),
        "note": both(
            "Curvas: límites exactos de 95 % y 99.8 %. Un cuadro sale del segundo; la tabla dice qué queda después de contar "
            "todas las comparaciones. Es una pregunta, no una calificación.",
            "Curves: exact 95 % and 99.8 % limits. A square lies outside of the latter; the table says what remains once "
            "all comparisons are counted. It is a question, not a mark.",
        ),
        "svg": funnel(
            [Point(known.get(one.post, one.post), one.met, one.cases) for one in found], ident="step",
            title=str(say(title.es, title.en)),
            description=str(say("Cada punto es una representación; la línea es la parte de toda la red.",
                                "Each point is a post; the line is the share of the whole network.")),
            across=str(say("casos en que ya tocaba", "cases in which it was due")),
            up=str(say("hecho u ofrecido a tiempo", "done or offered in time")),
        ),
        "table": {"caption": title, "stack": True, "rows": rows,
                  "columns": [{"name": both("Representación", "Post")}, *COLUMNS[1:],
                              column("Frente a la red", "Beside the network", number=False)]},
    }  # fmt: skip


def _by_name(known: Names) -> list[str]:
    return sorted(known, key=known.__getitem__)


def _few(beside: Beside) -> int:
    """Up to how many waits of a post their middle is not told: of one it would be that person's own."""
    day = offices.day_at(None, beside.at)
    return int(parameter_on(current_edition(), "small-cell", day).value)


def times_table(beside: Beside, known: Names) -> dict[str, Any]:
    """Medians from the first cue to each step, post by post; of a few people none is told."""
    rows, few = [], _few(beside)
    for post in _by_name(known):
        found = [times.middles(beside.waits[stage.id], [post]) for stage in times.STAGES]
        if any(one.count for one in found):
            rows.append([known[post], *(_told(one, few) for one in found)])
    return {
        "caption": both("De la primera señal a cada paso, por representación",
                        "From the first cue to each step, by post"),
        "hint": both(f"Mediana e intervalo de 95 %. De {few} personas o menos no se dice.",
                     f"Median and 95 % interval. Of {few} people or fewer it is not told."),
        "stack": True, "rows": rows,
        "columns": [column("Representación", "Post", number=False),
                    *({"name": stage.title, "number": True} for stage in times.STAGES)],
    }  # fmt: skip


def _told(one: Middle, few: int) -> Text | str:
    if not one.count:
        return "–"
    return FEW if one.count <= few else waited(one)


def order_table(beside: Beside, known: Names) -> dict[str, Any]:
    """How many cases of each post went through everything in its order."""
    rows = []
    for post in _by_name(known):
        one = beside.went.get(post)
        if one is not None and one.cases:
            rows.append([known[post], one.cases, one.whole, sum(one.early.values()) + sum(one.late.values()),
                         sum(one.skipped.values()), whole(one.mean_fitness)])  # fmt: skip
    return {
        "caption": both("En su orden, por representación", "In its order, by post"), "stack": True, "rows": rows,
        "columns": [column("Representación", "Post", number=False), column("Casos", "Cases"),
                    column("Todo en su orden", "All in order"), column("Pasos fuera de turno", "Steps out of turn"),
                    column("Pasos sin hacer", "Steps not done"), column("Coincide (promedio)", "Agrees (mean)")],
    }  # fmt: skip


def lessons(beside: Beside, known: Names) -> list[dict[str, Any]]:
    """What posts could ask of others, by name of who would ask; empty: the numbers do not permit it."""
    found = []
    for post in _by_name(known):
        for one in beside.lessons.get(post, []):
            found.append({"post": known[post], "said": sentences.lesson(one, names(one.ask, known), beside),
                          "differs": sentences.differs(one)})  # fmt: skip
    return found
