"""After every act: the rows of obligations and the line of the worklist follow the rules again."""

from __future__ import annotations

from datetime import datetime

from cauce.content.errors import BadInputs
from cauce.custody.journal.door import effect
from cauce.staff.obligations.actions import rewrite

from . import facts
from .models import Case
from .required import VOIDED, put_line, rows_of

bad_input = BadInputs(__file__)


@effect
def replan(case: Case, at: datetime) -> None:
    """Compute the plan at this instant and store it, in the transaction of the act.

    Whatever would be written in a case that was voided is refused here: every act on a case comes by.
    Raises ``BadInput``. Of two joined files both are computed: what was done in one is asked for no more in
    the other.
    """
    if case.status == VOIDED:
        raise bad_input("the_case_was_voided", where="status")
    _stored(case, at)
    if case.joined_with_id and (other := Case.objects.filter(id=case.joined_with_id).first()):
        _stored(other, at)


def _stored(case: Case, at: datetime) -> None:
    known = facts.facts_of(case)
    rows, first = rows_of(case, known, facts.acts_of(case), at)
    rewrite(kind="case", subject=case.id, rows=rows)
    case.save(update_fields=put_line(case, known, first))
