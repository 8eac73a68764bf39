"""What a draft did when it was tried is kept, bound to what it said."""

from __future__ import annotations

import datetime as dt
from typing import Any

from cauce.custody.journal.door import Entry, act
from cauce.rules.permissions import Actor

from ..models import Edition, Trial


@act("edition.try", requires="edition.draft", on="edition")
def record_trial(
    *, actor: Actor, entry: Entry, edition: Edition, found: dict[str, Any], content_hash: str, at: dt.datetime
) -> Trial:
    """Keep what a trial found. ``content_hash``: what was tried, which may have changed since."""
    made = Trial.objects.create(edition=edition, content_hash=content_hash, by=actor.user, at=at, found=found)
    entry.about("edition", edition.id)
    entry.detail(errors=len(found.get("errors", ())))
    return made
