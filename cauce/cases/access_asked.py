"""Whom a message may be for: for the loop that looks, and for nobody else."""

from __future__ import annotations

from .access import WORKING
from .models import Case


def _rows():
    rows = Case.objects.filter(status__in=WORKING, blocked_at=None, erased_at=None, officer__isnull=False)
    return rows.exclude(keeping="refused").select_related("post", "officer")


def attended() -> list[Case]:
    """Every open case that somebody works on and whose person lets something be kept."""
    return list(_rows())


def still_attended(case: Case) -> Case | None:
    """The same case as it is now; None: it ended, was sealed or blocked, or nobody works on it any more."""
    return _rows().filter(id=case.id).first()
