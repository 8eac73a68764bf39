"""Do the dates of editions leave no day without one, and none with two?"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from cauce.content.errors import BadInput
from cauce.content.loader import Edition as Content

from .schedule import Dated


def check_to_come(first: dt.date, today: dt.date) -> None:
    """Raise ``BadInput`` unless the day an edition begins is still to come."""
    if first <= today:
        raise BadInput(
            f"la fecha {first.isoformat()} ya llegó; nadie puede seguir una edición desde ayer.",
            f"the date {first.isoformat()} has come; nobody can follow an edition since yesterday.",
            where="in_force_from",
            cure_es="Elija mañana o un día posterior.",
            cure_en="Choose tomorrow or a later day.",
        )


def check_open(content: Content) -> None:
    """Raise ``BadInput`` when the edition says its own end: it ends when the next one begins."""
    last = content.info.in_force_to
    if last is not None:
        raise BadInput(
            f"terminaría el {last.isoformat()} y después no regiría ninguna edición.",
            f"it would end on {last.isoformat()} and afterwards no edition would be in force.",
            where="in_force_to",
            cure_es="Quite «in_force_to»: termina cuando empieza la que la sustituye.",
            cure_en="Remove 'in_force_to': it ends when the one that replaces it begins.",
        )


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
        raise BadInput(
            f"la edición {newest.id} ya está aprobada desde el {newest.in_force_from.isoformat()}: "
            "dos regirían a la vez.",
            f"edition {newest.id} is approved from {newest.in_force_from.isoformat()}: "
            "two would be in force at once.",
            where="in_force_from",
            cure_es="Elija una fecha posterior.",
            cure_en="Choose a later date.",
        )
    if newest.id != base:
        raise BadInput(
            f"parte de la edición {base}, pero después de ella se aprobó la {newest.id}: se "
            "perderían sus cambios.",
            f"it starts from edition {base}, but {newest.id} was approved after it: its changes "
            "would be lost.",
            where="base",
            cure_es=f"Baje este borrador y súbalo sobre uno nuevo que parta de la {newest.id}.",
            cure_en=f"Download this draft and upload it onto a new one that starts from {newest.id}.",
        )


def check_no_hole(content: Content, next_from: dt.date) -> None:
    """Raise ``BadInput`` when an edition ends before the next one begins."""
    last = content.info.in_force_to
    if last is not None and last + dt.timedelta(days=1) < next_from:
        begins = last + dt.timedelta(days=1)
        ends = next_from - dt.timedelta(days=1)
        raise BadInput(
            f"del {begins.isoformat()} al {ends.isoformat()} no regiría ninguna edición.",
            f"from {begins.isoformat()} to {ends.isoformat()} no edition would be in force.",
            where="in_force_from",
            cure_es=f"Haga que empiece el {begins.isoformat()}.",
            cure_en=f"Let it begin on {begins.isoformat()}.",
        )
