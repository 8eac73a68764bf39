"""How many people of a crew may be told to a receiver, beside those who agreed to be named?"""

from __future__ import annotations

from cauce.content.errors import BadInput


def at_least(count: int, least: int) -> int | None:
    """The number that is told as «al menos»: a multiple of ``least``. None: too few, nothing is told.

    A small or an exact number could single somebody out. Raises ``BadInput`` below zero.
    """
    if count < 0:
        raise BadInput(
            "El número de personas no puede ser menor que cero.",
            "The number of people cannot be below zero.",
            where="others",
            cure_es="Escriba cuántas personas más hay, o deje el espacio en blanco.",
            cure_en="Write how many more people there are, or leave it empty.",
        )
    told = count // least * least
    return told or None
