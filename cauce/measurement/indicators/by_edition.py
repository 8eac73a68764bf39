"""How many cases follow each edition: one grouped query."""

from __future__ import annotations

from django.db.models import Count

from cauce.cases.models import Case
from cauce.cases.required import CLOSED, VOIDED


def by_edition() -> dict[str, dict[str, int]]:
    """Open and closed cases by the edition that they follow; closed ones keep their last."""
    found: dict[str, dict[str, int]] = {}
    every = Case.objects.everywhere("numbers").exclude(status=VOIDED).order_by()
    rows = every.values("edition", "status").annotate(cases=Count("id"))
    for row in rows:
        here = found.setdefault(row["edition"], {"open": 0, "closed": 0})
        here["closed" if row["status"] in CLOSED else "open"] += row["cases"]
    return found
