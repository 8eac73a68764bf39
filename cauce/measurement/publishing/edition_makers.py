"""What whoever makes an edition of statistics hands over, and who makes which kind."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from typing import Any

from cauce.content.model import Text
from cauce.custody.features import named
from cauce.measurement.rules.publication.period import Period


@dataclass(frozen=True, slots=True)
class Made:
    """What may leave, and the proof that it may. Nothing here may hold a value that is hidden.

    ``tables``: JSON, each with ``id``, ``title`` {es, en} and rows (those of the yearbook:
    ``measurement/rules/publication/protecting.py``; another kind may add its own keys).
    ``hidden``: cells by reason.
    ``audit``: what the attack found; an edition whose ``audit["passed"]`` is not true is refused.
    ``definitions``: version of each indicator used. ``notes``: what a reader must know.
    """

    tables: list[dict[str, Any]]
    hidden: dict[str, int]
    audit: dict[str, Any]
    definitions: dict[str, int]
    notes: list[Text] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class File:
    """One file of an edition, as whoever reads it downloads it."""

    name: str
    media_type: str
    body: bytes

    @property
    def hash(self) -> str:
        """Lets whoever has the file see that it is whole: SHA-256."""
        return sha256(self.body).hexdigest()


# Makes the content of one kind for a period, as it was known at an instant. Raises ``BadInput`` for a
# period that this kind does not announce.
Maker = Callable[[Period, dt.datetime], Made]
# Makes the files of one kind. A kind without one of its own is printed as figures (``printing/files.py``).
Printer = Callable[[Any], list[File]]


@cache
def makers() -> dict[str, Maker]:
    """What makes each kind of publication, as features say."""
    return {name: feature.read(one.made) for name, (feature, one) in named("publishes").items()}


@cache
def printers() -> dict[str, Printer]:
    """What prints each kind that has files of its own."""
    return {
        name: feature.read(one.printed) for name, (feature, one) in named("publishes").items() if one.printed
    }
