"""The only look-ups of families: a post sees its own, IOM what was shared with it, headquarters counts."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef

from cauce.cases.models import Case
from cauce.custody.journal.look_up import of_id
from cauce.family.reunification.rules.kinship import Reading, read
from cauce.protocol.editions.access import current_edition

from .facts import Family, Member, families
from .models import Blocker, Relative, Return, Reunification


def rows_of_families():
    return Reunification.objects.select_related("case__post", "case__officer", "partner").prefetch_related(
        "relatives__again", "blockers"
    )


def living(rows):
    """Not of a case that nobody reads any more, or whose person said no to keeping."""
    return rows.filter(case__blocked_at=None, case__erased_at=None).exclude(case__keeping="refused")


def of_post_rows(post_code: str):
    """The families of a post that are worked on; for whoever was checked already."""
    return ever_of_post_rows(post_code).filter(state="open")


def ever_of_post_rows(post_code: str):
    """Those and the ones that ended; for whoever was checked already."""
    return living(rows_of_families()).filter(case__post_id=post_code)


def told_of(reunion: Reunification) -> dict[str, Any]:
    """The sealed part of a family (already checked); empty: nothing, or its key is gone."""
    return Reunification.sealed.open(reunion, empty={}, gone={})


def member_of(reunion: Reunification, relative: Relative) -> Member:
    """A relative of a family (already checked) with what is known of them."""
    return Member(relative, Relative.sealed.open(relative, reunion.case.key_id, empty={}))


def family_opened() -> Exists:
    """For a query of cases: whether its reunification was ever opened."""
    return Exists(Reunification.objects.filter(case=OuterRef("id")))


def family_of(case: Case) -> Family | None:
    """The family of a case (already checked, the read journalled). None: none was opened."""
    found = living(rows_of_families()).filter(case=case).first()
    return families([found])[0] if found else None


def relative_of(reunion: Reunification, relative_id: UUID | str) -> Relative:
    """A relative of a family (already checked). Raises ``Absent``."""
    return of_id(Relative.objects.filter(reunification=reunion), relative_id)


def blocker_of(reunion: Reunification, blocker_id: UUID | str) -> Blocker:
    """An obstacle of a family (already checked). Raises ``Absent``."""
    return of_id(Blocker.objects.filter(reunification=reunion), blocker_id)


def readings(family: Family, on: dt.date) -> dict[str, Reading]:
    """What the table of the content gives for each relative that day; information, no decision."""
    return read(current_edition().kinship.values(), family.principal, family.kin, on)


def ids_of(case: Case) -> list[UUID]:
    """Every journey, family, relative and obstacle of a case (already checked), by id: what messages are
    named by.
    """
    found = [
        Return.objects.filter(case=case),
        Reunification.objects.filter(case=case),
        Relative.objects.filter(reunification__case=case),
        Blocker.objects.filter(reunification__case=case),
    ]
    return [id for rows in found for id in rows.values_list("id", flat=True)]
