"""The invented providers of the demonstration network: the same seed makes the same directory.

Every name says that it is an example, every telephone is a 555-01xx number, every street is
invented. They come in through the same import as a real directory. Some entries are old, some
take no men, no families, no minors or nobody without documents, some have not said: so that a
search has something to answer.
"""

from __future__ import annotations

import datetime as dt
import random
import uuid
from dataclasses import dataclass
from typing import Any, NamedTuple
from uuid import UUID

SEED = 20260101
SOURCE = "demostracion"
_SPACE = UUID("9a3c0f62-7d0e-5e0c-8a5e-5a1f7f6d2b10")
MOST_SHELTER_PARTNERS, MOST_LEGAL_PARTNERS = 40, 20

_NAMES = (
    "Jacaranda Bugambilia Colibrí Ceiba Ahuehuete Cempasúchil Girasol Alcatraz Dalia Nopal "
    "Mezquite Ocotillo Tabachín Framboyán Magnolia Azucena Gardenia Orquídea Amapola Lavanda "
    "Manzanilla Romero Albahaca Hierbabuena Guayacán Palma Saguaro Agave Biznaga Encino "
    "Oyamel Pirul Fresno Sauce Tejocote Capulín Zapote Guanábana Papaya Mamey Tamarindo Cenzontle "
    "Quetzal Gorrión Golondrina Calandria Mariposa Luciérnaga Libélula Ajolote Venado Tecolote "
    "Garza Pelícano Caracol Coral Marea Brisa Alborada Lucero"
).split()
_STREETS = (
    "Ejemplo",
    "Invention",
    "Papalote",
    "Paper Moon",
    "Arcoíris",
    "Made-Up",
    "Rehilete",
    "Teacup",
    "Caleidoscopio",
    "Paperboat",
    "Sin Nombre",
    "Anywhere",
)
_TONGUES = (
    ("Mixteco", "mix"),
    ("Zapoteco", "zap"),
    ("Náhuatl", "nah"),
    ("Mam", "mam"),
    ("Triqui", "trc"),
    ("Tsotsil", "tzo"),
    ("Tseltal", "tzh"),
    ("Purépecha", "tsz"),
    ("Otomí", "oto"),
    ("Q'anjob'al", "kjb"),
    ("Mazateco", "mau"),
    ("Maya", "yua"),
    ("Lengua de Señas Mexicana", "mfs"),
)
SPANISH, ENGLISH = ("Español", "spa"), ("Inglés", "eng")


class Site(NamedTuple):
    """Where a post is: what the invented providers are spread around."""

    code: str
    city: str
    state: str
    latitude: float | None
    longitude: float | None


@dataclass(frozen=True)
class Line:
    """One line of work of the invented network: how its names, services and texts begin."""

    kind: str
    name: str
    service: str
    text: str
    every: int  # one near every n-th post
    first: int = 0


LINES = (
    Line("shelter", "Casa {}", "Alojamiento seguro", "Alojamiento y acompañamiento.", 1),
    Line(
        "legal", "Puente Legal {}", "Orientación legal migratoria", "Asesoría y representación sin costo.", 1
    ),
    Line("medical", "Clínica {}", "Atención médica", "Consulta general y urgencias leves.", 5),
    Line("psychological", "Espacio {}", "Apoyo psicológico", "Atención individual y de grupo.", 5, 2),
    Line(
        "labour",
        "Centro Jornalero {}",
        "Derechos laborales",
        "Salarios no pagados y condiciones de trabajo.",
        6,
        1,
    ),
    Line("children", "Ronda {}", "Protección de la niñez", "Acompañamiento a niñas y niños.", 9, 3),
)


def _id(*parts: object) -> str:
    return str(uuid.uuid5(_SPACE, "/".join(map(str, parts))))


def _checked(chance: random.Random, today: dt.date) -> str | None:
    """When the entry was last checked: mostly lately, one in four long ago, a few never."""
    turn = chance.random()
    if turn < 0.08:
        return None
    days = chance.randint(200, 900) if turn < 0.33 else chance.randint(3, 150)
    return (today - dt.timedelta(days=days)).isoformat()


# The house of the post that the tour shows: whoever signs in there can be asked for a woman with a child.
WELCOMES = {
    "sex": "women",
    "minors": True,
    "families": True,
    "labour": True,
    "sexual": True,
    "any_status": True,
}


def _serves(chance: random.Random, kind: str) -> dict[str, Any]:
    """Whom it takes in; a missing property is not known."""

    def maybe(yes: float, said: float = 0.85) -> bool | None:
        return chance.random() < yes if chance.random() < said else None

    sex = "any"
    if kind == "shelter":
        sex = chance.choices(("women", "any", "men", ""), (55, 30, 7, 8))[0]
    serves = {
        "sex": sex,
        "minors": maybe(0.9 if kind == "children" else 0.45),
        "families": maybe(0.6),
        "labour": maybe(0.65),
        "sexual": maybe(0.85),
        "any_status": maybe(0.85),
    }
    return {name: value for name, value in serves.items() if value not in (None, "")}


def _place(chance: random.Random, site: Site, *key: object) -> dict[str, Any]:
    location: dict[str, Any] = {"id": _id("location", *key), "location_type": "physical"}
    if site.latitude is not None and site.longitude is not None:
        location["latitude"] = round(site.latitude + chance.uniform(-0.15, 0.15), 5)
        location["longitude"] = round(site.longitude + chance.uniform(-0.15, 0.15), 5)
    location["addresses"] = [
        {
            "id": _id("address", *key),
            "address_1": f"{chance.randint(100, 9899)} {chance.choice(_STREETS)} Street",
            "city": site.city,
            "state_province": site.state,
            "postal_code": "00000",
            "country": "US",
            "address_type": "physical",
        }
    ]
    return location


def _languages(chance: random.Random, kind: str, *key: object) -> list[dict[str, str]]:
    spoken = [SPANISH] + ([ENGLISH] if chance.random() < 0.8 else [])
    if kind != "interpreter" and chance.random() < 0.15:
        spoken.append(chance.choice(_TONGUES))
    return [{"id": _id("language", *key, code), "name": name, "code": code} for name, code in spoken]


def _document(
    chance: random.Random, line: Line, name: str, site: Site, number: int, today: dt.date
) -> dict[str, Any]:
    title, key = f"{line.name.format(name)} (ejemplo)", (line.kind, name)
    service = {
        "id": _id("service", *key),
        "name": f"{line.service} · {title}",
        "description": f"{line.text} Entrada inventada.",
        "status": "temporarily closed" if chance.random() < 0.03 else "active",
        "kinds": [line.kind] + (["children"] if line.kind == "shelter" and number % 6 == 0 else []),
        "serves": _serves(chance, line.kind),
        "confidential": line.kind == "shelter",
        "application_process": "Llamar antes.",
        "assured_date": _checked(chance, today),
        "languages": _languages(chance, line.kind, *key),
        "phones": [
            {
                "id": _id("phone", *key),
                "number": f"({201 + number}) 555-01{chance.randint(0, 99):02}",
                # A shelter is called by its intake, which is elsewhere.
                "type": "intake" if line.kind == "shelter" else "voice",
            }
        ],
        "organization": {
            "id": _id("organization", *key),
            "name": title,
            "description": "Organización inventada. / Invented organization.",
        },
        "service_at_locations": [{"id": _id("link", *key), "location": _place(chance, site, *key)}],
    }
    if service["assured_date"] is None:
        del service["assured_date"]
    if line.kind == "shelter" and number == 0:
        agrees = {"status": "active", "serves": dict(WELCOMES), "assured_date": today.isoformat()}
        service |= agrees | {"kinds": ["shelter"]}
    if "children" in service["kinds"]:
        service["serves"]["minors"] = True  # who is there for children takes them in
    return service


def _interpreters(chance: random.Random, today: dt.date, first: int) -> list[dict[str, Any]]:
    """One for each language, by telephone from anywhere: no place but the telephone."""
    line = Line("interpreter", "Voces {}", "Interpretación", "Interpretación por teléfono.", 1)
    found = []
    for number, (name, code) in enumerate(_TONGUES, start=first):
        site = Site("", "", "", None, None)
        document = _document(chance, line, name, site, number, today)
        document["languages"].append({"id": _id("language", "interpreter", code), "name": name, "code": code})
        document["service_at_locations"] = []
        found.append(document)
    return found


def provider_documents(sites: list[Site], today: dt.date) -> list[dict[str, Any]]:
    """About 150 HSDS 3.x services with their organizations, spread over the cities of the posts: of each line
    the first is in the city of the first."""
    chance = random.Random(SEED)  # noqa: S311 - an invented directory, not a secret
    found, number = [], 0
    for line in LINES:
        names = list(_NAMES)
        chance.shuffle(names)
        for site, name in zip(sites[line.first :: line.every], names, strict=False):
            found.append(_document(chance, line, name, site, number, today))
            number += 1
    return found + _interpreters(chance, today, number)


def partner_names(documents: list[dict[str, Any]]) -> dict[UUID, str]:
    """Organization → name of the partner that signs in: forty shelters and twenty legal ones."""
    left = {"shelter": MOST_SHELTER_PARTNERS, "legal": MOST_LEGAL_PARTNERS}
    found = {}
    for document in documents:
        kind, owner = document["kinds"][0], document["organization"]
        if left.get(kind, 0):
            left[kind] -= 1
            found[UUID(owner["id"])] = owner["name"]
    return found
