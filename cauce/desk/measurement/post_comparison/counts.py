"""Numbers of likeness as they are told: exact to whoever leads the post; of all posts, what the last closing
tells.
"""

from __future__ import annotations

from typing import Any

from cauce.content.model import Text, both
from cauce.desk.measurement.saying import HIDDEN, number_or_hidden, percent
from cauce.measurement.boards.post_comparison.comparison import Beside
from cauce.rules.medians import Middle

from .saying import waited


def told_of(beside: Beside, head: tuple[str, ...], *names: str) -> list[Any]:
    """Numbers of the network under one head; what does not apply is None, which a table shows as «–»."""
    there = beside.network.closed.told
    return [
        number_or_hidden(beside.network.number(*head, name)) if (*head, name) in there else None
        for name in names
    ]


def waited_or_hidden(middle: Middle | None) -> Text:
    return HIDDEN if middle is None else waited(middle)


def percent_or_hidden(part: float | None) -> Text:
    return HIDDEN if part is None else both(*2 * (percent(part),))
