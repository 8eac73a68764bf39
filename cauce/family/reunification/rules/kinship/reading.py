"""Which relatives may come under which category, by the table of the content: information, never advice.

Protocol, 16.1 (derivatives). Three-valued: what is not known is never a no, it is named so that somebody
finds it out. Ages count on the principal's filing date; while nothing is filed, as if it were filed today.
What the table says is unverified until counsel confirms it; whoever shows this says so.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from cauce.content.errors import BadInputs
from cauce.content.model_kinship import KinCategory

from .changes import changes_ahead
from .model import (
    Kin,
    Principal,
    Reading,
    age,
)
from .possible import possible_under

bad_input = BadInputs(__file__)


def check_birth(born: dt.date | None, on: dt.date, where: str = "born") -> None:
    """Nobody is born tomorrow, nor 120 years ago. Raises ``BadInput``."""
    if born is not None and born > on:
        raise bad_input("date_of_birth_is_in_future", where=where)
    if born is not None and age(born, on) > 120:
        raise bad_input("the_age_would_be_over_120", where=where)


def read(
    categories: Iterable[KinCategory], principal: Principal, family: Iterable[Kin], on: dt.date
) -> dict[str, Reading]:
    """Every relative of the family by id, with what the table gives on that day. Decides nothing."""
    table, members = tuple(categories), {one.id: one for one in family}
    found = {}
    for id, kin in members.items():
        possible = possible_under(table, principal, members, kin, on)
        found[id] = Reading(
            kin,
            possible,
            changes_ahead(table, principal, members, kin, on, possible),
            if_today=principal.filed is not True,
        )
    return found
