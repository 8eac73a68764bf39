"""What was written about an aid ends with the words of the record; the figures stay for the budget."""

from __future__ import annotations

import datetime as dt

from cauce.cases.models import Case
from cauce.custody.journal.door import effect

from ..models import AidLine, AidRequest


@effect
def erase_aid_words(case: Case, at: dt.datetime) -> None:
    """Why it was needed, where its evidence is, and the lines of its receipts."""
    for row in AidRequest.objects.filter(case=case):
        row.sealed = AidRequest.sealed.seal(row, {"words": "", "kept": ""}, case.key_id)
        row.save(update_fields=["sealed"])
    AidLine.objects.filter(request__case_id=case.id).update(sealed=None)
