"""The sources that a lesson or an answer rests on, as they are shown."""

from __future__ import annotations

from collections.abc import Iterable

from cauce.content.loader import Edition
from cauce.content.model import Source


def cited(edition: Edition, ids: Iterable[str]) -> list[Source]:
    """The sources by id, once each, in the order they are named."""
    return [edition.sources[id] for id in dict.fromkeys(ids) if id in edition.sources]
