"""Picture 2: how alike posts act. Every step at every post, the steps in which they are least alike first.

Posts stand in the order of the alphabet: nobody is ranked.
"""

from __future__ import annotations

import unicodedata
from typing import Any

from cauce.content.model import both
from cauce.desk.measurement.alike import alike_sentence
from cauce.desk.measurement.saying import percent, title_of
from cauce.measurement.boards.alike_words import KINDS
from cauce.measurement.boards.likeness import COMPARED, Alike, Kind, alike, matrix
from cauce.measurement.boards.post_comparison.comparison import Beside
from cauce.ui.charts import Caption
from cauce.ui.matrix import Strip, strips
from cauce.ui.words import say

from .pictures import Names, column
from .saying import names

CAPTION = both("Pasos del Protocolo en cada consulado", "Steps of the Protocol at each post")
NOBODY = both("ninguno", "none")


def matrix_figure(beside: Beside, known: Names) -> dict[str, Any] | None:
    """None: nothing can be compared yet."""
    rows = matrix(beside.steps.standings)
    counts = {action: alike(kinds.values()) for action, kinds in rows.items()}
    if not beside.alike.compared:
        return None
    posts = sorted(known, key=known.__getitem__)
    return {
        "sentence": alike_sentence(beside.alike),
        "note": both(
            "Una tira por paso, primero aquellos en que menos se parecen; una marca por consulado, por "
            "orden alfabético. Sin marca: pocos casos, o se deduciría. Una diferencia es una pregunta.",
            "One strip for each step, those least alike first; one mark for each post, in alphabetical "
            "order. No mark: few cases, or it could be worked out. A difference is a question.",
        ),
        "svg": strips(
            [
                _strip(action, rows[action], counts[action], posts)
                for action in rows
                if counts[action].compared
            ],
            _heads([known[post] for post in posts]),
            caption=Caption(
                ident="matrix",
                title=str(say(CAPTION.es, CAPTION.en)),
                description=str(
                    say(
                        "Una tira por paso y en ella una marca por consulado; la tabla dice cuáles difieren.",
                        "A strip for each step with a mark for each post; the table says which differ.",
                    )
                ),
            ),
            legend=[(kind, str(say(KINDS[kind].es, KINDS[kind].en))) for kind in COMPARED],
        ),
        "table": {
            "caption": CAPTION,
            "stack": True,
            "columns": [
                column("Paso", "Step", number=False),
                column("Igual", "Alike"),
                column("Menos", "Less"),
                column("Más", "More"),
                column("Casi nadie", "Hardly anybody"),
                column("Sin comparar", "Not compared"),
                column("En la red", "In the network"),
                column("Difieren", "Differ", number=False),
            ],
            "rows": [_row(action, rows[action], counts[action], beside, known) for action in rows],
        },
    }


def _strip(action: str, kinds: dict[str, Kind], count: Alike, posts: list[str]) -> Strip:
    title = title_of(action)
    marks = [kinds.get(post, "few") for post in posts]
    said = f"{count.like}/{count.compared}"
    return Strip(str(say(title.es, title.en)), said, ["" if one == "few" else one for one in marks])


def _heads(titles: list[str]) -> list[str]:
    """The first letter of the posts, over the first one that has it."""
    found, before = [], ""
    for title in titles:
        letter = unicodedata.normalize("NFD", title)[:1].upper()
        found.append("" if letter == before else letter)
        before = letter
    return found


def _row(action: str, kinds: dict[str, Kind], count: Alike, beside: Beside, known: Names) -> list[Any]:
    differ = [post for post, kind in kinds.items() if kind in ("below", "above")]
    rate = next((one.rate for one in beside.steps.of_step(action)), None)
    return [
        title_of(action),
        count.like,
        count.below,
        count.above,
        count.undone,
        len(known) - count.compared,
        "–" if rate is None else percent(rate),
        names(differ, known) if differ else NOBODY,
    ]
