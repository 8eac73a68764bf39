"""What the box of the header opens: an exact number that opens to whoever types it, or a page by its name.

A number that opens nothing is answered in one way alone, after the same questions to the database: nobody's,
another post's, or that of a case which is closed to whoever asks.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.module_loading import import_string

from cauce.cases.rules.folios import completed
from cauce.content.model import Text
from cauce.content.plain import plain
from cauce.custody.journal.door import record_refusal
from cauce.custody.journal.read_limits import check_missed
from cauce.rules.permissions import Actor, permits
from cauce.staff.offices import access as offices
from cauce.ui.addresses import address_of
from cauce.ui.doors import doors


def is_number(typed: str) -> bool:
    """Whether it may be a number of something: then what it opens is asked, and a miss is written down."""
    return any(letter.isdigit() for letter in typed)


def is_miss(typed: str, places: int) -> bool:
    """Whether it is written down as a number that opened nothing, with so many ``places`` that were found.

    The handbook has most small figures: what holds no letter is a number all the same, else whoever tries
    one after the other is never stopped.
    """
    return not places or not any(letter.isalpha() for letter in typed)


def opened(actor: Actor, typed: str, at: dt.datetime) -> str | None:
    """Where an exact number leads; None: it opens nothing to this actor.

    Raises ``TooMany``, before anything is looked up, for more numbers than an hour of slips explains.
    """
    if not actor.posts or not is_number(typed):
        return None
    check_missed(actor, at)
    numbers = (one for door in doors() for one in door.numbers)
    for one in sorted(numbers, key=lambda one: one.weight):
        if found := import_string(one.knows)(actor, typed):
            return reverse(one.route, args=[found])
    return None


def whole_folio(actor: Actor, typed: str, at: dt.datetime) -> str | None:
    """The whole folio that figures alone would be at the post of whoever typed them, this year, to be read
    before it is asked for; None: they are not that, or there is no one post. It looks nothing up."""
    if len(actor.posts) != 1 or not typed.strip().isdecimal() or not permits(actor, "case.read").allowed:
        return None
    [post] = actor.posts
    return completed(typed, post, at.astimezone(offices.zone(post)).year)


def missed(actor: Actor, typed: str) -> None:
    """Write down that a number opened nothing: who and when, never what was typed."""
    if actor.posts and is_number(typed):
        record_refusal(actor, "number.find", post=min(actor.posts), about=("folio", ""))


@dataclass(frozen=True, slots=True)
class Place:
    """A page of the product: its name as the menu says it, where it is, whether it is what was typed."""

    label: Text
    href: str
    exact: bool


def places(actor: Actor, typed: str) -> list[Place]:
    """Pages of the menu that this actor may enter and whose name, in either language, begins so."""
    words = plain(typed).split()
    if not words or not permits(actor, "section.find").allowed:
        return []
    return list(_named(actor, words))


def _named(actor: Actor, words: list[str]) -> Iterator[Place]:
    for section in sorted((one for door in doors() for one in door.menu), key=lambda one: one.weight):
        names = [plain(name).split() for name in (section.label.es, section.label.en)]
        if not any(_begins(words, name) for name in names):
            continue
        if not permits(actor, section.permission).allowed:
            continue
        if href := address_of(section.route):  # None: not mounted on this server
            yield Place(section.label, href, words in names)


def _begins(words: list[str], name: list[str]) -> bool:
    return all(any(part.startswith(word) for part in name) for word in words)
