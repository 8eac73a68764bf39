"""A published table laid out to be read: one dimension down, the other across, rows that are all hidden
apart.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cauce.content.model import Text, both

HIDDEN = both("oculto", "hidden")
PEOPLE = both("Personas", "People")
TOTAL = "*"


@dataclass(frozen=True, slots=True)
class Grid:
    """``rows``: a label and what each column shows, None where it is hidden. ``silent``: labels of the
    rows of which nothing is shown."""

    title: Text
    head: Text
    columns: tuple[Text, ...]
    rows: tuple[tuple[Text, tuple[int | None, ...]], ...]
    silent: tuple[Text, ...]


def grid_of(table: Mapping[str, Any]) -> Grid:
    """The grid of a table with one or two dimensions. Raises ``ValueError`` for more: it has no page."""
    dims = table["dims"]
    if not 1 <= len(dims) <= 2:
        raise ValueError(f"{table['id']}: a grid has one dimension or two, not {len(dims)}")
    shown = {tuple(row["key"]): row["shown"] for row in table["rows"]}
    across = dims[1]["values"] if len(dims) == 2 else []
    rows = [
        (_text(down["label"]), tuple(shown.get(key) for key in _keys(down["id"], across)))
        for down in dims[0]["values"]
    ]
    return Grid(
        _text(table["title"]),
        _text(dims[0]["label"]),
        tuple(_text(one["label"]) for one in across) or (PEOPLE,),
        tuple(row for row in rows if any(one is not None for one in row[1])),
        tuple(label for label, told in rows if all(one is None for one in told)),
    )


def _keys(down: str, across: list[Mapping[str, Any]]) -> list[tuple[str, ...]]:
    return [(down, one["id"]) for one in across] or [(down,)]


def _text(words: Mapping[str, str]) -> Text:
    return Text(es=words["es"], en=words["en"])
