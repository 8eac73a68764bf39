"""Attempts to reach the person, as rows of a page."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from cauce.cases.models import ContactTry
from cauce.cases.rules.follow_up import RESULTS
from cauce.desk.cases.frame.contact_line import way_names
from cauce.staff.offices import access as offices


def rows_of(shown: Iterable[tuple[ContactTry, dict[str, Any]]]) -> list[dict[str, Any]]:
    """What ``follow/attempts.html`` draws, in the order given."""
    found, names = list(shown), way_names()
    people = offices.names_of({row.by for row, _ in found})
    return [
        {
            "row": row,
            "result": RESULTS[row.result],
            "way": names.get(told["way"]),
            "note": told["note"],
            "monitored": told.get("monitored", False),
            "by": people.get(row.by, ""),
            "shape": "done" if row.result == "reached" else "soon",
        }
        for row, told in found
    ]
