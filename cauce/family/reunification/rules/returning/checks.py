"""What a journey refuses: a state out of turn, money that does not add up."""

from __future__ import annotations

from decimal import Decimal

from cauce.content.errors import BadInput, BadInputs

from .words import LABELS, NEXT

bad_input = BadInputs(__file__)


def check_next(state: str, to: str) -> None:
    """Raise ``BadInput`` when a return in this state cannot come to that one."""
    if to in NEXT.get(state, ()):
        return
    raise bad_input("this_journey_stands_at_state", where="state", state=LABELS[state])


def check_counted(lines: Decimal, counted: Decimal) -> None:
    """Raise ``BadInput``, naming the difference, when what was counted is not the sum of the lines."""
    if lines == counted:
        return
    gap, more = abs(lines - counted), counted > lines
    raise BadInput(
        (
            f"No cuadra: los renglones suman {lines} y se contó {counted}; "
            f"{'sobran' if more else 'faltan'} {gap}."
        ),
        (
            f"It does not add up: the lines make {lines} and {counted} was counted; {gap} "
            f"{'too much' if more else 'missing'}."
        ),
        where="counted",
        cure_es="Cuente otra vez o llene otro recibo; el anterior se conserva.",
        cure_en="Count again, or fill another receipt; the former is kept.",
    )
