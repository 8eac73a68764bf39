"""The look-up of whoever signs: one conclusion and what stands in it, nothing else of the case."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import transaction

from cauce.custody.journal.door import Absent, check_may, record_read, record_refusal
from cauce.custody.journal.look_up import among
from cauce.rules.permissions import Actor

from .models import Assessment

PERMISSION = "case.read_to_sign"
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
