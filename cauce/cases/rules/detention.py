"""Somebody in detention: which dates can be, and when the place is another one.

The house never asks there about the offence, nor about what was lived through: rooms and telephones
may be listened to (content/protocol/12-special-groups).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any
from zoneinfo import ZoneInfo

from cauce.content.errors import BadInputs
from cauce.content.model import Text
from cauce.content.plain import plain

bad_input = BadInputs(__file__)

LONGEST = 120  # letters of the name of a centre
FARTHEST = dt.timedelta(days=20 * 366)  # of a hearing or a removal: beyond it the year is a mistake
HEARD = Text(
    es="Está en detención: presuma que toda llamada y toda visita pueden ser escuchadas. Hable de "
    "derechos, salud y familia; no pregunte por lo que hizo ni por lo que vivió.",
    en="In detention: assume every call and every visit is overheard. Talk about rights, health and "
    "family; do not ask what the person did or went through.",
)


def check_dates(
    hearing_at: dt.datetime | None, removal_on: dt.date | None, at: dt.datetime, zone: ZoneInfo
) -> None:
    """Raise ``BadInput`` for a next hearing that has passed, a removal before today, a hearing after
    the removal, or a year that cannot be meant. None: that date is not known."""
    if hearing_at is not None and hearing_at <= at:
        raise bad_input("that_hearing_is_past", where="hearing_at")
    if removal_on is not None and removal_on < at.astimezone(zone).date():
        raise bad_input("that_date_of_removal_is_past", where="removal_on")
    far = at.astimezone(zone).date() + FARTHEST
    for name, late in (
        ("hearing_at", hearing_at is not None and hearing_at > at + FARTHEST),
        ("removal_on", removal_on is not None and removal_on > far),
    ):
        if late:
            raise bad_input("that_date_is_too_far_away", where=name)
    if hearing_at is not None and removal_on is not None and hearing_at.astimezone(zone).date() > removal_on:
        raise bad_input("the_hearing_would_come_after_the_removal", where="hearing_at")


def check_centre(centre: str) -> str:
    """The name of the centre with its spaces folded. Raises ``BadInput`` when there is none, or too long."""
    value = " ".join(centre.split())
    if not value or len(value) > LONGEST:
        raise bad_input("the_name_of_the_centre_is_missing", where="centre", longest=LONGEST)
    return value


def is_moved(before: Mapping[str, Any], centre: str, county: str) -> bool:
    """Whether the person is in another centre than was kept. The first one kept is no move."""
    if not before.get("centre"):
        return False
    other_county = bool(county and before.get("county") and county != before["county"])
    return other_county or plain(before["centre"]).strip() != plain(centre).strip()
