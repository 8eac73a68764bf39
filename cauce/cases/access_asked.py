"""Whom a message may be for: for the loop that looks, and for nobody else."""

from __future__ import annotations

from .access import WORKING
from .models import Case


def attended() -> list[Case]:
    """Every open case that somebody works on and whose person lets something be kept."""
    rows = Case.objects.filter(
        status__in=WORKING, blocked_at=None, erased_at=None, officer__isnull=False
    )
    return list(rows.exclude(keeping="refused").select_related("post", "officer"))
