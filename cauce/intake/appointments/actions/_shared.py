"""What several acts of an appointment share: reading it again, saying which it is, and who is told."""

from __future__ import annotations

from cauce.cases.models import Case
from cauce.custody.journal.door import Absent, Entry
from cauce.staff.offices.models import User

from .. import access
from ..models import KeptHour


def fresh(case: Case, row: KeptHour) -> None:
    """Hold a row of a held case and read it again. Raises ``Absent`` for another case's, or one gone."""
    try:
        row.hold()
    except KeptHour.DoesNotExist as problem:
        raise Absent() from problem
    if row.case_id != case.id:
        raise Absent()


def note(entry: Entry, row: KeptHour, **more: object) -> None:
    """The entry is about the case, and says which appointment."""
    entry.about("case", row.case_id, post=row.post_id)
    entry.detail(appointment=str(row.id), **more)


def people_to_tell(row: KeptHour) -> list[User]:
    """Who is told of it: whoever attends; where they left the post, whoever works on the case, or all who
    could.
    """
    here = access.attends(row.post_id, row.case_id)
    for one in (row.officer, row.case.officer):
        if one in here:
            return [one]
    return here
