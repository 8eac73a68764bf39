"""What the rules planned, as the row that is stored."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from cauce.rules.pathway import Obligation as Planned

from .models import Obligation


def _utc(instant: dt.datetime | None) -> dt.datetime | None:
    # In the hour that daylight saving repeats, an instant in a local zone equals no other one
    # (PEP 495), so that the row read back would always seem to differ.
    return instant.astimezone(dt.UTC) if instant else None


def row_of(planned: Planned, kind: str, subject: UUID, post: str, urgent: bool) -> Obligation:
    """The row for one planned obligation; overdue is stored as open."""
    return Obligation(
        subject_kind=kind,
        subject_id=subject,
        post_id=post,
        action=planned.action,
        state="open" if planned.state == "overdue" else planned.state,
        urgent=urgent,
        due_at=_utc(planned.due),
        met_at=_utc(planned.met_at),
    )
