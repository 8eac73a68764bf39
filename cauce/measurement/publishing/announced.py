"""What the content announces: which publication of which period, on which day, with which tables."""

from __future__ import annotations

import datetime as dt

from cauce.content.errors import BadInput, unknown
from cauce.content.model import Text, both
from cauce.content.model_publication import AnnouncedTable, Release
from cauce.measurement.rules.publication.period import Period, due_on, read_period
from cauce.protocol.editions.access import current_edition
from cauce.rules.dates import add_months
from cauce.staff.offices import access as offices

from ..models import StatisticsEdition

STEP = {"year": 12, "half": 6, "quarter": 3, "years": 12}  # months between two fixed days


def day_now(at: dt.datetime) -> dt.date:
    """The day it is at headquarters, whose calendar this is."""
    return offices.day_at(None, at)


def release(kind: str) -> Release:
    """A publication of the calendar. Raises ``Unknown`` for one that was not announced."""
    held = current_edition().releases
    if kind not in held:
        raise unknown("publicaciones anunciadas", "announced publications", kind, held, "kind")
    return held[kind]


def releases() -> list[Release]:
    """All of them, in the order of the content."""
    return sorted(current_edition().releases.values(), key=lambda one: one.order)


EVERY: dict[str, Text] = {
    "year": both("cada año", "every year"),
    "half": both("cada semestre", "every half-year"),
    "quarter": both("cada trimestre", "every quarter"),
}


def calendar() -> list[Text]:
    """Each publication with how often it appears, and how long after its period."""
    return [_said(one) for one in releases()]


def _said(one: Release) -> Text:
    often = EVERY.get(one.every) or both(f"de {one.years} años juntos", f"of {one.years} years together")
    months = "un mes" if one.months_after == 1 else f"{one.months_after} meses"
    later = "one month" if one.months_after == 1 else f"{one.months_after} months"
    where = ("; solo de toda la red", "; of the whole network only") if one.national else ("", "")
    return both(
        f"{one.title.es}: {often.es}, {months} después de que termina{where[0]}.",
        f"{one.title.en}: {often.en}, {later} after it ends{where[1]}.",
    )


def table(id: str) -> AnnouncedTable:
    """A table of the fixed set. Raises ``Unknown`` for one that was not announced."""
    held = current_edition().announced
    if id not in held:
        raise unknown("tablas anunciadas", "announced tables", id, held, "table")
    return held[id]


def tables_of(kind: str) -> list[AnnouncedTable]:
    """The tables of a publication, in the order of the content."""
    found = (one for one in current_edition().announced.values() if kind in one.releases)
    return sorted(found, key=lambda one: one.order)


def check_period(release: Release, period: Period) -> None:
    """Raise ``BadInput`` when the publication has no such period."""
    years = period.until.year - period.since.year
    if period.every == release.every and (release.every != "years" or years >= release.years):
        return
    examples = {"year": "2026", "half": "2026-H1", "quarter": "2026-Q3", "years": "2021-2025"}
    raise BadInput(
        f"«{release.title.es}» no se publica por ese periodo ({period.code}).",
        f"'{release.title.en}' is not published by that period ({period.code}).",
        where="period",
        cure_es=f"Escriba uno como {examples[release.every]}"
        + (f", de al menos {release.years} años." if release.every == "years" else "."),
        cure_en=f"Write one like {examples[release.every]}"
        + (f", of at least {release.years} years." if release.every == "years" else "."),
    )


def due_of(release: Release, period: Period, *, after: StatisticsEdition | None) -> dt.date:
    """The announced day. ``after``: what is published already; its revision waits for the next day
    of the same publication after the one on which it appeared. None: nothing is."""
    first = due_on(period, release.months_after)
    if after is None:
        return first
    appeared = day_now(after.signed_at) if after.signed_at else after.due_on
    due = first
    while due <= appeared:
        due = add_months(due, STEP[release.every])
    return due


def recent(release: Release, today: dt.date, most: int = 3) -> list[Period]:
    """The last periods of a publication that have ended, the newest first."""
    codes: list[str] = []
    for year in range(today.year, today.year - most - 1, -1):
        match release.every:
            case "year":
                codes.append(str(year))
            case "half":
                codes += [f"{year}-H2", f"{year}-H1"]
            case "quarter":
                codes += [f"{year}-Q{quarter}" for quarter in (4, 3, 2, 1)]
            case "years":
                codes.append(f"{year - release.years + 1}-{year}")
    found = (read_period(code) for code in codes)
    return [one for one in found if one.until <= today][:most]
