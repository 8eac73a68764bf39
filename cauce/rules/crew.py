"""Who of a crew is attended first, and who never goes together?"""

from __future__ import annotations

from collections.abc import Sequence

from cauce.content.errors import BadInput
from cauce.content.model import both


def turn(*, danger: bool, child: bool, alone: bool, doctor: bool, done: bool) -> int:
    """Who is attended first: danger, a child alone, a child, who needs a doctor, the others; last
    whoever was interviewed and is in no danger."""
    if danger:
        return 0
    order = 1 if child and alone else 2 if child else 3 if doctor else 4
    return order + 10 * done


TOGETHER = both(
    "Estas personas no pueden ir en la misma solicitud ni en el mismo vehículo.",
    "These people cannot go in the same request or in the same vehicle.",
)


def check_together(apart: Sequence[bool]) -> None:
    """People who go together: whoever is attended apart goes alone. Raises ``BadInput``, which tells
    neither who it is nor why."""
    if len(apart) > 1 and any(apart):
        raise BadInput(
            TOGETHER.es,
            TOGETHER.en,
            where="chosen",
            cure_es="Quite a alguien de la lista y pídalo por separado.",
            cure_en="Take somebody out of the list and ask apart.",
        )
