"""Tables about people: whoever asks for rows says whose, or the question is not put.

``objects = Scoped()`` makes a model personal. While a page is answered, a query of it must be bound
to a post, a case, a person, a receiver or an id; anything wider raises ``Unscoped`` before it
reaches the database, unless it says why with ``everywhere``. Commands and the loop are not bound.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from typing import Any

from django.db import models
from django.db.models.lookups import Exact, In
from django.db.models.sql import Query
from django.db.models.sql.where import AND, OR, WhereNode

from cauce.rules.permissions import Actor, Scope, posts_with

from .door import answering_a_page

# Bound to one of these, a question is about somebody's own rows.
BOUND = frozenset(
    {
        "id",
        "post_id",
        "case_id",
        "person_id",
        "partner_id",
        "referral_id",
        "sitting_id",
        "encounter_id",
        "signs_here_id",
        "arrival_id",
        "breach_id",
        "request_id",
        "origin_id",
        "reunification_id",
        "same_as_id",
        "looks_id",
        "petition_id",
        "trip_id",
        "group_id",
        "linkage_id",
        "asked_of_id",  # whoever is asked for an opinion
        "complaint_id",
        "call_id",
        "incident_id",
        "ride_id",
        "member_id",
        "search_id",
        "kit_id",
        "death_id",
        "possible_id",
        "lead_id",
        "follower_id",
        "appointment_id",
        "claim",  # a quarter of an hour of one room, one officer or one person
    }
)
# Why a page may ask across posts: for numbers without a person, to leave out one's own work, for
# what waits for a second person wherever it began, for a role that the map gives everywhere, or to know
# what is closed to somebody.
REASONS = frozenset(
    {"numbers", "preview", "folio", "replan", "demonstration", "signing", "second", "network", "closed"}
)


class Unscoped(RuntimeError):
    """A page asked for rows about people without saying whose: a mistake of ours."""


def _bound(part: Any) -> bool:
    if isinstance(part, WhereNode):
        if part.negated or not part.children:
            return False
        found = [_bound(child) for child in part.children]
        return any(found) if part.connector == AND else part.connector == OR and all(found)
    if isinstance(part, Exact | In):
        target = getattr(part.lhs, "target", None)
        return target is not None and (target.primary_key or target.attname in BOUND)
    # ``EXISTS`` and its kin hold a query of their own, which is bound to the row outside.
    return False


# What is closed to whoever asks for the page under way (``Actor.closed``); empty in commands and the loop.
_closed: ContextVar[frozenset[str]] = ContextVar("cauce_closed", default=frozenset())
# Asked of all rows whoever asks, and answered with no row: the next folio, counts, what a plan would be.
OF_ALL = frozenset({"numbers", "preview", "folio", "replan", "demonstration", "closed"})
CASE, PERSON = "cases.Case", "people.Person"
# Rows that stay: that a quarter of an hour is taken shows nobody, and one that seemed free would be tried.
STAY = frozenset({"appointments.Quarter"})


@contextmanager
def closed_to(actor: Actor | None) -> Iterator[None]:
    """Inside, no question finds a row of what is closed to this actor: as if it were not there."""
    token = _closed.set(actor.closed if actor else frozenset())
    try:
        yield
    finally:
        _closed.reset(token)


@cache
def ways_to_case(model: type[models.Model]) -> tuple[str, ...]:
    """By which columns a row is of a case or its person, the shortest; empty: it is of neither."""
    if model._meta.label in STAY:
        return ()
    if model._meta.label in (CASE, PERSON):
        return ("id", "person") if model._meta.label == CASE else ("id",)
    keys = [one for one in model._meta.concrete_fields if one.is_relation and one.related_model is not model]
    for label in (CASE, PERSON):
        if found := tuple(one.name for one in keys if one.related_model._meta.label == label):
            return found
    personal = [one for one in keys if isinstance(one.related_model.objects.all(), ScopedRows)]
    return tuple(f"{one.name}__{way}" for one in personal for way in ways_to_case(one.related_model))


class BoundQuery(Query):
    """Looks at itself each time it is about to be put: rows, counts, sums and sub-queries alike."""

    everywhere = ""
    closes = True  # False: what is closed to whoever asks was left out already
    prepared: Callable[[Any], Any] | None = None  # gives a compiler its statement (``prepared.py``)

    def get_compiler(self, *args: Any, **given: Any) -> Any:
        if answering_a_page() and not self.everywhere and not _bound(self.where):
            raise Unscoped(f"{self.model.__name__}: neither bound to whose rows, nor everywhere(reason)")
        closed = _closed.get()
        if not closed or not self.closes or self.everywhere in OF_ALL or self.combinator:
            made = super().get_compiler(*args, **given)
            return self.prepared(made) if self.prepared and not closed else made
        left: Any = self.clone()
        left.closes, left.prepared = False, None
        for way in ways_to_case(self.model):
            left.add_q(~models.Q((f"{way}__in", sorted(closed))))
        return left.get_compiler(*args, **given)


class ScopedRows(models.QuerySet):
    """Rows about people."""

    def __init__(self, model=None, query=None, using=None, hints=None) -> None:
        super().__init__(model, query or BoundQuery(model), using, hints)

    def of_post(self, code: str) -> ScopedRows:
        """The rows that one post keeps."""
        return self.filter(post_id=code)

    def visible_to(self, actor: Actor, permission: str = "case.read") -> ScopedRows:
        """The rows of the posts where the actor has the permission; the door still decides on each."""
        return self.filter(post_id__in=posts_with(actor, permission))

    def everywhere(self, reason: str) -> ScopedRows:
        """The rows of all posts, for a reason of the list above. Raises ``KeyError`` for another."""
        if reason not in REASONS:
            raise KeyError(reason)
        rows = self.all()
        rows.query.everywhere = reason
        return rows


Scoped = models.Manager.from_queryset(ScopedRows)


class ScopedToPost:
    """A row whose permissions are asked of its post."""

    post_id: str

    @property
    def scope(self) -> Scope:
        return Scope(post=self.post_id)


class ScopedToCase:
    """A row that goes with its case, wherever that goes."""

    case: Any

    @property
    def scope(self) -> Scope:
        return self.case.scope
