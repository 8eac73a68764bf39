"""What the rules planned, as the row that is stored."""

from __future__ import annotations

from uuid import UUID

from cauce.rules.pathway import Obligation as Planned

from .models import Obligation


def row_of(planned: Planned, kind: str, subject: UUID, post: str, urgent: bool) -> Obligation:
    """The row for one planned obligation; overdue is stored as open."""
    return Obligation(
        subject_kind=kind,
        subject_id=subject,
        post_id=post,
        action=planned.action,
        state="open" if planned.state == "overdue" else planned.state,
        urgent=urgent,
        due_at=planned.due,
        met_at=planned.met_at,
    )
