"""The one address kept for each location: physical before postal before virtual."""

from __future__ import annotations

from uuid import UUID

from cauce.directory.places import country_code, state_code

from . import clean
from .identity import Identities
from .rows import Row

_ORDER = {"physical": 0, "": 1, "postal": 2, "virtual": 3}


def addresses_by_location(ids: Identities, rows: dict[str, list[Row]]) -> dict[UUID, dict[str, str]]:
    """Address fields by location; a row that names no location is refused."""
    best: dict[UUID, tuple[int, dict[str, str]]] = {}
    more = 0
    both = [(row, "") for row in rows["addresses"]]
    both += [(row, "postal") for row in rows["postal_addresses"]]
    for row, kind in both:
        location = ids.of("locations", row.get("location_id"))
        if location is None:
            ids.refuse(
                "addresses",
                row,
                "No dice de qué lugar es.",
                "It does not say which location it is of.",
            )
            continue
        rank = _ORDER.get(kind or clean.line(row.get("address_type")).lower(), 1)
        fields = _fields(row)
        if location in best and best[location][1] != fields:
            more += 1
        if location not in best or rank < best[location][0]:
            best[location] = (rank, fields)
    if more:
        ids.caution(
            f"{more} direcciones de más: se guarda una por lugar.",
            f"{more} addresses too many: one is kept for each location.",
        )
    return {location: fields for location, (_, fields) in best.items()}


def _fields(row: Row) -> dict[str, str]:
    state = state_code(clean.line(row.get("state_province")))[:40]
    return {
        "address_1": clean.line(row.get("address_1"))[:300],
        "address_2": clean.line(row.get("address_2"))[:300],
        "city": clean.line(row.get("city"))[:120],
        "region": clean.line(row.get("region"))[:120],
        "state": state,
        "postal_code": clean.line(row.get("postal_code"))[:20],
        "country": country_code(clean.line(row.get("country")), state),
    }
