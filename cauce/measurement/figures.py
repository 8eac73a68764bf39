"""The figures of an indicator for any period, as they were known at any instant: the same for everybody.

It gives true numbers, small ones too: what is shown or leaves the house passes protection first.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from cauce.rules.content.model import Text
from cauce.rules.indicators.model import Cell

__all__ = ["Cell", "Figures", "figures"]


@dataclass(frozen=True, slots=True)
class Figures:
    """One indicator over [``since``, ``until``). ``cells`` by the values of ``by``, in its order; the
    key is () when nothing is broken down. ``editions``: of the Protocol that the period ran across."""

    indicator: str
    version: int  # the last in force within the period; ``notes`` says when there were others
    by: tuple[str, ...]
    since: dt.date
    until: dt.date
    known: dt.datetime
    cells: dict[tuple[str, ...], Cell]
    editions: tuple[str, ...]
    notes: tuple[Text, ...]


def figures(
    indicator: str,
    *,
    since: dt.date,
    until: dt.date,
    known: dt.datetime,
    by: Sequence[str] = (),
    posts: Sequence[str] | None = None,
) -> Figures:
    """The figures of an indicator. ``posts`` None: the whole network.

    Raises ``Unknown`` for an indicator or a breakdown that there is not, ``BadInput`` for dates in
    the wrong order, ``NotInForce`` where the indicator refuses: no external estimate is known.
    """
    raise NotImplementedError
