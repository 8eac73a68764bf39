"""Do the dates of editions leave no day without one, and none with two?"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from cauce.content.errors import BadInputs
from cauce.content.loader import Edition as Content

from .schedule import Dated

bad_input = BadInputs(__file__)


def check_to_come(first: dt.date, today: dt.date) -> None:
    """Raise ``BadInput`` unless the day an edition begins is still to come."""
    if first <= today:
        raise bad_input("the_date_first_has_come", where="in_force_from", first=first.isoformat())


def check_open(content: Content) -> None:
    """Raise ``BadInput`` when the edition says its own end: it ends when the next one begins."""
    last = content.info.in_force_to
    if last is not None:
        raise bad_input("afterwards_no_edition_would_be_in_force", where="in_force_to", last=last.isoformat())


def check_dates(content: Content, known: Sequence[Dated], base: str, today: dt.date) -> None:
    """Raise ``BadInput`` unless the edition may follow the last one on its date.

    ``known``: editions in use or approved, oldest first. ``today``: the date at headquarters.
    """
    first = content.info.in_force_from
    check_to_come(first, today)
    check_open(content)
    if not known:
        return
    newest = known[-1]
    if first <= newest.in_force_from:
        raise bad_input(
            "edition_id_is_approved_from_in_force",
            where="in_force_from",
            id=newest.id,
            in_force_from=newest.in_force_from.isoformat(),
        )
    if newest.id != base:
        raise bad_input("it_starts_from_edition_base", where="base", base=base, id=newest.id)


def check_no_hole(content: Content, next_from: dt.date) -> None:
    """Raise ``BadInput`` when an edition ends before the next one begins."""
    last = content.info.in_force_to
    if last is not None and last + dt.timedelta(days=1) < next_from:
        begins = last + dt.timedelta(days=1)
        ends = next_from - dt.timedelta(days=1)
        raise bad_input(
            "between_them_no_edition_would_be_in_force",
            where="in_force_from",
            begins=begins.isoformat(),
            ends=ends.isoformat(),
        )
