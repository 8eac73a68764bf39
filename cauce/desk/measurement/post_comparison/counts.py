"""Numbers of likeness as they may be told: exact to whoever leads the post, in fives to whoever works no
case.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cauce.content.model import Text, both
from cauce.desk.measurement.saying import HIDDEN, number_or_hidden, percent, share
from cauce.measurement.hiding.showing import coarse
from cauce.rules.adherence import Rate
from cauce.rules.hiding import BEYOND, fives


def shown_to(code: str | None, counts: Mapping[str, int | None]) -> dict[str, Any]:
    """A column of numbers for whoever leads a post (``code``), or for whoever works no case (None): then
    in fives, and hidden where they are few. What does not apply stays None, which a table shows as «–»."""
    if code is not None:
        return dict(counts)
    told_of = coarse({key: number for key, number in counts.items() if number is not None})
    return {key: number_or_hidden(told_of[key]) if key in told_of else None for key in counts}


def rate_of(code: str | None, due: Any, rate: Rate | None) -> Text:
    """A share with its interval; to whoever works no case without it, because it tells of how many."""
    if code is not None or rate is None:
        return HIDDEN if due == HIDDEN else share(rate)
    return HIDDEN if due == HIDDEN else both(*2 * (percent(rate.value),))


def few_or_fives(number: int) -> Text:
    """One number in a sentence, to whoever works no case."""
    return both("pocos", "few") if 0 < number <= BEYOND else number_or_hidden(fives(number))
