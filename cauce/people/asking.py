"""What is asked when lists are to be compared: its terms, checked, in codes and numbers only."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from cauce.content.errors import BadInputs, unknown
from cauce.content.loader import Edition
from cauce.content.model import Text, both

from .outside_lists import CONSULAR, check_name

bad_input = BadInputs(__file__)

KIND = "linkage.run"  # of feature.py
BASES: dict[str, Text] = {
    "consent": both("El sí de cada persona", "Each person's yes"),
    "law": both(
        "Una ley que lo permite, confirmada por jurista", "A law that allows it, confirmed by counsel"
    ),
}
OF_LAW = ("law", "rule", "treaty")
MOST_EXPECTED = 1_000_000


@dataclass(frozen=True, slots=True)
class Terms:
    """``lists``: those in a file, beside the consular one; none: posts are compared with each other.

    ``since`` to ``until`` (exclusive): when the cases began, by the day of their post. ``posts``:
    codes; none: all of them. ``basis`` consent or law; ``source``: the law, else ''. ``expected``:
    how many pairs are expected to be one person.
    """

    lists: tuple[str, ...]
    since: dt.date
    until: dt.date
    posts: tuple[str, ...]
    basis: str
    source: str
    expected: int

    def payload(self) -> dict[str, Any]:
        """As a proposal carries it."""
        return {
            "lists": list(self.lists),
            "since": self.since.isoformat(),
            "until": self.until.isoformat(),
            "posts": list(self.posts),
            "basis": self.basis,
            "source": self.source,
            "expected": self.expected,
        }

    @property
    def between_posts(self) -> bool:
        """Whether posts are compared with each other, and no list from a file."""
        return not self.lists

    @property
    def all_lists(self) -> tuple[str, ...]:
        return (CONSULAR, *self.lists)


def read_terms(payload: dict[str, Any]) -> Terms:
    """The terms that a proposal carries."""
    return Terms(
        tuple(payload["lists"]),
        dt.date.fromisoformat(payload["since"]),
        dt.date.fromisoformat(payload["until"]),
        tuple(payload["posts"]),
        payload["basis"],
        payload["source"],
        payload["expected"],
    )


def check_terms(terms: Terms, edition: Edition, posts: Collection[str]) -> Terms:
    """The same, if it may be asked at all. Raises ``BadInput`` or ``Unknown`` naming the field."""
    for name in terms.lists:
        check_name(name)
    if len(set(terms.lists)) < len(terms.lists):
        raise bad_input("each_list_goes_once", where="lists")
    if terms.until <= terms.since:
        raise bad_input("the_period_ends_before_it_begins", where="until")
    for code in terms.posts:
        if code not in posts:
            raise unknown("consulados", "posts", code, posts, where="posts")
    if not 1 <= terms.expected <= MOST_EXPECTED:
        raise bad_input("how_many_matches_are_expected_is_missing", where="expected")
    if terms.basis not in BASES:
        raise unknown("fundamentos", "bases", terms.basis, BASES, where="basis")
    if terms.basis == "law":
        _check_law(terms.source, edition)
    elif terms.source:
        raise bad_input("with_each_persons_yes_no_law", where="source")
    return terms


def _check_law(id: str, edition: Edition) -> None:
    found = edition.sources.get(id)
    if found is None or found.kind not in OF_LAW or not re.fullmatch(r"[\w.-]{1,64}", id):
        raise unknown(
            "leyes de las fuentes",
            "laws of the sources",
            id,
            [s.id for s in edition.sources.values() if s.kind in OF_LAW],
            where="source",
        )
    if not found.verified:
        raise bad_input("no_counsel_has_confirmed_that_law", where="source")
