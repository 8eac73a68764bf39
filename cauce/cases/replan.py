"""After every act: the rows of obligations and the line of the worklist follow the rules again."""

from __future__ import annotations

from datetime import datetime

from cauce.journal.door import effect
from cauce.obligations.actions import rewrite
from cauce.rules.pathway import plan, urgency

from . import facts
from .models import Case

WAITING = ("overdue", "open", "to_find_out", "blocked")


def next_of(obligations, at: datetime):
    """The most urgent obligation that can be worked on now; None when nothing waits."""
    waiting = [o for o in obligations if o.state in ("overdue", "open", "to_find_out")]
    return min(waiting, key=lambda o: urgency(o, at), default=None)


@effect
def replan(case: Case, at: datetime) -> None:
    """Compute the plan at this instant and store it, in the transaction of the act."""
    edition = facts.edition_of(case)
    known = facts.facts_of(case)
    planned = plan(edition, known, facts.acts_of(case), at, case.post_id)
    closed = case.status in ("closed", "closed_referred")
    rewrite(
        kind="case", subject=case.id, post=case.post_id,
        planned=() if closed else planned,
        urgent=frozenset(a.id for a in edition.actions.values() if a.urgent),
    )  # fmt: skip
    first = None if closed else next_of(planned, at)
    case.next_action = first.action if first else ""
    case.next_due_at = first.due if first else None
    case.danger = known.get("danger.immediate") is True or known.get("risk.level") == "high"
    case.save(update_fields=["next_action", "next_due_at", "danger"])
