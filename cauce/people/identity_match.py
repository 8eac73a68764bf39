"""Of two identities: what of each is marked, and whether the two may be one person. In memory alone.

Names are compared as the linkage of the ministry's own lists compares them (``cauce.methods.linkage.names``):
by sound, without particles, nicknames beside what they stand for. A date is needed: two people of
one name are no reason for two officers to talk. Which signs count is this house's choice.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from cauce.methods.linkage.names import Given, given, surnames
from cauce.methods.linkage.sounds import sound

Fields = Mapping[str, str]
FEW = 3  # people of one whole name at a post; where there are more, a name without a date says nothing


@dataclass(frozen=True, slots=True)
class _Said:
    """An identity as it is compared; '' and None: not known."""

    given: Given
    first: str
    second: str
    born: dt.date | None

    def __repr__(self) -> str:  # nobody in a log
        return "_Said()"


def _read(fields: Fields) -> _Said:
    first, second = surnames(fields.get("first_surname", ""), fields.get("second_surname", ""))
    born = fields.get("birth_date", "")
    return _Said(
        given(fields.get("given_names", "")),
        sound(first),
        sound(second),
        dt.date.fromisoformat(born) if born else None,
    )


def signs(fields: Fields) -> dict[str, str]:
    """What is marked of an identity, by kind (``Mark.KINDS``); empty: too little is known to compare."""
    one = _read(fields)
    found: dict[str, str] = {}
    if one.born is None or not one.first:
        return found
    if one.given.key:
        found["given"] = f"{one.given.key}|{one.first}|{one.born}"
    if one.second:
        found["surnames"] = f"{one.first}|{one.second}|{one.born}"
        if one.given.key:
            found["year"] = f"{one.given.key}|{one.first}|{one.second}|{one.born.year}"
    return found


def alike(left: Fields, right: Fields) -> bool:
    """Whether two identities may be one person: names that sound the same and one date, or one slip in it.

    Twins and sisters share surnames and a date and are not alike.
    """
    return _alike(_read(left), _read(right))


def _alike(one: _Said, other: _Said) -> bool:
    if not _named_alike(one, other) or one.born is None or other.born is None:
        return False
    return _one_day(one.born, other.born, whole=bool(one.second and other.second))


def _named_alike(one: _Said, other: _Said) -> bool:
    if not (set(one.given.may) & set(other.given.may) or one.given.key == other.given.key != ""):
        return False
    if not one.first or one.first != other.first:
        return False
    return not (one.second and other.second) or one.second == other.second


def alike_among(fresh: Mapping[UUID, Fields], known: Mapping[UUID, Fields]) -> list[tuple[UUID, UUID]]:
    """Who of the fresh may be somebody else who is known at the same post, each two once.

    One person reads both files there and a mistake costs a look: a date that nobody knows yet is no obstacle
    where both surnames are alike, but for a name that many have.
    """
    read = {id: _read(fields) for id, fields in known.items()}
    pairs: dict[frozenset[UUID], tuple[UUID, UUID]] = {}
    for id, fields in fresh.items():
        one = _read(fields)
        dated = [id_ for id_, other in read.items() if id_ != id and _alike(one, other)]
        undated = [id_ for id_, other in read.items() if id_ != id and _undated(one, other)]
        for other_id in dated + (undated if len(undated) <= FEW else []):
            pairs.setdefault(frozenset((id, other_id)), (id, other_id))
    return list(pairs.values())


def _undated(one: _Said, other: _Said) -> bool:
    """Alike in the whole name, while the date of one of the two is not known."""
    whole = bool(one.second and other.second)
    return whole and (one.born is None or other.born is None) and _named_alike(one, other)


def _one_day(one: dt.date, other: dt.date, *, whole: bool) -> bool:
    """The same day; with both surnames also one slip: day and month turned, or one of the two another."""
    if one == other:
        return True
    if not whole or one.year != other.year:
        return False
    turned = (one.day, one.month) == (other.month, other.day)
    return turned or one.day == other.day or one.month == other.month
