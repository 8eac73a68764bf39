"""A small invented directory around one city, and the people who look into it."""

from __future__ import annotations

import datetime as dt
from uuid import UUID, uuid5

from cauce.directory.actions import import_batch
from cauce.directory.records import (
    Batch,
    LanguageRecord,
    LinkRecord,
    LocationRecord,
    OrganizationRecord,
    PhoneRecord,
    Serves,
    ServiceRecord,
    TermRecord,
)
from cauce.rules.permissions import SYSTEM, Actor, Grant

TODAY = dt.date(2026, 11, 25)
DALLAS = (32.7831, -96.8067)
_SPACE = UUID("3d1b1a6e-9f7e-5c0d-8d5b-0c7d5f1b2a33")

OFFICER = Actor("officer", (Grant("protection_officer", "DAL"),))
HEAD = Actor("head", (Grant("head_of_post", "DAL"),))
HEADQUARTERS = Actor("headquarters", (Grant("headquarters"),))
WINDOW = Actor("window", (Grant("window_officer", "DAL"),))
PARTNER = Actor("partner", (Grant("partner_staff", None, "some-partner"),))
AUDITOR = Actor("auditor", (Grant("auditor"),))


def id_of(*parts: str) -> UUID:
    return uuid5(_SPACE, "/".join(parts))


def _service(name: str, kind: str, serves: Serves | None, days: int | None, **more) -> ServiceRecord:
    checked = TODAY - dt.timedelta(days=days) if days is not None else None
    return ServiceRecord(
        id_of("service", name),
        name,
        id_of("organization", name),
        name,
        kinds=(kind,),
        serves=serves,
        assured_date=checked,
        status="active",
        **more,
    )


SERVICES = (
    _service(
        "Casa Jacaranda",
        "shelter",
        Serves("women", False, True, True, True, True),
        20,
        description="En 742 Papalote Street. Llame al 214-555-0142.",
    ),
    _service("Casa Girasol", "shelter", Serves("any", True, False, False, True, None), 400),
    _service("Casa Fresno", "shelter", None, None),
    _service("Puente Legal Ceiba", "legal", Serves("any", True, True, True, True, True), 10),
    _service("Clínica Colibrí", "medical", Serves("any"), 200),
)
PLACES = {
    "Casa Jacaranda": ("742 Papalote Street", "Dallas", "TX", 32.75123, -96.70456),
    "Casa Girasol": ("9 Rehilete Avenue", "Dallas", "TX", 32.80001, -96.81002),
    "Casa Fresno": ("31 Teacup Road", "Austin", "TX", 30.26721, -97.74312),
    "Puente Legal Ceiba": ("15 Paperboat Lane", "Dallas", "TX", 32.79, -96.80),
    "Clínica Colibrí": ("77 Paperboat Lane", "Houston", "TX", 29.76, -95.36),
}


def _location(name: str) -> LocationRecord:
    street, city, state, latitude, longitude = PLACES[name]
    return LocationRecord(
        id_of("location", name),
        name,
        id_of("organization", name),
        name=f"Sede {name}",
        latitude=latitude,
        longitude=longitude,
        address_1=street,
        city=city,
        state=state,
        postal_code="00000",
        country="US",
    )


def batch(*more: ServiceRecord, terms: tuple[TermRecord, ...] = (), **changes) -> Batch:
    """The invented directory, with some services more or with other tables instead."""
    services = (*SERVICES, *more)
    names = [service.name for service in services]
    parts = {
        "organizations": tuple(
            OrganizationRecord(id_of("organization", name), name, f"{name} (ejemplo)") for name in names
        ),
        "services": services,
        "locations": tuple(_location(name) for name in PLACES),
        "links": tuple(
            LinkRecord(id_of("link", n), n, id_of("service", n), id_of("location", n)) for n in PLACES
        ),
        "phones": (
            PhoneRecord(
                id_of("phone", "1"), "1", "(214) 555-0142", service=id_of("service", "Casa Jacaranda")
            ),
            PhoneRecord(
                id_of("phone", "2"), "2", "(214) 555-0177", service=id_of("service", "Puente Legal Ceiba")
            ),
        ),
        "languages": (
            LanguageRecord(
                id_of("language", "1"), "1", "Español", "spa", service=id_of("service", "Casa Jacaranda")
            ),
            LanguageRecord(
                id_of("language", "2"), "2", "Mixteco", "mix", service=id_of("service", "Casa Girasol")
            ),
        ),
    }
    tables = frozenset(("services", "phones", "languages", "links"))
    return Batch("inventada", **(parts | changes), terms=terms, tables=tables)


def load(*more: ServiceRecord, **changes):
    return import_batch(actor=SYSTEM, batch=batch(*more, **changes))
