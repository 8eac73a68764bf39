"""On which days is a consulate closed, and why? The days that no deadline counts, with their names.

The days come from the public package ``holidays`` (Ley Federal del Trabajo, art. 74; 5 U.S.C. 6103), the
same that ``dates`` counts with. That a post closes on both countries' days is our proposal.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

# The package names US days in English only.
_SPANISH = {
    "New Year's Day": "Año Nuevo",
    "Martin Luther King Jr. Day": "Día de Martin Luther King",
    "Washington's Birthday": "Natalicio de Washington",
    "Memorial Day": "Día de los Caídos",
    "Juneteenth National Independence Day": "Juneteenth, fin de la esclavitud",
    "Independence Day": "Día de la Independencia",
    "Labor Day": "Día del Trabajo",
    "Columbus Day": "Día de Colón",
    "Veterans Day": "Día de los Veteranos",
    "Thanksgiving Day": "Día de Acción de Gracias",
    "Christmas Day": "Navidad",
}
_OBSERVED = " (observed)"


@dataclass(frozen=True, slots=True)
class Closure:
    """One closed day: whose holiday it is (MX, US), and its name in both languages."""

    day: dt.date
    country: str
    es: str
    en: str


def _spanish(name: str) -> str:
    plain = name.removesuffix(_OBSERVED)
    return _SPANISH.get(plain, plain) + (" (se guarda)" if name != plain else "")


def closures(year: int) -> tuple[Closure, ...]:
    """The closed days of a year in order; a day that both countries keep stands twice."""
    found = []
    import holidays

    spanish = holidays.country_holidays("MX", years=year, language="es")
    for day, name in holidays.country_holidays("MX", years=year, language="en_US").items():
        found.append(Closure(day, "MX", spanish[day], name))
    for day, name in holidays.country_holidays("US", years=year).items():
        found.append(Closure(day, "US", _spanish(name), name))
    in_year = [one for one in found if one.day.year == year]
    return tuple(sorted(in_year, key=lambda one: (one.day, one.country)))
