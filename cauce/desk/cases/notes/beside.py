"""What the page of a case shows of its notes: the newest, and the line to leave another."""

from __future__ import annotations

import datetime as dt
from typing import Any

from cauce.cases.models import Case
from cauce.cases.notes import access
from cauce.rules.permissions import Actor

from .forms import NoteForm


def noted(actor: Actor, case: Case, at: dt.datetime) -> dict[str, Any] | None:
    """For ``notes/beside.html``, of a case whose read is journalled; None: not for this reader."""
    if not access.may_see(actor, case):
        return None
    notes, more = access.newest(case, at)
    return {"notes": notes, "more": more, "form": NoteForm(()), "days": access.days_kept(at)}
