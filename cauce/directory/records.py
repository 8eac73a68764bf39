"""Neutral records of a directory, whatever format they came in: pure data, no database.

Shaped like HSDS 3.x (organization, service, location, service_at_location and what hangs on
them). ``None`` means not known; an empty text means the source left it empty. ``origin`` is the
file and the row, for the report; it is no part of the content.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from uuid import UUID

NOT_STATED = "not_stated"
STATUSES = ("active", "inactive", "defunct", "temporarily closed", NOT_STATED)
Origin = tuple[str, str]
NOWHERE: Origin = ("", "")


@dataclass(frozen=True, slots=True)
class Serves:
    """Whom a service takes in. None: not known, which is neither yes nor no."""

    sex: str = ""  # "women", "men", "any"; empty: not known
    minors: bool | None = None
    families: bool | None = None
    labour: bool | None = None
    sexual: bool | None = None
    any_status: bool | None = None  # whatever the migration status


@dataclass(frozen=True, slots=True)
class OrganizationRecord:
    id: UUID
    external_id: str
    name: str
    alternate_name: str = ""
    description: str = ""
    email: str = ""
    url: str = ""
    placeholder: bool = False
    origin: Origin = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class ServiceRecord:
    id: UUID
    external_id: str
    organization: UUID
    name: str
    alternate_name: str = ""
    description: str = ""
    url: str = ""
    email: str = ""
    status: str = NOT_STATED
    interpretation: str = ""
    application: str = ""
    fees: str = ""
    eligibility: str = ""
    minimum_age: int | None = None
    maximum_age: int | None = None
    assured_date: dt.date | None = None
    alert: str = ""
    kinds: tuple[str, ...] = ()  # codes of the catalogue `services` that the source itself states
    serves: Serves | None = None
    confidential: bool | None = None  # None: the source does not say
    origin: Origin = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class LocationRecord:
    id: UUID
    external_id: str
    organization: UUID | None = None
    name: str = ""
    alternate_name: str = ""
    description: str = ""
    transportation: str = ""
    kind: str = "physical"  # physical, postal, virtual
    latitude: float | None = None
    longitude: float | None = None
    address_1: str = ""
    address_2: str = ""
    city: str = ""
    region: str = ""
    state: str = ""
    postal_code: str = ""
    country: str = ""
    accessibility: str = ""
    origin: Origin = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class LinkRecord:
    """A service given at a location."""

    id: UUID
    external_id: str
    service: UUID
    location: UUID
    description: str = ""
    origin: Origin = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class PhoneRecord:
    id: UUID
    external_id: str
    number: str
    extension: str = ""
    kind: str = ""
    description: str = ""
    organization: UUID | None = None
    service: UUID | None = None
    location: UUID | None = None
    origin: Origin = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class LanguageRecord:
    id: UUID
    external_id: str
    name: str
    code: str = ""  # ISO 639-3; empty: the text names no language we recognise
    note: str = ""
    service: UUID | None = None
    location: UUID | None = None
    origin: Origin = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class ScheduleRecord:
    id: UUID
    external_id: str
    days: str = ""  # RRULE days: "MO,TU"
    opens_at: str = ""
    closes_at: str = ""
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None
    description: str = ""
    service: UUID | None = None
    location: UUID | None = None
    origin: Origin = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class TermRecord:
    """A term of a taxonomy that the source hangs on a service; the code is opaque here."""

    id: UUID
    external_id: str
    service: UUID
    code: str
    name: str = ""
    origin: Origin = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Refusal:
    """A row that could not be kept, and why, in both languages."""

    entity: str
    file: str
    row: str
    identifier: str
    es: str
    en: str


@dataclass(frozen=True, slots=True)
class Caution:
    """Something kept, but not as it stood in the source."""

    es: str
    en: str


@dataclass(frozen=True, slots=True)
class Batch:
    """One directory as read: records by kind, what was refused, what to warn about.

    ``tables`` are the kinds of which the source had rows at all: only of those may an import
    conclude that a row is gone.
    """

    source: str
    organizations: tuple[OrganizationRecord, ...] = ()
    services: tuple[ServiceRecord, ...] = ()
    locations: tuple[LocationRecord, ...] = ()
    links: tuple[LinkRecord, ...] = ()
    phones: tuple[PhoneRecord, ...] = ()
    languages: tuple[LanguageRecord, ...] = ()
    schedules: tuple[ScheduleRecord, ...] = ()
    terms: tuple[TermRecord, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    warnings: tuple[Caution, ...] = ()
    tables: frozenset[str] = frozenset()
