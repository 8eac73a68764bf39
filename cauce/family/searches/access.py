"""The only look-ups of searches: whoever works on cases at the post that keeps them; headquarters counts."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Count, F

from cauce.custody.journal.door import check_may, record_read
from cauce.custody.journal.look_up import look_up, of_id
from cauce.rules.permissions import Actor, Scope
from cauce.staff.offices import access as offices

from .models import Identification, Search, SearchStep

MOST = 200


GONE: dict[str, Any] = {"empty": {}, "gone": {}}  # nothing was written, or its key was destroyed


def told_of(row: Identification) -> dict[str, Any]:
    """What a forensic office was asked, of a search already checked."""
    return Identification.sealed.open(row, **GONE)


def _rows():
    return Search.objects.select_related("post", "owner")


def search_for(actor: Actor, search_id: UUID | str) -> Search:
    """One search, for whoever works on cases at its post; raises ``Absent``, and it is journalled."""
    return look_up(_rows(), actor, search_id, "search.work", "search")


@dataclass(frozen=True)
class Shown:
    """All of one search, opened once."""

    search: Search
    said: dict[str, Any]
    ending: str
    steps: list[tuple[SearchStep, str]]
    identifications: list[tuple[Identification, dict[str, Any]]]


def shown(actor: Actor, search_id: UUID | str) -> Shown:
    """One search with what was written; the read is journalled. Raises ``Absent``."""
    found = search_for(actor, search_id)
    with transaction.atomic():
        record_read(actor, "search.open", about=("search", found.id), post=found.post_id)
        steps = SearchStep.objects.filter(search=found).order_by("-on", "-typed_at")
        asked = Identification.objects.filter(search=found).order_by("-asked_on")
        return Shown(
            found,
            Search.sealed.open(found, **GONE),
            Search.ending.open(found, **GONE).get("words", ""),
            [(one, SearchStep.sealed.open(one, **GONE).get("words", "")) for one in steps],
            [(one, told_of(one)) for one in asked],
        )


def identification_of(search: Search, id: UUID | str) -> Identification:
    """One of a search already checked. Raises ``Absent``."""
    return of_id(Identification.objects.filter(search=search), id)


def of_post(actor: Actor, post_code: str) -> list[tuple[Search, str]]:
    """The searches of a post with whom they seek, open ones first, the soonest due first; one entry for
    the list. Raises ``Absent``."""
    check_may(actor, "search.work", Scope(post=post_code))
    with transaction.atomic():
        record_read(actor, "search.list", about=("post", post_code), post=post_code)
        rows = (
            _rows()
            .filter(post_id=post_code)
            .order_by(F("ended_at").desc(nulls_first=True), "chase_on", "opened_at")[:MOST]
        )
        return [(row, Search.sealed.open(row, **GONE).get("who", "")) for row in rows]


def counted() -> dict[tuple[str, str], int]:
    """How many searches by code of the post, going on and ended. For the closing of the network."""
    rows = Search.objects.everywhere("numbers").values_list("post_id", "state").annotate(n=Count("id"))
    found: Counter[tuple[str, str]] = Counter()
    for post, state, n in rows:
        found[post, "open" if state == "open" else "ended"] += n
    return dict(found)


def due(at: dt.datetime) -> list[Search]:
    """For the loop: open searches whose day to ask again has come and whose owner was not recalled."""
    rows = _rows().filter(state="open", chase_on__lte=at.date())
    return [
        row for row in rows if row.chase_on != row.chased_on and row.chase_on <= offices.day_at(row.post, at)
    ]
