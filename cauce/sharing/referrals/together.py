"""May these cases go in one request? Whoever knows of a reason stands on a floor above, and is asked.

It says so when its app starts; ``send_group`` asks, and knows none of the reasons.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from cauce.cases.models import Case
from cauce.rules.crew import check_together

_ASKED: dict[str, Callable[[Sequence[Case]], Sequence[bool]]] = {}


def ask_before(name: str, apart: Callable[[Sequence[Case]], Sequence[bool]]) -> None:
    """Register who knows which of some cases are attended apart; said twice, it counts once."""
    _ASKED[name] = apart


def check_may_go_together(cases: Sequence[Case]) -> None:
    """Raises ``BadInput`` when somebody of them is attended apart; it tells neither who nor why."""
    for apart in _ASKED.values():
        check_together(apart(cases))
