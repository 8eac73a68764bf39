"""What only the page of the network shows: one step over all posts, and each post by name."""

from __future__ import annotations

from typing import Any

from cauce.content.model import Text, both
from cauce.desk.measurement.saying import percent, title_of
from cauce.measurement.boards.post_comparison import times
from cauce.measurement.boards.post_comparison.comparison import Beside
from cauce.measurement.rules.post_outliers import Standing
from cauce.rules.hiding import BEYOND
from cauce.ui.charts import Caption, Point, funnel
from cauce.ui.words import say

from . import sentences
from .counts import percent_or_hidden, told_of
from .pictures import Names, column
from .saying import SIDES, names, waited

FEW = both("pocas: no se muestra", "few: not shown")
NOBODY = "–"
WORDED = {
    "all": both(f"casi siempre: falta en {BEYOND} o menos", f"nearly always: missing in {BEYOND} or fewer"),
    "none": both(f"casi nunca: en {BEYOND} o menos", f"hardly ever: in {BEYOND} or fewer"),
}


def first_step(beside: Beside) -> str | None:
    """The step in which posts differ most; None: none is compared."""
    known = {a: spread for a, spread in beside.steps.spread.items() if spread is not None}
    if known:
        return max(sorted(known), key=known.__getitem__)
    return next(iter(beside.steps.posts), None)


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
        [known.get(one.post, one.post), one.cases, *_followed(one), SIDES[one.side]]
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
            f"números van de cinco en cinco. Donde los casos eran {BEYOND} o menos, o se deducirían, el "
            "consulado no está; donde faltó en tan pocos, o se hizo en tan pocos, se dice solo eso y no se "
            "dibuja.",
            (
                "Curves: exact 95 % and 99.8 % limits. A square lies outside of the latter; the "
                "table says what remains once all comparisons are counted. It is a question, not a "
                f"mark. Numbers go in fives. Where cases were {BEYOND} or fewer, or could be worked out, "
                "the post is not there; where it was missing, or done, in so few, only that is said and "
                "nothing is drawn."
            ),
        ),
        "svg": funnel(
            [Point(known.get(one.post, one.post), one.met, one.cases) for one in found if not one.word],
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
            rate=rate,
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


def _followed(one: Standing) -> tuple[Any, Any]:
    """How often a step was followed, and the share; where the others are few, that they are."""
    return (WORDED[one.word], "–") if one.word else (one.met, percent(one.share))


def _by_name(known: Names) -> list[str]:
    return sorted(known, key=known.__getitem__)


def times_table(beside: Beside, known: Names) -> dict[str, Any]:
    """Medians from the first cue to each step, post by post; of a few people none is told."""
    rows = []
    for post in _by_name(known):
        found = [_waited(beside, stage.id, post) for stage in times.STAGES]
        if any(one != NOBODY for one in found):
            rows.append([known[post], *found])
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


def _waited(beside: Beside, stage: str, post: str) -> Text | str:
    key = "wait", stage, post, "cases"
    if not beside.network.closed.told.get(key):
        return NOBODY
    middle = beside.network.middle(*key)
    return FEW if middle is None else waited(middle)


def order_table(beside: Beside, known: Names) -> dict[str, Any]:
    """How many cases of each post went through everything in its order."""
    rows = []
    for post in _by_name(known):
        head = "order", post
        if beside.network.number(*head, "cases") is None:
            continue
        numbers = told_of(beside, head, "cases", "whole", "turn", "skipped")
        rows.append([known[post], *numbers, percent_or_hidden(beside.network.beside(*head, "whole"))])
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
