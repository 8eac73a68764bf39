"""After every act: the rows of obligations and the line of the worklist follow the rules again."""

from __future__ import annotations

from datetime import datetime

from cauce.custody.journal.door import effect
from cauce.staff.obligations.actions import rewrite

from . import facts
from .models import Case
from .required import put_line, rows_of


@effect
def replan(case: Case, at: datetime) -> None:
    """Compute the plan at this instant and store it, in the transaction of the act.

    Of two joined files both are computed: what was done in one is asked for no more in the other.
    """
    _stored(case, at)
    if case.joined_with_id and (other := Case.objects.filter(id=case.joined_with_id).first()):
        _stored(other, at)


def _stored(case: Case, at: datetime) -> None:
    known = facts.facts_of(case)
    rows, first = rows_of(case, known, facts.acts_of(case), at)
    rewrite(kind="case", subject=case.id, rows=rows)
    case.save(update_fields=put_line(case, known, first))
