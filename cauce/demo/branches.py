"""The branches in the invented histories: which circumstances a case has."""

from __future__ import annotations

import datetime as dt
from typing import Any

from cauce.content.model_toolbox import CaseFile

HOUR = dt.timedelta(hours=1)
ROUND = dt.timedelta(minutes=1)  # in which a case goes over to an edition that began
# What may be known before anybody agrees that it be kept, and what only afterwards.
AT_ONCE = (
    "person.with_children",
    "person.pregnant",
    "person.needs_support",
    "person.needs_interpreter",
    "person.indigenous_language",
    "person.lacks_documents",
    "person.detained",
    "violence.sexual_recent",
    "labour.claim",
    "need.shelter",
    "need.medical",
    "need.psychological",
    "need.legal",
    "need.economic",
    "need.documents",
    "danger.immediate",
    "wish.legal_status",
    "wish.report",
)
WHEN_KEPT = ("person.temporary_visa", "person.lgbti", "labour.situation", "person.sex")


def circumstances(told: CaseFile, start: dt.datetime) -> dict[str, Any]:
    """What the case file tells, as facts of the invented case: its account is read beside them."""
    found = {name: told.facts[name] for name in (*AT_ONCE, *WHEN_KEPT) if name in told.facts}
    if found.get("violence.sexual_recent"):
        found["violence.sexual_at"] = (start - 20 * HOUR).isoformat()
    return found


def taken_out(facts: dict[str, Any]) -> dict[str, Any]:
    """Take out what is kept only with permission; it is put back when the person agrees."""
    return {name: facts.pop(name) for name in WHEN_KEPT if name in facts}
