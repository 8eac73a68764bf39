"""The reasons of the corrections of a case go with its other words; that it was corrected stays."""

from __future__ import annotations

import datetime as dt

from cauce.cases.models import Case
from cauce.custody.journal.door import effect

from ..models import CaseCorrection


@effect
def forget_reasons(case: Case, at: dt.datetime) -> None:
    """Why something was corrected was written in words."""
    CaseCorrection.objects.filter(case=case).update(sealed=None)
