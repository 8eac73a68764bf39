"""What was wrong with a message, as FHIR says it: a kind, our own words, and where. Never its content."""

from __future__ import annotations

from typing import Any


class Refusal(Exception):
    """A message is not taken, nothing of it. ``where``: a name of the standard's own, or ''."""

    def __init__(self, status: int, kind: str, es: str, en: str, where: str = "") -> None:
        self.status, self.kind, self.es, self.en, self.where = status, kind, es, en, where
        super().__init__(en)


def outcome(kind: str, es: str, en: str, where: str = "") -> dict[str, Any]:
    """An OperationOutcome with one issue."""
    issue: dict[str, Any] = {"severity": "error", "code": kind, "details": {"text": f"{es} / {en}"}}
    if where:
        issue["expression"] = [where]
    return {"resourceType": "OperationOutcome", "issue": [issue]}
