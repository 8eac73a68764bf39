"""Who is away, said wherever something is passed to somebody: until when, and who stands in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from cauce.content.model import Text, both
from cauce.rules.dates import says_date
from cauce.staff.notices import access as notices
from cauce.staff.notices.rules import Preference
from cauce.staff.offices import access as offices
from cauce.staff.offices.models import User
from cauce.ui.words import say


def _until(one: Preference, stand_in: str | None) -> Text:
    last = one.away_to
    if last is None:
        return both("ausente", "away")
    es, en = f"ausente hasta el {says_date(last, 'es')}", f"away until {says_date(last, 'en')}"
    return both(f"{es}; suple {stand_in}", f"{en}; {stand_in} stands in") if stand_in else both(es, en)


def away_of(people: Iterable[User], at: dt.datetime) -> dict[str, Text]:
    """By id, what is said of each of these people who is away now. Two questions at most."""
    found = notices.away((str(one.id) for one in people), at)
    names = offices.names_of({one.stand_in for one in found.values() if one.stand_in}) if found else {}
    return {id: _until(one, names.get(one.stand_in)) for id, one in found.items()}


def choices(people: Iterable[User], at: dt.datetime) -> list[tuple[str, str]]:
    """These people as a list to choose from; beside whoever is away, that it is so."""
    held = list(people)
    said = away_of(held, at)
    return [(str(one.id), named(one, said)) for one in held]


def named(user: User, said: dict[str, Text]) -> str:
    """Their name, and whether they are away."""
    words = said.get(str(user.id))
    name = user.display_name
    return say(f"{name} ({words.es})", f"{name} ({words.en})") if words else name


def away_at(post_code: str, at: dt.datetime, *roles: str) -> list[str]:
    """Whoever of these roles is away from a post, by name, with until when."""
    people = offices.staff(post_code, *roles)
    said = away_of(people, at)
    return [named(one, said) for one in people if str(one.id) in said]
