"""From rows to what the rules read: a family, its travellers, its arrivals. One way only."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone

from cauce.content.loader import parameter_on
from cauce.custody.keystore import Blob, KeyGone, unseal_many
from cauce.family.reunification.rules.kinship import Kin, Principal, age
from cauce.family.reunification.rules.reunion import Arrival, Traveller
from cauce.protocol.editions.access import current_edition
from cauce.staff.offices import access as offices

from .models import Blocker, Relative, Reunification


def adult() -> int:
    """From which age somebody travels without custody being asked about."""
    return int(parameter_on(current_edition(), "adulthood", offices.day_at(None, timezone.now())).value)


def begun(one: Reunification) -> dt.date:
    """The day at its post when it was opened, or opened again the last time."""
    zone = offices.zone(one.case.post_id)
    return (one.reopened_at or one.opened_at).astimezone(zone).date()


def _day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def words_of_principal(told: dict[str, Any]) -> Principal:
    return Principal(
        born=_day(told.get("born")),
        filed=told.get("filed"),
        filed_on=_day(told.get("filed_on")),
        danger=told.get("danger"),
    )


@dataclass(frozen=True)
class Member:
    """A relative with what was unsealed of them."""

    row: Relative
    told: dict[str, Any]

    @property
    def name(self) -> str:
        return str(self.told.get("name", ""))

    @property
    def born(self) -> dt.date | None:
        return _day(self.told.get("born"))

    @property
    def married_on(self) -> dt.date | None:
        return _day(self.told.get("married_on"))

    @property
    def person(self) -> str:
        """One key for somebody who stands in two families."""
        return str(self.row.same_as_id or self.row.id)

    @property
    def twice(self) -> bool:
        """Whether they stand in another family too."""
        return self.row.same_as_id is not None or bool(self.row.again.all())

    @property
    def kin(self) -> Kin:
        return Kin(
            str(self.row.id),
            self.row.relation,
            self.born,
            self.told.get("married"),
            self.married_on,
            frozenset(self.row.parents),
        )

    def traveller(self, on: dt.date) -> Traveller:
        born, row = self.born, self.row
        return Traveller(
            str(row.id),
            {name: dt.date.fromisoformat(day) for name, day in row.steps.items()},
            minor=None if born is None else age(born, on) < adult(),
            custody=row.custody,
            other_parent=row.other_parent,
            held_by=row.held_by,
            left=bool(row.left),
        )


@dataclass(frozen=True)
class Family:
    """A reunification whole: the principal, the relatives in the order they were added, obstacles."""

    row: Reunification
    told: dict[str, Any]
    members: tuple[Member, ...]
    blockers: tuple[tuple[Blocker, str], ...] = field(default=())

    @property
    def begun(self) -> dt.date:
        """The day from which it waits."""
        return begun(self.row)

    @property
    def principal(self) -> Principal:
        return words_of_principal(self.told)

    @property
    def kin(self) -> tuple[Kin, ...]:
        return tuple(one.kin for one in self.members if not one.row.left)

    def travellers(self, on: dt.date) -> tuple[Traveller, ...]:
        return tuple(one.traveller(on) for one in self.members)

    @property
    def open_blockers(self) -> tuple[tuple[Blocker, str], ...]:
        return tuple(pair for pair in self.blockers if pair[0].resolved_on is None)


def families(rows: Iterable[Reunification]) -> list[Family]:
    """The families of these rows, everything unsealed at once; what has no key any more is empty.

    The rows bring their case, their relatives and their blockers (``access.rows``).
    """
    listed = list(rows)
    parts: list[tuple[Any, Blob]] = []
    for row in listed:
        key = row.case.key_id
        for one in (row, *row.relatives.all(), *row.blockers.all()):
            if one.sealed:
                parts.append((one.id, type(one).sealed.blob(one, key)))
    told = _opened(parts)
    return [_family(row, told) for row in listed]


def _opened(parts: list[tuple[Any, Blob]]) -> dict[Any, Any]:
    try:
        opened = unseal_many(blob for _, blob in parts)
        return {id: told for (id, _), told in zip(parts, opened, strict=True)}
    except KeyGone:
        found = {}
        for id, blob in parts:  # one of them was destroyed: the others still open
            try:
                found[id] = next(iter(unseal_many([blob])))
            except KeyGone:
                continue
        return found


def _family(row: Reunification, told: dict[Any, Any]) -> Family:
    relatives = sorted(row.relatives.all(), key=lambda one: one.number)
    blockers = sorted(row.blockers.all(), key=lambda one: (one.opened_on, str(one.id)))
    return Family(
        row,
        told.get(row.id) or {},
        tuple(Member(one, told.get(one.id) or {}) for one in relatives),
        tuple((one, told.get(one.id) or "") for one in blockers),
    )


def arrivals_of(rows: Iterable[Reunification]) -> list[Arrival]:
    """Every arrival of these families, without a name: days and keys alone."""
    return [
        Arrival(str(row.id), str(one.same_as_id or one.id), dt.date.fromisoformat(one.steps["arrival"]))
        for row in rows
        for one in row.relatives.all()
        if one.steps.get("arrival")
    ]
