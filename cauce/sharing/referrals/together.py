"""May these cases go in one request? Whoever knows of a reason stands on a floor above, and is asked.

It says so (``attended_apart`` in its ``feature.py``); ``send_group`` asks, and knows none of the reasons.
"""

from __future__ import annotations

from collections.abc import Sequence

from cauce.cases.models import Case
from cauce.custody.features import asked
from cauce.rules.crew import check_together


def check_may_go_together(cases: Sequence[Case]) -> None:
    """Raises ``BadInput`` when somebody of them is attended apart; it tells neither who nor why."""
    for _, apart in asked("attended_apart"):
        check_together(apart(cases))
