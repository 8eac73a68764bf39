"""Contacts after a return: when each is due where the person lives now, and when silence is told.

7, 30, 90 and 180 days are this house's proposal (content/parameters/returning.yaml); that monitoring after
a return was missing for years is in ``return-monitoring``. Nothing is sent from here: people call.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from cauce.content.loader import Edition, parameter_on
from cauce.content.model import both
from cauce.rules.dates import add, zone

MADE, NOT_ANSWERED, NOT_SAFE = "made", "not_answered", "not_safe"
OUTCOMES = {
    MADE: both("Se habló con la persona", "The person was reached"),
    NOT_ANSWERED: both("No contestó", "No answer"),
    NOT_SAFE: both("No era seguro llamar", "It was not safe to call"),
}
MISSED, DUE, AHEAD = "missed", "due", "ahead"
STATE_LABELS = {
    **OUTCOMES,
    MISSED: both("Pasó el día y nadie lo intentó", "The day passed and nobody tried"),
    DUE: both("Toca hoy", "Due today"),
    AHEAD: both("Más adelante", "Ahead"),
}
DAYS = (
    "return-contact-first",
    "return-contact-second",
    "return-contact-third",
    "return-contact-fourth",
)


@dataclass(frozen=True, slots=True)
class PlaceZone:
    """The clock of a Mexican state. ``known`` False: not in the table, the post's clock is used.
    ``several``: municipalities of that state keep another hour."""

    zone: ZoneInfo
    known: bool
    several: bool


def zone_of_state(edition: Edition, code: str, fallback: ZoneInfo) -> PlaceZone:
    """The clock where the person goes, by the two digits of the state."""
    for row in edition.catalogues.get("mx_zones", ()):
        if row["code"] == code:
            return PlaceZone(zone(row["zone"]), True, row["several"] == "yes")
    return PlaceZone(fallback, False, False)


def schedule(
    edition: Edition, received_at: dt.datetime, there: ZoneInfo
) -> tuple[tuple[int, dt.datetime], ...]:
    """(days, end of that day there) of each contact, counted from the day of the reception there."""
    on = received_at.astimezone(there).date()
    days = [parameter_on(edition, name, on).value for name in DAYS]
    return tuple((count, add(received_at, count, "days", there)) for count in days)


@dataclass(frozen=True, slots=True)
class Try:
    """One attempt to reach the person."""

    at: dt.datetime
    outcome: str


@dataclass(frozen=True, slots=True)
class Contact:
    """One contact that is owed, with what was tried."""

    due_at: dt.datetime
    tries: tuple[Try, ...] = ()

    @property
    def made(self) -> bool:
        return any(one.outcome == MADE for one in self.tries)


def state_of(contact: Contact, at: dt.datetime) -> str:
    """Where a contact stands: made, its last failed try, missed, due today there, or ahead."""
    if contact.made:
        return MADE
    if contact.tries:
        return max(contact.tries, key=lambda one: one.at).outcome
    if at > contact.due_at:
        return MISSED
    return DUE if owed(contact, at) else AHEAD


def owed(contact: Contact, at: dt.datetime) -> bool:
    """Whether its day has come there and nobody has reached the person: it stays until somebody does."""
    begun = at.astimezone(contact.due_at.tzinfo).date() >= contact.due_at.date()
    return begun and not contact.made


def silence(contacts: tuple[Contact, ...], at: dt.datetime) -> int:
    """How often in a row nobody reached the person: failed tries, and days that passed untried."""
    tries = sorted((one for contact in contacts for one in contact.tries), key=lambda one: one.at)
    last = max((one.at for one in tries if one.outcome == MADE), default=None)
    failed = sum(1 for one in tries if one.outcome != MADE and (last is None or one.at > last))
    untried = sum(
        1 for one in contacts if not one.tries and one.due_at < at and (last is None or one.due_at > last)
    )
    return failed + untried


def tells(edition: Edition, count: int, *, high: bool, on: dt.date) -> bool:
    """Whether so long a silence is told to who leads; sooner where the risk there was high."""
    name = "return-silence-high" if high else "return-silence"
    return count >= parameter_on(edition, name, on).value
