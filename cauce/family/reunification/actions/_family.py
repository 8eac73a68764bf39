"""What the acts of a family share: what is open, what is sealed, who is told."""

from __future__ import annotations

import datetime as dt
from typing import Any

from cauce.cases.access import WORKING
from cauce.cases.models import Case
from cauce.content.errors import BadInputs
from cauce.custody.journal.door import Absent
from cauce.custody.journal.withdrawing import again, note
from cauce.staff.notices.actions import queue_each
from cauce.staff.offices import access as offices

from ..access import told_of
from ..models import Relative, Reunification

bad_input = BadInputs(__file__)

RECEIVES = ("protection_officer", "protection_consul")
SUBJECT = "Hay una novedad / Something new"


def today(reunion: Reunification, at: dt.datetime) -> dt.date:
    """The day of the post, where the work is done."""
    return at.astimezone(offices.zone(reunion.case.post_id)).date()


def check_case(case: Case) -> None:
    """Worked on, and kept with the person's yes. Raises ``BadInput``."""
    if case.status not in WORKING or case.blocked_at or case.erased_at:
        raise bad_input("the_case_is_closed")
    if case.keeping != "given":
        raise bad_input("what_is_of_family_is_kept_only")


def check_open(reunion: Reunification) -> None:
    check_case(reunion.case)
    if reunion.state != "open":
        raise bad_input("it_was_ended_already")


def fresh(reunion: Reunification, relative: Relative) -> None:
    """Read a relative of the held family again. Raises ``Absent`` when it is another family's, and
    ``BadInput`` when they come no more."""
    relative.refresh_from_db()
    if relative.reunification_id != reunion.id:
        raise Absent()
    if relative.left:
        raise bad_input("relative_is_no_longer_on_way")


def seal_family(reunion: Reunification, told: dict[str, Any]) -> None:
    """Write the sealed part over, bound to its new turn."""
    reunion.turn += 1
    reunion.sealed = Reunification.sealed.seal(reunion, told)
    reunion.save()


def hide_family(reunion: Reunification) -> None:
    """Nobody outside sees it any more; sealed anew without what was shared."""
    note("family", reunion.id)
    reunion.partner, reunion.shared_at = None, None
    seal_family(reunion, {k: v for k, v in told_of(reunion).items() if k != "shared"})


@again("family")
def _hide_again(ids: tuple[str, ...], at: dt.datetime) -> int:
    rows = Reunification.objects.filter(id__in=ids).exclude(partner=None).select_related("case")
    found = list(rows)
    for row in found:
        if row.sealed is None:  # forgotten with its words: there is nothing to seal anew
            row.partner, row.shared_at = None, None
            row.save(update_fields=["partner", "shared_at"])
        else:
            hide_family(row)
    return len(found)


def seal_relative(reunion: Reunification, relative: Relative, told: dict[str, Any]) -> None:
    relative.turn += 1
    relative.sealed = Relative.sealed.seal(relative, told, reunion.case.key_id)
    relative.save()


def tell_post(reunion: Reunification, key: str, body: str, at: dt.datetime) -> None:
    """Whoever works on the case, else everybody at its post who could."""
    case = reunion.case
    staff = offices.staff(case.post_id, *RECEIVES, case=case.id)
    users = [case.officer] if case.officer in staff else staff
    queue_each(users, key=key, about=case.id, subject=SUBJECT, body=body, at=at, kept=True)
