"""What a case owes with these acts; and what an act that is recorded late brings into time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.utils import timezone

from cauce.content.errors import BadInputs
from cauce.content.loader import parameter_on
from cauce.content.model import ActKind
from cauce.rules.adherence import Row, brought_into_time
from cauce.rules.pathway import DECLINED, Act

from .facts import edition_of, facts_of, zone_of
from .models import Case, CaseAct
from .required import lines_of
from .time_bounds import check_happened

bad_input = BadInputs(__file__)

LATE_ENTRY = "late-entry"  # hours


def owed(
    case: Case, rows: Iterable[CaseAct], at: dt.datetime, known: Mapping[str, Any] | None = None
) -> list[Row]:
    """What the case owes with these acts; ``known`` None: by what is known of it now."""
    known = facts_of(case) if known is None else known
    acts = [Act(row.name, row.happened_at, row.action or None) for row in rows if not row.void]
    lines, _ = lines_of(case, known, acts, at)
    return [Row(one.action, one.state, one.due_at, one.met_at) for one in lines]


def check_not_again(case: Case, name: str, action: str, happened_at: dt.datetime) -> tuple[str, ...]:
    """The steps that were late and that this act brings into time, where it is recorded longer after their
    deadline than ``late-entry``: whoever leads the post is told of them.

    Raises ``BadInput`` for an act that was recorded already, with a later hour, and with this one would
    bring into time a step that is late: that is a correction, and a second person agrees to it. What was said
    never to have happened was recorded as well. Of what the program records nobody types the hour.
    """
    kind = edition_of(case).acts.get(name)
    if (kind is None and name != DECLINED) or (kind is not None and kind.by_system):
        return ()
    check_happened(happened_at)
    now, same = timezone.now(), CaseAct.written.filter(case=case, name=name, happened_at__gt=happened_at)
    before = list(same.order_by("-happened_at")) if kind is not None else []
    wait = _late_entry(case, now)
    late = wait is not None and happened_at + wait < now
    if not before and not late:
        return ()
    rows, known = list(CaseAct.objects.filter(case=case)), facts_of(case)
    new = CaseAct(case=case, name=name, action=action, happened_at=happened_at)
    was = owed(case, rows, now, known)
    steps = brought_into_time(was, owed(case, [*rows, new], now, known), now)
    _check_is_no_correction(case, kind, before, steps)
    due = {row.action: row.due for row in was if row.due is not None}
    return tuple(step for step in steps if late and step in due and due[step] + wait < now)


def _late_entry(case: Case, now: dt.datetime) -> dt.timedelta | None:
    """How long after a deadline an entry is told of; None: the edition of the case does not say."""
    edition = edition_of(case)
    if LATE_ENTRY not in edition.parameters:
        return None
    return dt.timedelta(hours=int(parameter_on(edition, LATE_ENTRY, now.date()).value))


def _check_is_no_correction(
    case: Case, kind: ActKind | None, before: Iterable[CaseAct], steps: Collection[str]
) -> None:
    for one in before:
        # An act that was tied to another step left this one as it was.
        if kind is not None and steps and (not one.action or one.action in steps):
            shown = one.happened_at.astimezone(zone_of(case)).strftime("%Y-%m-%d %H:%M")
            raise bad_input(
                "correct_the_entry_that_is_there", where="happened_at", what=kind.title, shown=shown
            )
