"""What whoever makes an edition of statistics hands over, and who makes which kind."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from cauce.rules.content.model import Text
from cauce.rules.publication.period import Period


@dataclass(frozen=True, slots=True)
class Made:
    """What may leave, and the proof that it may. Nothing here may hold a value that is hidden.

    ``tables``: JSON, each with ``id``, ``title`` {es, en} and rows (``rules/publication/protecting.py``
    writes those of the yearbook; another kind may add its own keys). ``hidden``: cells by reason.
    ``audit``: what the attack found; an edition whose ``audit["passed"]`` is not true is refused.
    ``definitions``: version of each indicator used. ``notes``: what a reader must know.
    """

    tables: list[dict[str, Any]]
    hidden: dict[str, int]
    audit: dict[str, Any]
    definitions: dict[str, int]
    notes: list[Text] = field(default_factory=list)


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
