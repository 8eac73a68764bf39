"""Which post serves this county, and how sure is that? Not known is an answer, and says so.

Districts are dated rows of ``catalogues/districts.csv``. The county catalogue has Connecticut by its eight
former counties; whoever asks for one of the nine planning regions of 2022 is told.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from cauce.content.errors import Unknown, unknown
from cauce.content.loader import Edition
from cauce.content.plain import plain

Row = Mapping[str, str]
CONNECTICUT = "09"


@dataclass(frozen=True, slots=True)
class Serving:
    """The post of a county on a day. ``post`` None: not known. ``basis``: an id of
    ``district_basis``, '' without a post. ``since``/``until`` None: not known / until further notice."""

    county: str
    post: str | None
    verified: bool
    basis: str
    since: dt.date | None
    until: dt.date | None


def _date(text: str) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


@lru_cache(maxsize=8)
def _counties(edition: Edition) -> dict[str, Row]:
    return {row["code"]: row for row in edition.catalogues.get("us_counties", ())}


@lru_cache(maxsize=8)
def _districts(edition: Edition) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in edition.catalogues.get("districts", ()):
        found.setdefault(row["county"], []).append(row)
    return found


def county(edition: Edition, geoid: str) -> Row:
    """The county with that code of the Census (five digits). Unknown names what is near."""
    known = _counties(edition)
    if geoid in known:
        return known[geoid]
    if geoid.startswith(CONNECTICUT) and len(geoid) == 5:
        raise Unknown(
            f"«{geoid}» no está: de Connecticut se tienen los ocho condados de antes de 2022.",
            f"'{geoid}' is not there: Connecticut is held by its eight counties of before 2022.",
            where="county",
            cure_es="Use el condado anterior, de 09001 a 09015.",
            cure_en="Use the former county, 09001 to 09015.",
        )
    raise unknown("condados", "counties", geoid, known, "county")


def post_for_county(edition: Edition, geoid: str, on: dt.date) -> Serving:
    """The post whose district has the county on that day. Raises Unknown for no such county.

    A row without a first date holds for the past as far as anybody knows; one with it says nothing
    about the days before.
    """
    county(edition, geoid)
    for row in _districts(edition).get(geoid, ()):
        since, until = _date(row["valid_from"]), _date(row["valid_to"])
        if (since is None or since <= on) and (until is None or on <= until):
            return Serving(geoid, row["post"], row["verified"] == "yes", row["basis"], since, until)
    return Serving(geoid, None, False, "", None, None)


def county_named(edition: Edition, state: str, typed: str) -> Row:
    """The county of a state by its name as people write it. Raises Unknown with the nearest names."""
    rows = counties_of_state(edition, state)
    asked = _bare(typed)
    for row in rows:
        if _bare(row["name"]) == asked:
            return row
    raise unknown(
        "condados de ese estado",
        "counties of that state",
        typed.strip(),
        [row["name"].removesuffix(" County") for row in rows],
        "county",
    )


def _bare(name: str) -> str:
    """«Frio», "Frio County" and "frio county" are one."""
    words = plain(name).split()
    return " ".join(one for one in words if one not in ("county", "condado", "de"))


def counties_of_state(edition: Edition, state: str) -> tuple[Row, ...]:
    """The counties of a state by its two letters, by name; none for no such state."""
    rows = [row for row in _counties(edition).values() if row["state"] == state]
    return tuple(sorted(rows, key=lambda row: row["name"]))


def counties_of_post(edition: Edition, post: str, on: dt.date) -> tuple[Serving, ...]:
    """Every county of a post's district on that day, in the order of their codes."""
    served = (post_for_county(edition, geoid, on) for geoid in sorted(_districts(edition)))
    return tuple(one for one in served if one.post == post)
