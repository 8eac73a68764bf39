"""What a case puts on the copy-sheet of another register, value by value, as it is typed there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cauce.content.model_registers import RegisterField
from cauce.content.sentences import value_words
from cauce.people.access import Opened

from .facts import edition_of, zone_of
from .models import Case

# The registers are in Mexico and in Spanish: so are the values, whoever reads the page.
TONGUE = "es"


@dataclass(frozen=True, slots=True)
class Filled:
    """One line of the sheet. ``value`` '': nothing fills it. ``closed``: who it is was not opened."""

    field: RegisterField
    value: str
    closed: bool = False

    @property
    def missing(self) -> bool:
        return self.field.required and not self.value and not self.closed


def sheet_of(
    case: Case,
    fields: Sequence[RegisterField],
    known: Mapping[str, Any],
    numbers: Mapping[str, str],
    identity: Opened | None,
) -> tuple[Filled, ...]:
    """Every line in that order. ``identity`` None: who it is stays closed. ``numbers``: by register."""
    return tuple(
        Filled(
            one,
            _said(case, one.origin, known, numbers, identity),
            closed=identity is None and one.origin.startswith("identity:"),
        )
        for one in fields
    )


def _said(
    case: Case, origin: str, known: Mapping[str, Any], numbers: Mapping[str, str], identity: Opened | None
) -> str:
    kind, _, name = origin.partition(":")
    if kind == "identity":
        value = identity.fields.get(name, "") if identity else ""
        return _day(dt.date.fromisoformat(value)) if name == "birth_date" and value else value
    if kind == "number":
        return numbers.get(name, "")
    if kind == "fact":
        value = known.get(name)
        return "" if value is None else value_words(edition_of(case).facts[name], value, TONGUE)
    if kind == "post":
        return {"code": case.post.code, "name": case.post.name, "city": case.post.city}[name]
    officer = case.officer.display_name if case.officer else ""
    opened = _day(case.opened_at.astimezone(zone_of(case)).date())
    return {"folio": case.folio, "officer": officer, "opened_on": opened}[name]


def _day(day: dt.date) -> str:
    return day.strftime("%d/%m/%Y")
