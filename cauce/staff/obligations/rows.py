"""What the rules planned, as the row that is stored."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple
from uuid import UUID

from cauce.rules.pathway import Obligation as Planned

from .models import Obligation


def _utc(instant: dt.datetime | None) -> dt.datetime | None:
    # In the hour that daylight saving repeats, an instant in a local zone equals no other one
    # (PEP 495), so that the row read back would always seem to differ.
    return instant.astimezone(dt.UTC) if instant else None


class Line(NamedTuple):
    """What is stored of an obligation, without the row: for whoever only compares."""

    action: str
    state: str  # «overdue» is stored as open
    due_at: dt.datetime | None
    met_at: dt.datetime | None
    urgent: bool


def line_of(planned: Planned, urgent: bool) -> Line:
    """What is stored of one planned obligation."""
    state = "open" if planned.state == "overdue" else planned.state
    return Line(planned.action, state, _utc(planned.due), _utc(planned.met_at), urgent)


def row_from(line: Line, kind: str, subject: UUID, post: str) -> Obligation:
    """The row that stores it."""
    return Obligation(subject_kind=kind, subject_id=subject, post_id=post, **line._asdict())


def row_of(planned: Planned, kind: str, subject: UUID, post: str, urgent: bool) -> Obligation:
    """The row for one planned obligation; overdue is stored as open."""
    return row_from(line_of(planned, urgent), kind, subject, post)
