"""What was known of a fact before something wrong made it known otherwise."""

from __future__ import annotations

import datetime as dt
from typing import Any

from cauce.cases.models import Case, Section


def known_before(case: Case, name: str, since: dt.datetime) -> Any:
    """The value that a fact had before this instant, though others were said of it since; None: it was not
    known. Raises ``KeyGone``."""
    for row in Section.objects.filter(case=case, kind="facts").order_by("-version"):
        held = Section.sealed.open(row, case.key_id).get(name)
        if held is None:
            return None
        if dt.datetime.fromisoformat(held["at"]) < since:
            return held["value"]
    return None
