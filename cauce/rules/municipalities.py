"""Which municipality is meant by «Tlaxiaco, Oaxaca», «tlaxiaco», «20397»? Never a guess."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from cauce.content.errors import BadInput, BadInputs
from cauce.content.plain import plain

bad_input = BadInputs(__file__)

MOST_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Municipality:
    """One municipality of Mexico. ``population`` None: not known."""

    code: str  # INEGI, five digits: state and municipality
    name: str
    state: str
    population: int | None

    @property
    def said(self) -> str:
        return f"{self.name}, {self.state}"


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", plain(text)))


def municipality(known: Iterable[Municipality], text: str, where: str) -> Municipality | None:
    """The one that is meant; None for an empty text.

    Raises ``BadInput`` when there is none of that name, or several and no state was said.
    """
    asked = text.strip()
    if not asked:
        return None
    rows = list(known)
    name, _, state = asked.partition(",")
    wanted, within = _plain(name), _plain(state)
    found = [one for one in rows if asked == one.code or _plain(one.name) == wanted]
    if within:
        found = [one for one in found if _plain(one.state).startswith(within)]
    if len(found) == 1:
        return found[0]
    if not found:
        near = [one for one in rows if wanted and wanted in _plain(one.name)]
        shown = _listed(near)
        raise BadInput(
            f"no hay un municipio «{asked}».",
            f"there is no municipality '{asked}'.",
            where=where,
            cure_es=f"¿Quiso decir {shown}?" if shown else "Escriba municipio y estado, o déjelo.",
            cure_en=f"Did you mean {shown}?" if shown else "Write municipality and state, or leave it.",
        )
    raise bad_input(
        "there_are_count_municipalities_asked",
        where=where,
        count=len(found),
        asked=asked,
        found=_listed(found),
    )


def _listed(rows: list[Municipality]) -> str:
    shown = "; ".join(one.said for one in rows[:MOST_SHOWN])
    return shown + (" …" if len(rows) > MOST_SHOWN else "")
