"""Outcomes over time: one small line for each heading, with a sentence and a table beside it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from cauce.content.loader import Edition
from cauce.content.model import Text
from cauce.ui.charts import Caption
from cauce.ui.tracks import Track, tracks
from cauce.ui.words import say

HEIGHT = {"no": 0.0, "in_part": 0.5, "yes": 1.0}  # an order to draw, never added up
Sitting = tuple[Any, dict[str, str]]


def figure(edition: Edition, sittings: Sequence[Sitting], kind: str) -> dict[str, Any]:
    """``kind``: outcome or need. What was not asked, not said or does not apply breaks the line."""
    catalogue = "outcomes" if kind == "outcome" else "outcome_needs"
    title = (
        Text(es="Los siete resultados", en="The seven outcomes")
        if kind == "outcome"
        else Text(es="Las catorce necesidades", en="The fourteen needs")
    )
    answers = {one.id: one.title for one in edition.catalogues["outcome_answers"]}
    dates = [f"{row.sat_on:%d/%m/%y}" for row, _ in sittings]
    rows, table = [], []
    for one in edition.catalogues[catalogue]:
        said = [codes.get(f"{kind}:{one.id}", "not_asked") for _, codes in sittings]
        # No words in the reader's language are kept: they are chosen when they are shown.
        name, last = say(one.title.es, one.title.en), answers[said[-1]]
        if set(said) != {"not_asked"}:  # never asked: in the table alone
            rows.append(
                Track(str(name), tuple(HEIGHT.get(code) for code in said), str(say(last.es, last.en)))
            )
        table.append([one.title, *(answers[code] for code in said)])
    return {
        "sentence": _sentence(edition, sittings, kind, catalogue),
        "note": Text(
            es=(
                "Arriba: sí; en medio: en parte; abajo: todavía no. Cuadro punteado: no hay respuesta. Lo "
                "nunca preguntado está en la tabla."
            ),
            en=(
                "Top: yes; middle: in part; bottom: not yet. Dashed box: no answer. What was "
                "never asked is in the table."
            ),
        ),
        "svg": rows
        and tracks(
            rows,
            dates,
            caption=Caption(
                ident=kind,
                title=str(say(title.es, title.en)),
                description=str(
                    say(
                        "Una línea por tema; cada punto es un día en que se habló.",
                        "One line per topic; each point is a day on which it was asked.",
                    )
                ),
            ),
        ),
        "table": {
            "caption": title,
            "stack": True,
            "rows": table,
            "columns": [{"name": Text(es="Tema", en="Heading")}, *({"name": d} for d in dates)],
        },
    }


def _sentence(edition: Edition, sittings: Sequence[Sitting], kind: str, catalogue: str) -> Text:
    """What changed between the first and the last answer of each heading; nothing is added up."""
    better = worse = 0
    for one in edition.catalogues[catalogue]:
        known = [
            HEIGHT[code] for _, codes in sittings if (code := codes.get(f"{kind}:{one.id}", "")) in HEIGHT
        ]
        if len(known) > 1:
            better, worse = better + (known[-1] > known[0]), worse + (known[-1] < known[0])
    if len(sittings) < 2:
        return Text(
            es="Preguntado una vez: se comparará cuando se pregunte de nuevo.",
            en="Asked once: it can be compared once it is asked again.",
        )
    return Text(
        es=f"Desde la primera vez: mejor en {better}, peor en {worse}.",
        en=f"Since the first time: better in {better}, worse in {worse}.",
    )
