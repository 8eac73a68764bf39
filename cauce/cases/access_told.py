"""Whom to tell something of a case: never a party to it."""

from __future__ import annotations

from collections.abc import Sequence

from cauce.staff.offices import access as offices
from cauce.staff.offices.models import User

from .models import Case


def officer_of(case: Case) -> list[User]:
    """Whoever works on a case; empty: nobody does, they left, or it is closed to them."""
    one = case.officer
    return offices.open_to([one], case.id) if one is not None and one.is_active else []


def attending(case: Case, *steps: Sequence[str]) -> list[User]:
    """Whoever works on a case; else those at its post with the roles of the first of these steps that
    anybody has. Empty: nobody is left."""
    found = officer_of(case)
    for roles in steps:
        found = found or offices.staff(case.post_id, *roles, case=case.id)
    return found
