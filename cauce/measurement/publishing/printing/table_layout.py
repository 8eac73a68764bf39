"""A protected table laid out for reading: rows, columns, and what is wholly hidden in one line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

from cauce.content.model import Text
from cauce.measurement.rules.publication.table import TOTAL

from ..same_people import COUNTED, NO, YES

HIDDEN = "–"
PEOPLE = Text(es="Cuántas", en="How many")
PART = Text(es="De cada cien", en="Of each hundred")
OUT_OF = Text(es="De cuántas", en="Out of how many")
Told = str | Text


@dataclass(frozen=True, slots=True)
class Laid:
    """``heads``: names of the columns that say what a row is of; ``columns``: names of its figures;
    ``rows``: both together, a hidden figure as «–». ``wholly``: rows in which nothing is shown, named
    together. ``across``: what the columns are of; None: nothing."""

    heads: tuple[Text, ...]
    columns: tuple[Text, ...]
    across: Text | None
    rows: tuple[tuple[tuple[Text, ...], tuple[str, ...]], ...]
    wholly: tuple[Text, ...]
    hidden: int
    cells: int


def number(value: int | None) -> str:
    """A figure as it is read; None is hidden, and never a zero."""
    return HIDDEN if value is None else f"{value:,}"


def _text(raw: Mapping[str, str]) -> Text:
    return Text(es=raw["es"], en=raw["en"])


def lay(table: Mapping[str, Any]) -> Laid:
    """Lay out a table as an edition keeps it (``publishing.py``)."""
    dims: Sequence[Mapping[str, Any]] = table["dims"]
    shown = {tuple(row["key"]): row["shown"] for row in table["rows"]}
    hidden = sum(value is None for value in shown.values())
    names = [{one["id"]: _text(one["label"]) for one in dim["values"]} for dim in dims]
    is_rate = bool(dims) and dims[-1]["id"] == COUNTED
    across = None
    if is_rate:
        sides, columns = dims[:-1], (Text(es="Sí", en="Yes"), OUT_OF, PART)
    elif len(dims) > 1:
        sides = dims[:-1]
        columns = tuple(names[-1].values())
        across = _text(dims[-1]["label"])
    else:
        sides, columns = dims, (PEOPLE,)
    rows, wholly = [], []
    for key in product(*([one["id"] for one in dim["values"]] for dim in sides)):
        if is_rate:
            cells = _rate(shown, key)
        elif len(dims) > 1:
            cells = tuple(number(shown[(*key, last)]) for last in names[-1])
        else:
            cells = (number(shown[key]),)
        told = tuple(names[at][one] for at, one in enumerate(key))
        # The grand total stays where it is looked for, hidden or not; a table by nothing has no other row.
        if all(one == HIDDEN for one in cells) and set(key) - {TOTAL}:
            wholly.append(_together(told))
        else:
            rows.append((told, cells))
    heads = tuple(_text(dim["label"]) for dim in sides)
    return Laid(heads, columns, across, tuple(rows), tuple(wholly), hidden, len(shown))


def _rate(shown: Mapping[tuple[str, ...], int | None], key: tuple[str, ...]) -> tuple[str, ...]:
    """How many, out of how many, and the part, worked out from the two figures that are shown."""
    yes, of, no = shown[(*key, YES)], shown[(*key, TOTAL)], shown[(*key, NO)]
    if yes is None or of is None or no is None:
        return number(yes), number(of), HIDDEN
    return number(yes), number(of), f"{min(round(100 * yes / of), 100)} %"


def _together(names: Sequence[Text]) -> Text:
    return Text(es=" · ".join(one.es for one in names), en=" · ".join(one.en for one in names))
