"""The only look-ups of what passes from one person to the next: sheets, who is to be told, what arrived."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction

from cauce.content.loader import parameter_on
from cauce.custody.journal.door import check_may, record_read
from cauce.custody.journal.look_up import of_id
from cauce.rules.dates import add
from cauce.rules.permissions import Actor, Scope

from . import sections
from .access import WORKING
from .facts import edition_of, zone_of
from .models import Case, Handover, Section

NEW = dt.timedelta(days=30)  # how long a case counts as one that just arrived


def sheet_of(case: Case) -> tuple[int, dict[str, Any]]:
    """The newest version of the sheet of a case already checked; (0, {}): nobody has written one."""
    version, content = sections.latest(case, "handover")
    return version, content or {}


def with_sheets(cases: Iterable[Case]) -> dict[UUID, dt.datetime]:
    """When the newest sheet of each of these cases was saved; a case without one is left out."""
    rows = Section.objects.filter(case__in=list(cases), kind="handover").order_by("version")
    return {row.case_id: row.saved_at for row in rows}


def handovers(case: Case) -> list[Handover]:
    """How often the case changed hands, newest first."""
    return list(case.handovers.select_related("before", "after").order_by("-at"))


def handover_for(case: Case, handover_id: UUID | str) -> Handover:
    """One of them. Raises ``Absent``."""
    return of_id(case.handovers.select_related("after"), handover_id)


def to_tell_by(case: Case, handover: Handover) -> dt.datetime:
    """By when the person is told (parameter ``handover-tell``), on the clock of the post."""
    edition = edition_of(case)
    amount = int(parameter_on(edition, "handover-tell", handover.at.date()).value)
    return add(handover.at, amount, edition.parameters["handover-tell"].unit, zone_of(case))


@dataclass(frozen=True)
class Arrived:
    """A case that came to somebody lately, whether it has a sheet, and by when the person is told."""

    handover: Handover
    case: Case
    sheet_at: dt.datetime | None  # None: nobody wrote one
    tell_by: dt.datetime


def arrived(actor: Actor, post_code: str, at: dt.datetime) -> list[Arrived]:
    """What came to the actor in the last month and is still theirs; what is not introduced comes first.

    One journal entry for the list. Raises ``Absent``.
    """
    check_may(actor, "case.list", Scope(post=post_code))
    with transaction.atomic():
        record_read(actor, "handover.list", about=("post", post_code), post=post_code)
        rows = (
            Handover.objects.filter(
                after_id=actor.user,
                case__officer_id=actor.user,
                case__post_id=post_code,
                case__status__in=WORKING,
                case__blocked_at=None,
                case__erased_at=None,
                at__gte=at - NEW,
            )
            .select_related("before", "case__post")
            .order_by("at")
        )
        found = list(rows)
        sheets = with_sheets(row.case for row in found)
    made = [Arrived(row, row.case, sheets.get(row.case_id), to_tell_by(row.case, row)) for row in found]
    return sorted(made, key=lambda one: (one.handover.introduced_at is not None, one.tell_by))


def untold(at: dt.datetime) -> list[Handover]:
    """For the loop: whose person should know by now, and of whom nobody was reminded."""
    rows = Handover.objects.filter(
        told_at=None, chased_at=None, case__status__in=WORKING, case__blocked_at=None, case__erased_at=None
    ).select_related("case__post")
    return [row for row in rows if to_tell_by(row.case, row) <= at]
