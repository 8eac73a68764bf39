"""How alike regions act, of an edition: its sentence, a strip for each step, and its table."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cauce.content.model import Text, both
from cauce.measurement.boards.alike_words import KINDS, REGIONS, alike_sentence, followed_sentence
from cauce.measurement.boards.likeness import COMPARED, Kind, alike
from cauce.measurement.boards.wording import HIDDEN, percent
from cauce.measurement.models import StatisticsEdition
from cauce.measurement.publishing.public_steps import Steps, all_alike, steps_told
from cauce.measurement.rules.publication.table import TOTAL
from cauce.protocol.editions.access import current_edition
from cauce.ui.charts import Caption
from cauce.ui.matrix import HIDDEN as NOT_SHOWN
from cauce.ui.matrix import Strip, strips
from cauce.ui.words import say

TITLE = both(
    "Si se actúa igual en cada región, paso por paso", "Whether each region acts alike, step by step"
)
CAPTION = both("Pasos del Protocolo en cada región", "Steps of the Protocol in each region")
ADHERENCE = "adherence"
HOW_TO_READ = both(
    "Una tira por paso, primero donde menos se parecen; una marca por región. Una diferencia es una "
    "pregunta.",
    "One strip for each step, those least alike first; one mark for each region. A difference is a question.",
)
NOT_ZERO = both(
    "Marca pequeña: la cifra no se muestra; no quiere decir cero.",
    "Small mark: the figure is not shown; it does not mean zero.",
)
THEN = both(
    "Con la definición de ese año, que contaba como seguido apartarse de un paso con motivo.",
    "By the definition of that year, which counted departing from a step with a reason as followed.",
)
WORDS: Mapping[Kind, Text] = {"below": both("menos", "less"), "above": both("más", "more")}


def steps_figure(edition: StatisticsEdition) -> dict[str, Any] | None:
    """None: the edition does not publish it, or shows too little to compare."""
    told = steps_told(edition)
    kinds = {} if told is None else told.kinds()
    if told is None or not kinds:
        return None
    return {
        "sentence": alike_sentence(all_alike(kinds), REGIONS),
        "note": _note(told, kinds),
        "svg": _drawn(told, kinds),
        "table": _table(told, kinds),
    }


def _note(told: Steps, kinds: Mapping[str, Mapping[str, Kind]]) -> Text:
    share = told.share()
    hidden = any(region not in kinds[step] for step in kinds for region, _ in told.regions)
    then = told.version < current_edition().indicators[ADHERENCE].version
    parts = [
        None if share is None else followed_sentence(share, told.year),
        HOW_TO_READ,
        NOT_ZERO if hidden else None,
        THEN if then else None,
    ]
    known = [one for one in parts if one is not None]
    return both(" ".join(one.es for one in known), " ".join(one.en for one in known))


def _drawn(told: Steps, kinds: Mapping[str, Mapping[str, Kind]]) -> Any:
    titles = dict(told.steps)
    rows = []
    for step, here in kinds.items():
        count = alike(here.values())
        marks = [here.get(region, NOT_SHOWN) for region, _ in told.regions]
        rows.append(Strip(str(_said(titles[step])), f"{count.like}/{count.compared}", marks))
    legend = [(kind, str(_said(KINDS[kind]))) for kind in COMPARED]
    if any(NOT_SHOWN in row.kinds for row in rows):
        legend.append((NOT_SHOWN, str(say("no se muestra", "not shown"))))
    return strips(
        rows,
        [],
        caption=Caption(
            ident="pasos",
            title=str(_said(CAPTION)),
            description=str(
                say(
                    "Una tira por paso, con una marca por región; la tabla dice cuánto y cuáles difieren.",
                    "A strip for each step, with a mark for each region; the table says how much.",
                )
            ),
        ),
        legend=legend,
        names=[str(_said(name)) for _, name in told.regions],
    )


def _table(told: Steps, kinds: Mapping[str, Mapping[str, Kind]]) -> dict[str, Any]:
    every = [*told.steps, (TOTAL, both("Todos los pasos", "All steps"))]
    return {
        "caption": CAPTION,
        "stack": True,
        "columns": [
            {"name": both("Paso", "Step")},
            *({"name": name, "number": True} for _, name in told.regions),
            {"name": both("En la red", "In the network"), "number": True},
        ],
        "rows": [
            [
                title,
                *(
                    _cell(told.share(step, region), kinds.get(step, {}).get(region))
                    for region, _ in told.regions
                ),
                _cell(told.share(step)),
            ]
            for step, title in every
        ],
    }


def _cell(share: float | None, kind: Kind | None = None) -> Text:
    if share is None:
        return HIDDEN
    more = WORDS.get(kind) if kind else None
    said = percent(share)
    return both(f"{said}, {more.es}", f"{said}, {more.en}") if more else both(said, said)


def _said(text: Text) -> Any:
    return say(text.es, text.en)
