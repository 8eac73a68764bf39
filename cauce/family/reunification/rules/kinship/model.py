"""What is known of the principal and of each relative, and what the table makes of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from cauce.content.model import Text, both
from cauce.content.model_kinship import KinCategory
from cauce.rules.dates import add_months

PRINCIPAL = "principal"
RELATIONS: dict[str, Text] = {
    "spouse": both("Esposa o esposo", "Spouse"),
    "child": both("Hija o hijo", "Child"),
    "parent": both("Madre o padre", "Parent"),
    "sibling": both("Hermana o hermano", "Sibling"),
    "descendant": both("Hija o hijo de alguien de la lista", "Child of somebody of the list"),
    "other": both("Otro parentesco", "Another relation"),
}
MISSING: dict[str, Text] = {
    "born": both("su fecha de nacimiento", "the date of birth"),
    "married": both("si está en matrimonio", "whether married"),
    "married_on": both("cuándo se casó", "when the marriage was"),
    "principal_born": both("la fecha de nacimiento de la persona", "the person's date of birth"),
    "filed": both("si ya se presentó la solicitud y qué día", "whether the application was filed, and when"),
    "danger": both("si hay peligro de represalias ahora", "whether there is a danger of retaliation now"),
    "parents": both("quién de la lista es su madre o padre", "who of the list is the parent"),
}


@dataclass(frozen=True, slots=True)
class Principal:
    """Whose case it is. ``filed`` None: nobody knows whether it was filed; ``filed_on``: the day."""

    born: dt.date | None = None
    filed: bool | None = None
    filed_on: dt.date | None = None
    danger: bool | None = None


@dataclass(frozen=True, slots=True)
class Kin:
    """A relative. ``parents``: ids in the family, or ``PRINCIPAL``; empty: not known who they are."""

    id: str
    relation: str
    born: dt.date | None = None
    married: bool | None = None
    married_on: dt.date | None = None
    parents: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Reason:
    """One condition: whether it holds (None: not known), in words; ``missing``: what to find out."""

    holds: bool | None
    text: Text
    missing: str = ""


@dataclass(frozen=True, slots=True)
class Possible:
    """One category for one relative. ``holds`` None: to find out."""

    category: KinCategory
    holds: bool | None
    reasons: tuple[Reason, ...]

    @property
    def missing(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(one.missing for one in self.reasons if one.missing))


@dataclass(frozen=True, slots=True)
class Change:
    """What a birthday or a marriage would change. ``on`` None: whenever it happens."""

    kind: str  # birthday or marriage
    on: dt.date | None
    turns: int | None
    who: str  # the relative's id, or PRINCIPAL
    codes: tuple[str, ...]
    text: Text


@dataclass(frozen=True, slots=True)
class Reading:
    """What the table gives for one relative. ``if_today``: as if it were filed today."""

    kin: Kin
    possible: tuple[Possible, ...]
    changes: tuple[Change, ...]
    if_today: bool

    @property
    def codes(self) -> tuple[str, ...]:
        """Categories that fit from what is known."""
        return tuple(one.category.code for one in self.possible if one.holds)

    @property
    def open(self) -> tuple[Possible, ...]:
        """Categories that depend on what is not known yet."""
        return tuple(one for one in self.possible if one.holds is None)

    @property
    def missing(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(name for one in self.open for name in one.missing))


def age(born: dt.date, on: dt.date) -> int:
    """Completed years; of somebody born on 29 February, on 28 February."""
    years = on.year - born.year
    return years if birthday(born, years) <= on else years - 1


def birthday(born: dt.date, turns: int) -> dt.date:
    return add_months(born, 12 * turns)


Family = dict[str, Kin]
