"""What IOM sees of a family: what the person's yes carries at this moment, nothing else."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from cauce.cases.facts import still_agreed
from cauce.custody.journal.door import Absent, check_may, record_read, record_refusal
from cauce.custody.journal.look_up import look_up
from cauce.family.reunification.rules.kinship import age
from cauce.rules.permissions import Actor, Scope, partners_with
from cauce.staff.offices import access as offices

from .access import living, rows_of_families
from .facts import Family, adult, families
from .models import Relative, Reunification


@dataclass(frozen=True)
class SharedRelative:
    """A relative as IOM sees them: ``called`` "" and ``band`` "": not agreed to, or not known."""

    row: Relative
    number: int
    called: str
    relation: str
    band: str
    minor: bool | None


@dataclass(frozen=True)
class Shared:
    """A family as IOM sees it: what the person's yes carries at this moment, nothing else."""

    row: Reunification
    reference: str
    post: Any
    relatives: tuple[SharedRelative, ...]
    words: dict[str, str]


def agreed_now(reunion: Reunification, at: dt.datetime | None = None) -> frozenset[str]:
    """Which data the partner may have at this moment; empty: none. ``at`` None: now.

    It rests on the yes with which the family was shared: what is asked of the same organisation later,
    for a journey, opens no family. Nobody outside reads of a closed case.
    """
    case = reunion.case
    if reunion.partner_id is None or reunion.state != "open" or case.closed_at is not None:
        return frozenset()
    recipient, now = str(reunion.partner_id), at or timezone.now()
    return still_agreed(case, "referral", recipient, reunion.shared_at, now)


def band_of(born: dt.date | None, on: dt.date) -> str:
    """An age as a band, so that no birth date leaves; '': not known."""
    if born is None:
        return ""
    years = age(born, on)
    for low, high in ((0, 5), (6, 11), (12, 17), (18, 29), (30, 49), (50, 64)):
        if low <= years <= high:
            return f"{low}-{high}"
    return "65+"


def _shared(family: Family, at: dt.datetime) -> Shared | None:
    """None: the yes carries nothing any more."""
    row, fields = family.row, agreed_now(family.row, at)
    if "dependants" not in fields:
        return None
    on = at.astimezone(offices.zone(row.case.post_id)).date()
    relatives = tuple(
        SharedRelative(
            one.row,
            one.row.number,
            one.name.split()[0] if "first_name_or_alias" in fields and one.name.split() else "",
            one.row.relation,
            band_of(one.born, on),
            None if one.born is None else age(one.born, on) < adult(),
        )
        for one in family.members
        if not one.row.left
    )
    words = {k: v for k, v in (family.told.get("shared") or {}).items() if k in fields}
    return Shared(row, f"F-{row.id.hex[:6].upper()}", row.case.post, relatives, words)


def shared_list(actor: Actor, at: dt.datetime) -> list[Shared]:
    """What was shared with the actor's organisations and still is; one entry. Raises ``Absent``."""
    mine = partners_with(actor, "reunion.answer")
    check_may(actor, "reunion.answer", Scope(partner=mine[0] if mine else "-"))
    rows = living(rows_of_families()).filter(partner_id__in=mine, state="open").order_by("shared_at")
    with transaction.atomic():
        record_read(actor, "reunion.shared", about=("partner", mine[0]), post=None)
        found = [_shared(family, at) for family in families(rows)]
    return [one for one in found if one is not None]


def shared_for(actor: Actor, reunion_id: UUID | str, at: dt.datetime) -> Shared:
    """One family that was shared with the actor's organisation; the read is journalled. Raises
    ``Absent``, also once the person's yes is over."""
    found = look_up(living(rows_of_families()), actor, reunion_id, "reunion.answer", "reunion")
    with transaction.atomic():
        record_read(actor, "reunion.open_shared", about=("reunion", found.id), post=found.case.post_id)
        seen = _shared(families([found])[0], at)
    if seen is None:
        record_refusal(actor, "reunion.answer", about=("reunion", reunion_id))
        raise Absent()
    return seen
