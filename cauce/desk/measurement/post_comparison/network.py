"""What only the page of the network shows: one step over all posts, and each post by name."""

from __future__ import annotations

from typing import Any

from cauce.content.model import Text, both
from cauce.desk.measurement.saying import HIDDEN, number_or_hidden, percent, title_of
from cauce.measurement.boards.post_comparison import times
from cauce.measurement.boards.post_comparison.comparison import Beside
from cauce.measurement.hiding.showing import coarse
from cauce.rules.hiding import BEYOND
from cauce.rules.medians import Middle
from cauce.ui.charts import Caption, Point, funnel
from cauce.ui.words import say

from . import sentences
from .pictures import Names, column
from .saying import SIDES, names, waited, whole

FEW = both("pocas: no se muestra", "few: not shown")


def first_step(beside: Beside) -> str | None:
    """The step in which posts differ most; None: none is compared."""
    known = {a: spread for a, spread in beside.steps.spread.items() if spread is not None}
    if known:
        return max(sorted(known), key=known.__getitem__)
    return next(iter(beside.steps.counts), None)


def _spread(value: float | None) -> Text:
    if value is None:
        return both(
            "Aún no se puede decir cuánto difieren los consulados.",
            "It cannot be said yet how far posts differ.",
        )
    if value < 1.5:
        return both(
            "Difieren poco más, o nada más, de lo que explica el azar.",
            "They differ little more, or no more, than chance explains.",
        )
    times_ = f"{value:.1f}"
    return both(
        (
            f"Difieren más de lo que explica el azar: {times_} veces la varianza que daría. Los límites "
            "no se ensanchan por eso."
        ),
        (
            f"They differ more than chance explains: {times_} times the variance it would give. The "
            "limits are not widened for it."
        ),
    )


def funnel_figure(beside: Beside, action: str, known: Names) -> dict[str, Any]:
    """One step over all posts, with the exact limits of chance and how far posts differ beyond it."""
    found = beside.steps.of_step(action)
    title = title_of(action)
    rows = [
        [known.get(one.post, one.post), one.cases, one.met, percent(one.share), SIDES[one.side]]
        for one in sorted(found, key=lambda one: known.get(one.post, one.post))
    ]
    rate = found[0].rate if found else 0.0
    told = _spread(beside.steps.spread[action])
    return {
        "sentence": both(
            f"«{title.es}»: {percent(rate)} en la red. {told.es}",
            f"“{title.en}”: {percent(rate)} across the network. {told.en}",
        ),
        "note": both(
            "Curvas: límites exactos de 95 % y 99.8 %. Un cuadro sale del segundo; la tabla dice qué "
            "queda después de contar todas las comparaciones. Es una pregunta, no una calificación. Los "
            f"números van de cinco en cinco, y donde eran {BEYOND} o menos, o se deducirían, el consulado "
            "no está.",
            (
                "Curves: exact 95 % and 99.8 % limits. A square lies outside of the latter; the "
                "table says what remains once all comparisons are counted. It is a question, not a "
                f"mark. Numbers go in fives, and where they were {BEYOND} or fewer, or could be "
                "worked out, the post is not there."
            ),
        ),
        "svg": funnel(
            [Point(known.get(one.post, one.post), one.met, one.cases) for one in found],
            caption=Caption(
                ident="step",
                title=str(say(title.es, title.en)),
                description=str(
                    say(
                        "Cada punto es un consulado; la línea es la parte de toda la red.",
                        "Each point is a post; the line is the share of the whole network.",
                    )
                ),
            ),
            across=str(say("casos en que ya tocaba", "cases in which it was due")),
            up=str(say("hecho u ofrecido a tiempo", "done or offered in time")),
        ),
        "table": {
            "caption": title,
            "stack": True,
            "rows": rows,
            "columns": [
                column("Consulado", "Post", number=False),
                column("Ya tocaba", "Was due"),
                column("A tiempo", "In time"),
                column("Se siguió", "Followed"),
                column("Frente a la red", "Compared with the network", number=False),
            ],
        },
    }


def _by_name(known: Names) -> list[str]:
    return sorted(known, key=known.__getitem__)


def times_table(beside: Beside, known: Names) -> dict[str, Any]:
    """Medians from the first cue to each step, post by post; of a few people none is told."""
    rows = []
    for post in _by_name(known):
        found = [times.middles(beside.waits[stage.id], [post]) for stage in times.STAGES]
        if any(one.count for one in found):
            rows.append([known[post], *(_waited(one) for one in found)])
    return {
        "caption": both(
            "De la primera señal a cada paso, por consulado", "From the first cue to each step, by post"
        ),
        "hint": both(
            f"Mediana e intervalo de 95 %. De {BEYOND} personas o menos no se dice.",
            f"Median and 95 % interval. Of {BEYOND} people or fewer it is not told.",
        ),
        "stack": True,
        "rows": rows,
        "columns": [
            column("Consulado", "Post", number=False),
            *({"name": stage.title, "number": True} for stage in times.STAGES),
        ],
    }


def _waited(one: Middle) -> Text | str:
    if not one.count:
        return "–"
    return FEW if one.count <= BEYOND else waited(one)


def order_table(beside: Beside, known: Names) -> dict[str, Any]:
    """How many cases of each post went through everything in its order."""
    went = {post: one for post in _by_name(known) if (one := beside.went.get(post)) and one.cases}
    counted = [
        coarse({post: read(one) for post, one in went.items()})
        for read in (
            lambda one: one.cases,
            lambda one: one.whole,
            lambda one: sum(one.early.values()) + sum(one.late.values()),
            lambda one: sum(one.skipped.values()),
        )
    ]
    rows = [
        [
            known[post],
            *(number_or_hidden(numbers[post]) for numbers in counted),
            HIDDEN if counted[0][post] is None else whole(one.mean_fitness),
        ]
        for post, one in went.items()
    ]
    return {
        "caption": both("En su orden, por consulado", "In its order, by post"),
        "stack": True,
        "rows": rows,
        "columns": [
            column("Consulado", "Post", number=False),
            column("Casos", "Cases"),
            column("Todo en su orden", "All in order"),
            column("Pasos fuera de turno", "Steps out of turn"),
            column("Pasos sin hacer", "Steps not done"),
            column("Coincide (promedio)", "Agrees (mean)"),
        ],
    }


def lessons(beside: Beside, known: Names) -> list[dict[str, Any]]:
    """What posts could ask of others, by name of who would ask; empty: the numbers do not permit it."""
    found = []
    for post in _by_name(known):
        for one in beside.lessons.get(post, []):
            found.append(
                {
                    "post": known[post],
                    "said": sentences.lesson(one, names(one.ask, known), beside),
                    "differs": sentences.differs(one),
                }
            )
    return found
