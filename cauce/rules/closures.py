"""On which days is a consulate closed, and why? The days that no deadline counts, with their names.

The days come from the public package ``holidays`` (Ley Federal del Trabajo, art. 74; 5 U.S.C. 6103), the
same that ``dates`` counts with. That a post closes on both countries' days is our proposal.
"""

from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys
from dataclasses import dataclass
from functools import cache

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


# Of each year: the days of Mexico with their names in both languages, and those of the United States.
_ASKED = """
import json, sys, holidays
def days(country, year, language=None):
    return holidays.country_holidays(country, years=year, language=language)
print(json.dumps({
    year: [
        [[str(day), name, days("MX", year, "en_US")[day]] for day, name in days("MX", year, "es").items()],
        [[str(day), name] for day, name in days("US", year).items()],
    ]
    for year in map(int, sys.argv[1:])
}))
"""


@cache
def _decade(number: int) -> dict[int, tuple[Closure, ...]]:
    """The closed days of ten years, each in order; asked of a process of its own. The package takes 33 MB,
    which every worker of a server would keep for some sixty days."""
    years = [str(year) for year in range(10 * number, 10 * number + 10) if 0 < year < dt.MAXYEAR]
    asked = [sys.executable, "-I", "-c", _ASKED, *years]
    told = json.loads(subprocess.run(asked, check=True, stdout=subprocess.PIPE).stdout)
    kept = {}
    for year, (mexico, states) in ((int(year), days) for year, days in told.items()):
        found = [Closure(dt.date.fromisoformat(day), "MX", es, en) for day, es, en in mexico]
        found += [Closure(dt.date.fromisoformat(day), "US", _spanish(en), en) for day, en in states]
        in_year = [one for one in found if one.day.year == year]
        kept[year] = tuple(sorted(in_year, key=lambda one: (one.day, one.country)))
    return kept


def closures(year: int) -> tuple[Closure, ...]:
    """The closed days of a year in order; a day that both countries keep stands twice."""
    return _decade(year // 10)[year]
