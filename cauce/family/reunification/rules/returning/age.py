"""Is the traveller a child on the day of departure? In doubt, yes."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from cauce.content.model import Text, both


@dataclass(frozen=True, slots=True)
class AgeOnDay:
    """Whether the person is a child on a day, and why; in doubt, a child."""

    child: bool
    why: Text


def age_on_departure(
    *,
    said: int | None,
    said_on: dt.date | None,
    doubt: bool,
    adult_by_birth_date: bool | None,
    on: dt.date,
) -> AgeOnDay:
    """Child or adult on the day of departure. ``said`` None: no age is known; ``adult_by_birth_date``
    None: no birth date is kept. An age without a birth date counts only the years that surely passed."""
    if doubt:
        return AgeOnDay(
            True,
            both("Hay duda sobre su edad: cuenta la menor.", "The age is in doubt: the younger one counts."),
        )
    if adult_by_birth_date is not None:
        if adult_by_birth_date:
            return AgeOnDay(
                False,
                both(
                    "Por su fecha de nacimiento, ese día ya tiene 18 años.",
                    "By the birth date, 18 or older on that day.",
                ),
            )
        return AgeOnDay(
            True,
            both(
                "Por su fecha de nacimiento, ese día tiene menos de 18 años.",
                "By the birth date, under 18 on that day.",
            ),
        )
    if said is None:
        return AgeOnDay(
            True,
            both(
                "No se sabe su edad: se prepara como para menor de 18.",
                "The age is not known: prepared as for a child.",
            ),
        )
    least = said + (_years(said_on, on) if said_on else 0)
    if least >= 18:
        return AgeOnDay(
            False,
            both(
                f"Dijo {said} años: ese día tiene al menos {least}.",
                f"Said {said}: at least {least} on that day.",
            ),
        )
    return AgeOnDay(
        True,
        both(
            f"Dijo {said} años y no hay fecha de nacimiento: no consta que ese día tenga 18.",
            f"Said {said} and there is no birth date: not shown to be 18 on that day.",
        ),
    )


def _years(since: dt.date, on: dt.date) -> int:
    return max(0, on.year - since.year - ((on.month, on.day) < (since.month, since.day)))
