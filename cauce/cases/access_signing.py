"""The look-up of whoever signs: one conclusion and what stands in it, nothing else of the case."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db import transaction

from cauce.custody.journal.door import Absent, check_may, record_read, record_refusal
from cauce.custody.journal.look_up import among
from cauce.rules.permissions import Actor
from cauce.staff.offices import access as offices
from cauce.staff.offices.models import User

from .access_recusals import parties
from .models import Assessment

PERMISSION = "case.read_to_sign"
SIGNERS, ELSEWHERE = ("protection_consul", "head_of_post"), ("protection_consul",)
# Once decided it is closed to who signs for another post; «returned» stays for a second click.
OPEN = ("concluded", "returned")


def assessment_to_sign(actor: Actor, assessment_id: UUID | str) -> tuple[Assessment, dict[str, Any]]:
    """A conclusion that waits, with what it says, for who may sign in its post. Raises ``Absent``.

    A decided one opens for who signed it alone. The read is journalled.
    """
    found = among(
        Assessment.objects.select_related("case__post", "case__person"),
        actor,
        assessment_id,
        PERMISSION,
        "assessment",
    )
    check_may(actor, PERMISSION, found.case, about=("assessment", assessment_id))
    if found.state not in OPEN and found.signed_by != actor.user:
        record_refusal(actor, PERMISSION, about=("assessment", assessment_id), post=found.case.post_id)
        raise Absent()
    with transaction.atomic():
        record_read(actor, PERMISSION, about=("case", found.case_id), post=found.case.post_id)
        return found, Assessment.sealed.open(found)


def signers(row: Assessment, earlier: Iterable[Assessment]) -> list[User]:
    """Who can sign a conclusion now, by name: of the post, else of the one that signs for it; never a party,
    who concluded it, or who took part in one that was contested. ``earlier``: every conclusion of the case,
    whose page was read."""
    case = row.case
    contested = [one for one in earlier if one.contested_at is not None]
    left = {row.concluded_by, *(user for one in contested for user in (one.concluded_by, one.signed_by))}
    here = offices.staff(case.post_id, *SIGNERS, case=case.id)
    if found := [one for one in here if str(one.id) not in left]:
        return found
    left |= set(map(str, parties(case)))
    there = offices.second_elsewhere(case.post_id, *ELSEWHERE, without=left)
    return there[1] if there else []
