"""Which programmes fit a case whose page was read. The only look-up of them."""

from __future__ import annotations

from typing import Any

from cauce.rules.programmes import Fit, fits

from .facts import edition_of
from .models import Case
from .route_reminders import standings_of


def programmes_of(case: Case, facts: dict[str, Any]) -> tuple[Fit, ...]:
    """Every programme beside what the case knows (``access.page_for`` journals the read).

    By the edition that the case follows; ``facts`` are those of its page.
    """
    return fits(edition_of(case), facts, standings_of(case))
