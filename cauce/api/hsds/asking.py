"""What is asked in an address: numbers, ids and words, refused in words where they are none."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest
from django.utils.dateparse import parse_date, parse_datetime

from cauce.content.errors import BadInput, BadInputs

bad_input = BadInputs(__file__)

PER_PAGE, MOST = 20, 100
MINIMAL_MOST = 10_000  # ids alone: the standard wants them all within one call
LAST_PAGE = 1_000_000
LONGEST = 200  # letters of one filter
FURTHEST = 200_000  # metres


@dataclass(frozen=True, slots=True)
class Page:
    number: int
    size: int


def _refuse(name: str, es: str, en: str) -> BadInput:
    return BadInput(
        f"«{name}» no se entiende.",
        f"'{name}' is not understood.",
        where=name,
        cure_es=es,
        cure_en=en,
    )


def text(request: HttpRequest, name: str) -> str:
    """A filter as it was given; '' when it was not."""
    given = request.GET.get(name, "").strip()
    if len(given) > LONGEST or "\x00" in given:
        raise _refuse(name, f"Hasta {LONGEST} letras.", f"Up to {LONGEST} letters.")
    return given


def word(request: HttpRequest, name: str) -> str:
    """As ``text``; one that is there is not empty."""
    given = text(request, name)
    if name in request.GET and not given:
        raise _refuse(name, "Escríbalo, o quítelo.", "Write it, or leave it out.")
    return given


def yes(request: HttpRequest, name: str) -> bool:
    given = text(request, name).lower()
    if name not in request.GET or given in ("false", "0"):
        return False
    if given in ("true", "1"):
        return True
    raise _refuse(name, "Use true o false.", "Use true or false.")


def whole(request: HttpRequest, name: str, default: int, most: int) -> int:
    """A number from 1 to ``most``."""
    given = text(request, name)
    if name not in request.GET:
        return default
    if not (given.isascii() and given.isdecimal() and len(given) < 10 and 1 <= int(given) <= most):
        raise _refuse(name, f"Un número de 1 a {most}.", f"A number from 1 to {most}.")
    return int(given)


def id(request: HttpRequest, name: str) -> UUID | None:
    """An identifier; None: it was not given."""
    given = text(request, name)
    if name not in request.GET:
        return None
    try:
        return UUID(given)
    except ValueError as problem:
        raise _refuse(name, "Es un UUID.", "It is a UUID.") from problem


def moment(request: HttpRequest, name: str) -> dt.datetime | None:
    """An instant; a day is its first one, and what names no zone is UTC. None: it was not given."""
    given = text(request, name)
    if name not in request.GET:
        return None
    # A plus that nobody escaped arrives as a space.
    spelled = (given, given.replace(" ", "+"))
    try:
        found = next((at for one in spelled if (at := parse_datetime(one)) is not None), None)
        day = parse_date(given) if found is None else None
    except ValueError:
        found = day = None
    if day is not None:
        found = dt.datetime.combine(day, dt.time())
    if found is None:
        raise _refuse(name, "Por ejemplo 2026-11-25T18:00:00Z.", "Such as 2026-11-25T18:00:00Z.")
    try:
        return (found if found.tzinfo else found.replace(tzinfo=dt.UTC)).astimezone(dt.UTC)
    except OverflowError as problem:
        raise _refuse(name, "Por ejemplo 2026-11-25.", "Such as 2026-11-25.") from problem


def page(request: HttpRequest, *, most: int = MOST) -> Page:
    """The page that is asked; one of more than ``most`` entries has ``most``, and says so (``size``)."""
    default = PER_PAGE if most == MOST else most
    size = whole(request, "per_page", default, MINIMAL_MOST)
    return Page(whole(request, "page", 1, LAST_PAGE), min(size, most))


def check_format(request: HttpRequest) -> None:
    if "format" in request.GET and text(request, "format") != "json":
        raise _refuse("format", "Solo json.", "Only json.")


def check_known(request: HttpRequest, known: frozenset[str]) -> None:
    """A filter that is passed over would answer another question than was asked."""
    for name in request.GET:
        if name not in known:
            listed = ", ".join(sorted(known)) or "—"
            raise bad_input("address_does_not_support_one_of_filters", listed=listed)
        if len(request.GET.getlist(name)) > 1:
            raise bad_input("a_filter_stands_twice", where=name)
