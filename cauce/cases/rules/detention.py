"""Somebody in detention: which dates can be, and when the place is another one.

The house never asks there about the offence, nor about what was lived through: rooms and telephones
may be listened to (content/protocol/12-special-groups).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any
from zoneinfo import ZoneInfo

from cauce.content.errors import BadInput
from cauce.content.model import Text
from cauce.content.plain import plain

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
        raise BadInput(
            "Esa audiencia ya pasó.",
            "That hearing is past.",
            where="hearing_at",
            cure_es="Anote la que sigue; si aún no hay fecha, deje el lugar vacío.",
            cure_en="Note the next one; if there is no date yet, leave it empty.",
        )
    if removal_on is not None and removal_on < at.astimezone(zone).date():
        raise BadInput(
            "Esa fecha de salida ya pasó.",
            "That date of removal is past.",
            where="removal_on",
            cure_es="Si ya salió del país, anote que ya no está en detención; si no, revise la fecha.",
            cure_en="If the person has left, note that they are no longer held; if not, check the date.",
        )
    far = at.astimezone(zone).date() + FARTHEST
    for name, late in (
        ("hearing_at", hearing_at is not None and hearing_at > at + FARTHEST),
        ("removal_on", removal_on is not None and removal_on > far),
    ):
        if late:
            raise BadInput(
                "Esa fecha está demasiado lejos.",
                "That date is too far away.",
                where=name,
                cure_es="Revise el año.",
                cure_en="Check the year.",
            )
    if hearing_at is not None and removal_on is not None and hearing_at.astimezone(zone).date() > removal_on:
        raise BadInput(
            "La audiencia quedaría después de la salida del país.",
            "The hearing would come after the removal.",
            where="hearing_at",
            cure_es=(
                "Una de las dos fechas es incorrecta: confirme hoy mismo con la abogada o el abogado cuál."
            ),
            cure_en="One of the two is wrong: ask the lawyer today which one.",
        )


def check_centre(centre: str) -> str:
    """The name of the centre with its spaces folded. Raises ``BadInput`` when there is none, or too long."""
    value = " ".join(centre.split())
    if not value or len(value) > LONGEST:
        raise BadInput(
            f"Falta el nombre del centro, de hasta {LONGEST} letras.",
            f"The name of the centre is missing, of up to {LONGEST} letters.",
            where="centre",
            cure_es="Escríbalo como lo dijo quien avisó; si no se sabe, escriba la ciudad.",
            cure_en="Write it as whoever told you said it; if not known, write the city.",
        )
    return value


def is_moved(before: Mapping[str, Any], centre: str, county: str) -> bool:
    """Whether the person is in another centre than was kept. The first one kept is no move."""
    if not before.get("centre"):
        return False
    other_county = bool(county and before.get("county") and county != before["county"])
    return other_county or plain(before["centre"]).strip() != plain(centre).strip()
