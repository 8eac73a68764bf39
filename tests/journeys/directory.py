"""A small invented directory around Houston, brought in the way any directory is."""

from __future__ import annotations

import datetime as dt
from typing import Any

from cauce.directory.actions import import_batch, link_partners
from cauce.directory.models import Organization, Service
from cauce.rules.permissions import SYSTEM
from cauce.standards.hsds.build import build
from cauce.standards.hsds.nested import Flattening
from cauce.standards.hsds.rows import Tables

SOURCE = "jornadas"
STREET = "4821 Paper Moon Street"  # of the shelter: never to be seen by who may not
# Name, service, kind, city, days since it was checked, whom it serves, languages.
ENTRIES = (
    (
        "Casa Jacaranda (ejemplo)",
        "Alojamiento seguro",
        "shelter",
        "Houston",
        12,
        {"sex": "women", "families": True, "labour": True, "sexual": True, "any_status": True},
        (("Español", "spa"), ("Mixteco", "mix")),
    ),
    (
        "Casa Nopal (ejemplo)",
        "Alojamiento seguro",
        "shelter",
        "Houston",
        400,
        {"sex": "any", "minors": False},
        (("Español", "spa"), ("Inglés", "eng")),
    ),
    (
        "Puente Legal Ceiba (ejemplo)",
        "Orientación legal migratoria",
        "legal",
        "Houston",
        40,
        {"sex": "any", "any_status": True},
        (("Español", "spa"), ("Inglés", "eng")),
    ),
    (
        "Clínica Colibrí (ejemplo)",
        "Atención médica",
        "medical",
        "Pasadena",
        5,
        {"sex": "any", "any_status": True},
        (("Español", "spa"),),
    ),
)


def _document(number: int, entry: tuple, today: dt.date) -> dict[str, Any]:
    name, service, kind, city, days, serves, languages = entry
    key = f"{SOURCE}-{number}"
    return {
        "id": key,
        "name": f"{service} · {name}",
        "description": "Entrada inventada.",
        "status": "active",
        "kinds": [kind],
        "serves": serves,
        "confidential": kind == "shelter",
        "assured_date": (today - dt.timedelta(days=days)).isoformat(),
        "languages": [{"id": f"{key}-{code}", "name": tongue, "code": code} for tongue, code in languages],
        "phones": [{"id": f"{key}-phone", "number": f"(713) 555-01{number:02}", "type": "voice"}],
        "organization": {"id": f"{key}-org", "name": name, "description": "Inventada."},
        "service_at_locations": [{"id": f"{key}-link", "location": _location(f"{key}-place", city, number)}],
    }


def _location(key: str, city: str, number: int) -> dict[str, Any]:
    return {
        "id": key,
        "location_type": "physical",
        "latitude": 29.76 + number / 100,
        "longitude": -95.36,
        "addresses": [
            {
                "id": f"{key}-address",
                "address_1": STREET,
                "city": city,
                "state_province": "TX",
                "postal_code": "00000",
                "country": "US",
                "address_type": "physical",
            }
        ],
    }


def fill(partners: dict[str, Any]) -> dict[str, Service]:
    """Import the entries and tie the partners; the services by the name of who gives them."""
    tables = Tables()
    today = dt.date.today()  # noqa: DTZ011 - a day of the directory has no zone
    for number, entry in enumerate(ENTRIES, start=1):
        Flattening(tables, SOURCE, f"[{number}]").service(_document(number, entry, today))
    import_batch(actor=SYSTEM, batch=build(tables, SOURCE))
    ids = dict(Organization.objects.values_list("name", "id"))
    link_partners(actor=SYSTEM, partners={ids[name]: row.id for name, row in partners.items()})
    return {row.organization.name: row for row in Service.objects.select_related("organization")}
