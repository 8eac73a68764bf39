"""What each space of identification yields: noticed, spoke alone, identified. The toolbox as a picture."""

from __future__ import annotations

from typing import Any

from cauce.content.model import Text, both
from cauce.measurement.boards.cascade import Cascade, Place
from cauce.measurement.boards.cascade_figure import NAMES, NOTICED, said
from cauce.protocol.editions.access import current_edition
from cauce.ui.charts import Caption
from cauce.ui.nested import Nested, nested
from cauce.ui.words import say

from .saying import number_or_hidden, percent

CAPTION = both("Lo que rinde cada espacio de identificación", "What each space of identification yields")
UNKNOWN = both("No consta dónde", "Where is not recorded")


def places_figure(found: Cascade) -> dict[str, Any] | None:
    """The last whole year by where the contact began. None: nothing of it is told."""
    last = found.last_whole
    rows = [one for one in found.places if any(stage.of is not None for stage in one.stages)]
    if last is None or not rows:
        return None
    names = (NOTICED, NAMES["spoke"], NAMES["identified"])
    return {
        "sentence": _sentence(rows, last.year),
        "note": both(
            f"De {last.year}. Cuántas horas de trabajo llevó cada espacio no se conoce: las horas se miden "
            "por consulado, y por dónde llegó cada caso está bajo llave.",
            f"Of {last.year}. How many hours of work each space took is not known: hours are measured by "
            "post, and by which way each case came is sealed.",
        ),
        "svg": nested(
            [_nested(one) for one in rows],
            caption=Caption(
                ident="places",
                title=str(say(CAPTION.es, CAPTION.en)),
                description=str(
                    say(
                        "Tres barras, una dentro de otra, por cada espacio.",
                        "Three bars, one within the other, for each space.",
                    )
                ),
            ),
            legend=tuple(str(say(one.es, one.en)) for one in names),
        ),
        "table": {
            "caption": CAPTION,
            "stack": True,
            "columns": [
                {"name": both("Espacio", "Space")},
                {"name": NOTICED, "number": True},
                *({"name": name, "number": True} for name in NAMES.values()),
            ],
            "rows": [
                [_title(one), number_or_hidden(one.stages[0].of), *(said(stage) for stage in one.stages)]
                for one in rows
            ],
        },
    }


def _title(one: Place) -> Text:
    labels = current_edition().facts["contact.channel"].value_labels
    found = labels.get(one.channel)
    if found is None:
        return UNKNOWN if not one.channel else both(one.channel, one.channel)
    return both(found.es[:1].upper() + found.es[1:], found.en[:1].upper() + found.en[1:])


def _numbers(one: Place) -> tuple[int | None, int | None, int | None]:
    spoke, identified, _ = one.stages
    return spoke.of, spoke.met, identified.met


def _nested(one: Place) -> Nested:
    title, told = _title(one), [number_or_hidden(number) for number in _numbers(one)]
    words = both(" · ".join(number.es for number in told), " · ".join(number.en for number in told))
    return Nested(str(say(title.es, title.en)), _numbers(one), str(say(words.es, words.en)))


def _sentence(rows: list[Place], year: int) -> Text:
    """Between which shares of those noticed were identified, by space."""
    shares = sorted(
        (met / of, _title(one).es, _title(one).en)
        for one in rows
        for of, _, met in [_numbers(one)]
        if of and met is not None
    )
    if len(shares) < 2:
        return both(
            f"{year}: todavía no se puede decir qué rinde cada espacio.",
            f"{year}: what each space yields cannot be said yet.",
        )
    least, most = shares[0], shares[-1]
    return both(
        f"En {year}, según el espacio, se identificó a entre {percent(least[0])} ({least[1]}) y "
        f"{percent(most[0])} ({most[1]}) de los contactos con una señal.",
        f"In {year}, by space, between {percent(least[0])} ({least[2]}) and {percent(most[0])} ({most[2]}) "
        "of contacts with a sign were identified.",
    )
