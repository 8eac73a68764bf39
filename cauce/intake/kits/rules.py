"""The number of a kit on paper, and whether an hour written on a sheet can be.

A number is the code of the post, a serial and a check character of ISO/IEC 7064, MOD 37-2: it finds
every single wrong letter or figure and every two that changed places. Source of the standard's
method: ISO/IEC 7064:2003. That kits are numbered so is PROPOSED.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass

from cauce.content.errors import BadInput, BadInputs

bad_input = BadInputs(__file__)

_SIGNS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ*"
_SHAPE = re.compile(r"([A-Z]{2,5})([0-9]{5})([0-9A-Z*])")
LONGEST = 40  # letters of what is typed that are looked at
MOST_SERIAL = 99_999
EXAMPLE = "HOU-00012-A"


def check_character(text: str) -> str:
    """The check character of letters and figures (ISO/IEC 7064, MOD 37-2)."""
    value = 0
    for sign in text:
        value = (value + _SIGNS.index(sign)) * 2 % 37
    return _SIGNS[(38 - value) % 37]


@dataclass(frozen=True, slots=True)
class KitNumber:
    """The number of one kit: of which post, and which of its kits."""

    post: str
    serial: int

    def __str__(self) -> str:
        bare = f"{self.post}{self.serial:05d}"
        return f"{self.post}-{self.serial:05d}-{check_character(bare)}"


def read_number(typed: str) -> KitNumber:
    """The number as somebody typed it, in any case, with or without hyphens and spaces.

    Raises ``BadInput`` for what is no number, and for one whose check character does not fit: it was
    misread, and is never taken for the nearest.
    """
    text = re.sub(r"[\s\-–—_.]", "", typed[:LONGEST]).upper()
    found = _SHAPE.fullmatch(text)
    if found is None:
        raise bad_input("that_is_no_number_of_a_kit", where="number", example=EXAMPLE)
    post, serial, check = found.groups()
    if check_character(post + serial) != check:
        raise bad_input("the_number_was_misread", where="number", check=check)
    return KitNumber(post, int(serial))


def _wrong(es: str, en: str, cure_es: str, cure_en: str) -> BadInput:
    return BadInput(es, en, where="happened_at", cure_es=cure_es, cure_en=cure_en)


def check_hour(
    happened_at: dt.datetime,
    *,
    printed_at: dt.datetime,
    now: dt.datetime,
    before: Iterable[dt.datetime] = (),
    after: Iterable[dt.datetime] = (),
) -> dt.datetime:
    """An hour written on paper. ``before``/``after``: of the sheets that come before and after it.

    However long ago it was, it stands. Raises ``BadInput`` for one that is still to come, is earlier
    than the printing of the sheet, or out of the order of the sheets.
    """
    if happened_at > now:
        raise _wrong(
            "Esa hora todavía no llega.",
            "That hour is still to come.",
            "Escriba la que está en la hoja; mire el día y el año.",
            "Write the one on the sheet; look at the day and the year.",
        )
    # Typed to the minute: the minute of the printing is no mistake.
    if happened_at < printed_at.replace(second=0, microsecond=0):
        raise _wrong(
            "Esa hora es anterior a que se imprimiera la hoja.",
            "That hour is before the sheet was printed.",
            "Mire el día y el año en la hoja. Si ocurrió antes, ese papel no es de este juego.",
            (
                "Look at the day and the year on the sheet. If it happened earlier, that "
                "paper is not of this kit."
            ),
        )
    if any(happened_at < one for one in before):
        raise _wrong(
            "Esa hora es anterior a la de una hoja que va antes.",
            "That hour is earlier than that of a sheet before this one.",
            "Compare las dos hojas: una de las horas se leyó mal.",
            "Compare the two sheets: one of the hours was misread.",
        )
    if any(happened_at > one for one in after):
        raise _wrong(
            "Esa hora es posterior a la de una hoja que va después.",
            "That hour is later than that of a sheet after this one.",
            "Compare las dos hojas: una de las horas se leyó mal.",
            "Compare the two sheets: one of the hours was misread.",
        )
    return happened_at
