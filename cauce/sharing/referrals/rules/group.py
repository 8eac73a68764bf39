"""How many people of a crew may be told to a receiver, beside those who agreed to be named?"""

from __future__ import annotations

from cauce.content.errors import BadInputs
from cauce.rules.hiding import tens

bad_input = BadInputs(__file__)


def at_least(count: int, least: int) -> int | None:
    """The number that is told as «al menos»: a multiple of ``least``. None: too few, nothing is told.

    A small or an exact number could single somebody out. Raises ``BadInput`` below zero.
    """
    if count < 0:
        raise bad_input("number_of_people_cannot_be_below_zero", where="others")
    return tens(count, least) or None
