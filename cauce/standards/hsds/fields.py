"""What this directory tells of each HSDS object, from one table (``fields.csv``): names of the standard.

From it come the tables of the data package and the schemas of the OpenAPI description. ``status_stated``,
``kinds`` and ``serves`` are of our own profile; the words of the standard's schemas are not repeated
(CC BY-SA 4.0; Human Services Data Specification: an Open Referral resource, https://openreferral.org/).
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

# The file of each table in a data package, as the standard names it.
FILES = {
    "organization": "organizations.csv",
    "service": "services.csv",
    "location": "locations.csv",
    "address": "addresses.csv",
    "service_at_location": "service_at_location.csv",
    "phone": "phones.csv",
    "language": "languages.csv",
    "schedule": "schedules.csv",
    "taxonomy": "taxonomies.csv",
    "taxonomy_term": "taxonomy_terms.csv",
    "attribute": "attributes.csv",
}
# What is nested in an object of JSON: the property, and of which object it holds one or several.
ONE = {
    "service": {"organization": "organization"},
    "service_at_location": {"location": "location", "service": "service"},
}
SEVERAL = {
    "organization": {"services": "service"},
    "service": {
        "phones": "phone",
        "languages": "language",
        "schedules": "schedule",
        "service_at_locations": "service_at_location",
        "attributes": "attribute",
    },
    "location": {"addresses": "address"},
}
# Types of a table as JSON has them.
_JSON = {
    "date": {"type": "string", "format": "date"},
    "datetime": {"type": "string", "format": "date-time"},
    "array": {"type": "array", "items": {"type": "string"}},
}


@dataclass(frozen=True, slots=True)
class Field:
    """One property. ``required``: 'always', 'table' (in a table alone) or ''. ``refers``: the object whose id
    it holds, or ''. ``values``: all there may be; empty: any.
    """

    name: str
    type: str
    format: str
    required: str
    refers: str
    values: tuple[str, ...]

    def json(self) -> dict[str, Any]:
        """Its JSON Schema."""
        made = dict(_JSON.get(self.type, {"type": self.type}))
        made |= {"format": self.format} if self.format else {}
        return made | ({"enum": list(self.values)} if self.values else {})


@cache
def fields() -> dict[str, tuple[Field, ...]]:
    """The properties of each object, in the order of the table."""
    found: dict[str, tuple[Field, ...]] = {}
    with Path(__file__).with_suffix(".csv").open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            values = tuple(filter(None, row["values"].split("|")))
            plain = (row[name] for name in ("name", "type", "format", "required", "refers"))
            found[row["table"]] = (*found.get(row["table"], ()), Field(*plain, values))
    return found


def schemas(at: str) -> dict[str, dict[str, Any]]:
    """The JSON Schema of each object. ``at``: where they stand, such as '#/components/schemas/'."""
    made = {}
    for table, known in fields().items():
        properties = {one.name: one.json() for one in known}
        properties |= {name: {"$ref": at + of} for name, of in ONE.get(table, {}).items()}
        properties |= {
            name: {"type": "array", "items": {"$ref": at + of}} for name, of in SEVERAL.get(table, {}).items()
        }
        needed = [one.name for one in known if one.required == "always"]
        made[table] = {"type": "object", "properties": properties, "required": needed}
    return made
