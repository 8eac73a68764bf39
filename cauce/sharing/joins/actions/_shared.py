"""What the acts share: telling both officers in the same words, whatever happened."""

from __future__ import annotations

import datetime as dt

from cauce.cases.models import Case
from cauce.content.errors import BadInput, BadInputs
from cauce.staff.notices.actions import queue_each

from ..access import officers_of

bad_input = BadInputs(__file__)

SUBJECT = "Algo requiere su revisión / Something needs your review"
BODY = (
    "Hay algo nuevo en sus consultas entre consulados. / There is something new among your "
    "consultations between posts."
)


def tell(key: str, case: Case, at: dt.datetime) -> None:
    """One notice to each officer of a file; the same words always, so that they tell nothing."""
    queue_each(officers_of(case), key=key, about=case.id, subject=SUBJECT, body=BODY, at=at)


def over() -> BadInput:
    """What is said where it went on, or ended, meanwhile."""
    return bad_input("this_has_changed_meanwhile")
