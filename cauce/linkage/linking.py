"""Linking: lists of records in, probable pairs out. Nothing is written anywhere."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from cauce.rules.errors import BadInput

from .model import Model
from .records import Record, check_lists
from .results import Linked

BACKENDS = ("duckdb", "spark")


def link(
    records: Mapping[str, Iterable[Record]],
    *,
    expected: int,
    model: Model | None = None,
    backend: str = "duckdb",
    one_to_one: bool = True,
    threshold: float | None = None,
    memory: str = "1500MB",
    threads: int = 2,
) -> Linked:
    """Who is on two lists: every pair of records of different lists that may be one person.

    ``records``: list (of ``LISTS``) → its records; each list is free of duplicates. ``expected``: how
    many matches are expected over all pairs of lists, which sets the prior to expected / Σ|A|·|B|.
    ``model``: None takes the frozen, reviewed one; ``threshold``: None takes that model's. With
    ``one_to_one`` a record has at most one link into each other list: the assignment of greatest
    total weight. ``backend`` duckdb (in memory, at most ``memory``, ``threads``) or spark.

    Raises BadInput for unknown lists, two records with one id, an ``expected`` that is not
    positive, and where Splink or the backend is not installed (it names the file to install).
    """
    check_lists(records)
    raise BadInput("No hay motor.", "There is no engine.")
