"""The relatives of a family: who they are, what stands in each one's way, how far each has come."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass

from cauce.content.errors import BadInputs, unknown
from cauce.custody.journal.door import Entry, act
from cauce.family.reunification.rules.kinship import PRINCIPAL, RELATIONS, check_birth
from cauce.family.reunification.rules.reunion import (
    LEAVES,
    check_custody,
    check_paper,
    check_step,
    check_undo,
)
from cauce.protocol.editions.access import current_edition
from cauce.rules.names import fold
from cauce.rules.permissions import Actor

from ..access import ever_of_post_rows, member_of
from ..facts import families
from ..models import Relative, Reunification
from ._family import check_open, fresh, seal_relative, today

bad_input = BadInputs(__file__)

MOST = 30


@dataclass(frozen=True)
class Told:
    """Who a relative is; None and "": not known."""

    name: str
    relation: str
    born: dt.date | None = None
    married: bool | None = None
    married_on: dt.date | None = None
    parents: tuple[str, ...] = ()
    where: str = ""
    note: str = ""

    def sealed(self) -> dict[str, object]:
        return {
            "name": self.name,
            "born": self.born.isoformat() if self.born else None,
            "married": self.married,
            "where": self.where,
            "note": self.note,
            "married_on": self.married_on.isoformat() if self.married_on else None,
        }


def _check(reunion: Reunification, told: Told, own: Relative | None, at: dt.datetime) -> None:
    if told.relation not in RELATIONS:
        raise unknown("parentescos", "relations", told.relation, RELATIONS)
    if not told.name.strip():
        raise bad_input("a_name_is_missing", where="name")
    now = today(reunion, at)
    check_birth(told.born, now)
    if told.married_on is not None and (told.married_on > now or told.married is not True):
        raise bad_input("date_of_marriage_does_not_fit", where="married_on")
    known = {str(id) for id in reunion.relatives.values_list("id", flat=True)} | {PRINCIPAL}
    mine = str(own.id) if own else ""
    for parent in told.parents:
        if parent not in known or parent == mine:
            raise bad_input("that_person_is_not_of_this_family", where="parents")


def _check_room(reunion: Reunification) -> int:
    count = reunion.relatives.count()
    if count >= MOST:
        raise bad_input("there_is_room_for_most_relatives", most=MOST)
    return count + 1


def _same(reunion: Reunification, told: Told, own: Relative | None) -> list[Relative]:
    """Relatives at this post with that name whose birth date does not speak against it.

    Also of families that ended: whoever arrived there would count a second time here.
    """
    mine, name = (own.id if own else None), fold(told.name)
    return [
        one.row
        for family in families(ever_of_post_rows(reunion.case.post_id))
        for one in family.members
        if one.row.id != mine
        and not one.row.left
        and fold(one.name) == name
        and (one.born is None or told.born is None or one.born == told.born)
    ]


def _elsewhere(reunion: Reunification, told: Told, own: Relative | None, twice: bool) -> Relative | None:
    """The same person in another family, when whoever writes it says so. Raises ``BadInput``."""
    found = _same(reunion, told, own)
    if any(one.reunification_id == reunion.id for one in found):
        raise bad_input("somebody_with_name_and_date", where="name")
    if not found or (own and own.same_as_id):
        return own.same_as if own else None
    if not twice:
        raise bad_input("somebody_with_name_is_in_another_family", where="twice")
    if len(found) > 1 or found[0].same_as_id or found[0].again.exists():
        raise bad_input("that_person_is_in_two_families_already", where="twice")
    return found[0]


@act("reunion.add_relative", requires="reunion.work", on="reunion")
def add_relative(
    *, actor: Actor, entry: Entry, reunion: Reunification, told: Told, at: dt.datetime, twice: bool = False
) -> Relative:
    """Somebody of the family who may come. ``twice``: it is known that they stand in another family.

    Raises ``BadInput`` for a birth date ahead, a parent outside the family, somebody who is in this one
    or in two others already, or in another and nobody said so; ``Unknown`` for another relation.
    """
    check_open(reunion)
    _check(reunion, told, None, at)
    number = _check_room(reunion)
    same = _elsewhere(reunion, told, None, twice)
    made = Relative(
        id=uuid.uuid4(),
        reunification=reunion,
        number=number,
        relation=told.relation,
        parents=sorted(set(told.parents)),
        same_as=same,
        added_at=at,
        by=actor.user,
    )
    seal_relative(reunion, made, told.sealed())
    _about(entry, reunion, made, relation=told.relation, twice=same is not None)
    return made


@act("reunion.change_relative", requires="reunion.work", on="reunion")
def change_relative(
    *,
    actor: Actor,
    entry: Entry,
    reunion: Reunification,
    relative: Relative,
    told: Told,
    at: dt.datetime,
    twice: bool = False,
) -> None:
    """What is now known of somebody. Raises as ``add_relative``."""
    check_open(reunion)
    fresh(reunion, relative)
    _check(reunion, told, relative, at)
    relative.same_as = _elsewhere(reunion, told, relative, twice)
    relative.relation, relative.parents = told.relation, sorted(set(told.parents))
    seal_relative(reunion, relative, told.sealed())
    _about(entry, reunion, relative, relation=told.relation)


@act("reunion.note_custody", requires="reunion.work", on="reunion")
def note_custody(
    *,
    actor: Actor,
    entry: Entry,
    reunion: Reunification,
    relative: Relative,
    custody: str,
    other_parent: str,
    held_by: str,
    at: dt.datetime,
) -> None:
    """Who holds a relative, who the other parent is, and how custody stands.

    Raises ``BadInput`` when consent would be asked of whoever did the harm, or of nobody knows whom.
    """
    check_open(reunion)
    fresh(reunion, relative)
    check_custody(custody, other_parent, held_by)
    if relative.papers.get("consent_letter") in ("asked", "obtained"):
        check_custody("letter", other_parent, held_by)
    relative.custody, relative.other_parent, relative.held_by = custody, other_parent, held_by
    relative.save(update_fields=["custody", "other_parent", "held_by"])
    _about(entry, reunion, relative, custody=custody)


@act("reunion.note_papers", requires="reunion.work", on="reunion")
def note_papers(
    *,
    actor: Actor,
    entry: Entry,
    reunion: Reunification,
    relative: Relative,
    papers: dict[str, str],
    at: dt.datetime,
) -> None:
    """How each paper stands, by kind; "" takes it off the list. Raises ``Unknown``, ``BadInput``."""
    check_open(reunion)
    fresh(reunion, relative)
    kinds = [one.id for one in current_edition().catalogues["reunion_documents"]]
    kept = dict(relative.papers)
    for kind, state in papers.items():
        if state == "":
            kept.pop(kind, None)
            continue
        check_paper(kind, state, relative.other_parent, kinds)
        kept[kind] = state
    relative.papers = kept
    relative.save(update_fields=["papers"])
    _about(entry, reunion, relative, papers=len(kept))


@act("reunion.mark_step", requires="reunion.work", on="reunion")
def mark_step(
    *,
    actor: Actor,
    entry: Entry,
    reunion: Reunification,
    relative: Relative,
    step: str,
    day: dt.date,
    at: dt.datetime,
) -> None:
    """A step was done that day. Raises ``BadInput`` when it cannot have been, ``Unknown``."""
    check_open(reunion)
    fresh(reunion, relative)
    now = today(reunion, at)
    check_step(member_of(reunion, relative).traveller(now), step, day, now)
    relative.steps = relative.steps | {step: day.isoformat()}
    relative.save(update_fields=["steps"])
    _about(entry, reunion, relative, step=step)


@act("reunion.take_back_step", requires="reunion.work", on="reunion")
def take_back_step(
    *, actor: Actor, entry: Entry, reunion: Reunification, relative: Relative, step: str, at: dt.datetime
) -> None:
    """It was noted by mistake. Raises ``BadInput`` while a later step rests on it."""
    check_open(reunion)
    fresh(reunion, relative)
    check_undo(member_of(reunion, relative).traveller(today(reunion, at)), step)
    relative.steps = {name: day for name, day in relative.steps.items() if name != step}
    relative.save(update_fields=["steps"])
    _about(entry, reunion, relative, step=step)


@act("reunion.drop_relative", requires="reunion.work", on="reunion")
def drop_relative(
    *, actor: Actor, entry: Entry, reunion: Reunification, relative: Relative, reason: str, at: dt.datetime
) -> None:
    """Somebody does not come any more; what was noted stays. Raises ``Unknown``, ``BadInput``."""
    if reason not in LEAVES:
        raise unknown("motivos", "reasons", reason, LEAVES)
    check_open(reunion)
    fresh(reunion, relative)
    if relative.steps.get("arrival") and reason != "by_mistake":
        raise bad_input("they_have_arrived", where="reason")
    relative.left = reason
    if reason == "by_mistake":
        relative.steps = {}
    relative.save(update_fields=["left", "steps"])
    _about(entry, reunion, relative, reason=reason)


def _about(entry: Entry, reunion: Reunification, relative: Relative, **detail: object) -> None:
    entry.about("reunion", reunion.id, post=reunion.case.post_id)
    entry.detail(case=str(reunion.case_id), relative=str(relative.id), **detail)
