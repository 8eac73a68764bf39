"""Of whom each place passed on, how many were listened to and asked the key questions.

How many people walk past a window is not known: nobody counts who renews a passport. Coverage is of
those passed on, and of the cases that began by telephone, a visit or another way.
"""

from __future__ import annotations

from dataclasses import dataclass

from cauce.protocol.editions.access import current_edition
from cauce.rules.adherence import Rate, wilson

from .rows import Known, Rows

ELSEWHERE = ""  # cases that no place passed on
TALKED = ("case_opened", "information_given")


@dataclass(frozen=True, slots=True)
class Space:
    """One place. ``passed`` and the like are None where cases began without being passed on.

    ``screened`` of ``asked``: cases in which the key questions were asked, of those in which it was
    due or done; ``declined`` of them the person preferred not to.
    """

    space: str
    passed: int | None
    in_time: int | None
    talked: int | None
    cases: int
    screened: int
    declined: int
    rate: Rate | None  # None: it was due in no case yet


def spaces(rows: Rows) -> list[Space]:
    """Each place at which somebody was passed on, by the order of the catalogue."""
    edition = current_edition()
    of = {one.id: one.spaces[0] for one in edition.instruments.values() if one.spaces}
    found = []
    for space in (*edition.spaces, ELSEWHERE):
        here = [one for one in rows.passed if of.get(one.instrument) == space]
        begun = [one for one in rows.cases.values() if of.get(one.instrument, ELSEWHERE) == space]
        if not here and not begun:
            continue
        screened, declined, due = _screened(begun)
        plain = space == ELSEWHERE
        found.append(
            Space(
                space,
                None if plain else len(here),
                None if plain else sum(one.in_time for one in here),
                None if plain else sum(one.outcome in TALKED for one in here),
                len(begun),
                screened,
                declined,
                wilson(screened, due),
            )
        )
    return found


def _screened(cases: list[Known]) -> tuple[int, int, int]:
    """Asked, declined, and in how many it was due or done."""
    screened = declined = due = 0
    for one in cases:
        done = one.first("screening_done") is not None
        no = not done and one.first("screening_declined") is not None
        screened += done
        declined += no
        due += done or no or "P2-06" in one.owed
    return screened, declined, due
