"""What several acts of a case share: checking instants, writing acts and facts."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Model, Q
from django.utils import timezone

from cauce.content.annex import LOCAL_DONE
from cauce.content.errors import BadInputs, unknown
from cauce.custody.journal.door import Absent
from cauce.rules.pathway import DECLINED, DEPARTED, read_facts

from .. import sections
from ..consent_to_store import may_keep, not_kept
from ..facts import edition_of
from ..models import Case, CaseAct, SafeContact
from ..route_reminders import remember
from ..time_bounds import check_happened

bad_input = BadInputs(__file__)

DETAINED = "person.detained"
KNOWN_AT = "detention.known_at"


def fresh(case: Case, row: Model) -> None:
    """Read a row of the held case again. Raises ``Absent`` when it is gone, or another case's."""
    try:
        row.refresh_from_db()
    except ObjectDoesNotExist as problem:
        raise Absent() from problem
    if row.case_id != case.id:
        raise Absent()


def add_act(
    case: Case,
    name: str,
    *,
    at: dt.datetime,
    by: str,
    action: str = "",
    note: Any = None,
    reported: bool = False,
) -> CaseAct:
    """One act, with a sealed note when there is one. Raises ``Unknown`` for an unknown act."""
    edition = edition_of(case)
    if name not in edition.acts and name not in (DEPARTED, DECLINED):
        raise unknown("actuaciones", "acts", name, edition.acts)
    if name == LOCAL_DONE and not action:
        raise bad_input("say_which_of_posts_own_steps", where="action")
    made = CaseAct(
        case=case,
        name=name,
        action=action,
        happened_at=check_happened(at),
        typed_at=timezone.now(),
        by=by,
        reported=reported,
    )
    if note:
        made.note = CaseAct.note.seal(made, note)
    made.save()
    return made


def _is_held(known: dict[str, Any]) -> bool:
    return known.get(DETAINED, {}).get("value") is True


def unsafe_now(case: Case) -> None:
    """What was safe in one place tells on the person in another: it is confirmed anew, also in the file
    that this one is joined with and in any other of the same person."""
    now, theirs = timezone.now(), Q(case__person_id=case.person_id)
    if case.joined_with_id:
        theirs |= Q(case_id=case.joined_with_id)
    SafeContact.objects.filter(theirs, expires_at__gt=now).update(expires_at=now)


def set_facts(
    case: Case, values: dict[str, Any], *, at: dt.datetime, by: str, how: dict[str, str] | None = None
) -> None:
    """Add what is now known; None takes a fact back to «not known». Checked before it is sealed.

    ``how``: for each fact, how it was known (a code of the desk); it is sealed beside the fact.
    That the person is held, or is not any more, ends every way of reaching them that was safe before.
    """
    edition = edition_of(case)
    check_happened(at)
    version, stored = sections.latest(case, "facts")
    known = dict(stored or {})
    held = DETAINED in values and (values[DETAINED] is True) is not _is_held(known)
    if held and KNOWN_AT in edition.facts:  # an earlier edition counts from the first contact
        values = {KNOWN_AT: at.isoformat() if values[DETAINED] is True else None} | values
    for name, value in values.items():
        if not may_keep(case, name):
            raise not_kept(name)
        if value is None:
            known.pop(name, None)
        else:
            read_facts(edition, {name: value})  # refuses an unknown fact or a value it cannot have
            known[name] = {"value": value, "at": at.isoformat(), "by": by}
            if how and how.get(name):
                known[name]["how"] = how[name]
    sections.write(case, "facts", known, seen=version, at=at, by=by)
    if held:  # taken, or let go: their telephone is in other hands, whichever page said it
        unsafe_now(case)
    if "person.age" in values or "person.age_doubt" in values:
        remember(case, timezone.now())  # the dates of the routes follow the age
