"""What whoever makes an edition of statistics hands over, and who makes which kind."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from cauce.content.model import Text
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
MAKERS: dict[str, Maker] = {}


def makes(kind: str) -> Callable[[Maker], Maker]:
    """Register the maker of a kind; called once, from ``apps.ready``."""

    def keep(maker: Maker) -> Maker:
        MAKERS[kind] = maker
        return maker

    return keep


# Makes the files of one kind. A kind without one of its own is printed as figures (``printing/files.py``).
Printer = Callable[[Any], list[File]]
PRINTERS: dict[str, Printer] = {}


def prints(kind: str) -> Callable[[Printer], Printer]:
    """Register what prints a kind; called once, from ``apps.ready``."""

    def keep(printer: Printer) -> Printer:
        PRINTERS[kind] = printer
        return printer

    return keep
