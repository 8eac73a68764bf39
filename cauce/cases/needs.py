"""What the person is known to need, and since when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from typing import Any

from cauce.content.loader import Edition

OWED = "labour.claim"  # what is owed for work is no question of its own: the claim says it


def fact_of(need: str, known: Collection[str]) -> str | None:
    """The fact by which a need is known; None: none of these says it."""
    found = [f"need.{need}"] + ([OWED] if need == "labour" else [])
    return next((name for name in found if name in known), None)


def needed(edition: Edition, known: Collection[str]) -> list[Any]:
    """The needs of the catalogue that these facts, all of them true, say."""
    return [row for row in edition.catalogues["needs"] if fact_of(row.id, known)]


def needs_told(
    edition: Edition, facts: Mapping[str, Any], since: Mapping[str, dt.datetime]
) -> list[tuple[Any, dt.datetime]]:
    """The needs that the facts of a case say, with the hour at which each was said."""
    known = {name: since[name] for name, value in facts.items() if value is True}
    rows = needed(edition, known)
    return [(row, known[name]) for row in rows if (name := fact_of(row.id, known))]
