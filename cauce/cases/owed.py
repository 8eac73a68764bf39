"""What a case owes with these acts; and that an act recorded again brings nothing late into time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from django.utils import timezone

from cauce.content.errors import BadInputs
from cauce.rules.adherence import Row, brought_into_time
from cauce.rules.pathway import Act

from .facts import edition_of, facts_of, zone_of
from .models import Case, CaseAct
from .required import lines_of
from .time_bounds import check_happened

bad_input = BadInputs(__file__)


def owed(
    case: Case, rows: Iterable[CaseAct], at: dt.datetime, known: Mapping[str, Any] | None = None
) -> list[Row]:
    """What the case owes with these acts; ``known`` None: by what is known of it now."""
    known = facts_of(case) if known is None else known
    acts = [Act(row.name, row.happened_at, row.action or None) for row in rows if not row.void]
    lines, _ = lines_of(case, known, acts, at)
    return [Row(one.action, one.state, one.due_at, one.met_at) for one in lines]


def check_not_again(case: Case, name: str, action: str, happened_at: dt.datetime) -> None:
    """Raises ``BadInput`` for an act that was recorded already, with a later hour, and with this one would
    bring into time a step that is late: that is a correction, and a second person agrees to it.

    What was said never to have happened was recorded as well. Of what the program records nobody types
    the hour.
    """
    edition = edition_of(case)
    kind = edition.acts.get(name)
    if kind is None or kind.by_system:
        return
    check_happened(happened_at)
    same = CaseAct.written.filter(case=case, name=name, happened_at__gt=happened_at)
    before = list(same.order_by("-happened_at"))
    if not before:
        return
    now, rows, known = timezone.now(), list(CaseAct.objects.filter(case=case)), facts_of(case)
    new = CaseAct(case=case, name=name, action=action, happened_at=happened_at)
    steps = brought_into_time(owed(case, rows, now, known), owed(case, [*rows, new], now, known), now)
    for one in before:
        # An act that was tied to another step left this one as it was.
        if steps and (not one.action or one.action in steps):
            shown = one.happened_at.astimezone(zone_of(case)).strftime("%Y-%m-%d %H:%M")
            raise bad_input(
                "correct_the_entry_that_is_there", where="happened_at", what=kind.title, shown=shown
            )
