"""The only look-ups of what leaves without consent, under a demand, or to an authority."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction

from cauce.custody.journal.door import check_may, record_read
from cauce.custody.journal.look_up import look_up
from cauce.rules.permissions import Actor, permits
from cauce.sharing.binational import access as petitions

from .contexts import asked_of, told_of
from .models import Demand, Disclosure


def _disclosures():
    return Disclosure.objects.select_related("case__post", "case__officer", "consent", "task")


def _demands():
    return Demand.objects.select_related("case__post", "case__officer")


def disclosure_for(actor: Actor, id: UUID | str, *, permission: str) -> Disclosure:
    """One of them, for whoever may. Raises ``Absent``; the attempt is journalled."""
    return look_up(_disclosures(), actor, id, permission, "disclosure")


def demand_for(actor: Actor, id: UUID | str, *, permission: str = "demand.read") -> Demand:
    """One demand, for whoever may. Raises ``Absent``; the attempt is journalled."""
    return look_up(_demands(), actor, id, permission, "demand")


def open_demand(actor: Actor, demand: Demand) -> dict[str, Any]:
    """What it says; the read is written down."""
    check_may(actor, "demand.read", demand, about=("demand", demand.id))
    with transaction.atomic():
        record_read(actor, "demand.open", about=("demand", demand.id), post=demand.case.post_id)
        return asked_of(demand)


def open_disclosure(actor: Actor, disclosure: Disclosure) -> dict[str, Any]:
    """The reason and what was said, for the second person; the read is written down."""
    check_may(actor, "disclosure.second", disclosure, about=("disclosure", disclosure.id))
    with transaction.atomic():
        record_read(
            actor, "disclosure.open", about=("disclosure", disclosure.id), post=disclosure.case.post_id
        )
        return told_of(disclosure)


@dataclass(frozen=True)
class Waiting:
    """What waits for this actor: a second look at exceptions, and demands to review or approve."""

    exceptions: list[Disclosure]
    demands: list[Demand]


def waiting_for(actor: Actor) -> Waiting:
    """What this person could decide now; never what they asked for themselves."""
    check_may(actor, "disclosure.desk")
    with transaction.atomic():
        post = min(actor.posts, default=None)
        record_read(actor, "disclosure.list", about=("post", post or "network"), post=post)
        return _waiting(actor)


def how_many(actor: Actor) -> int:
    """How many of them there are, for a page that leads there; none for who decides nothing."""
    if not permits(actor, "disclosure.desk").allowed:
        return 0
    found = _waiting(actor)
    return len(found.exceptions) + len(found.demands)


def _waiting(actor: Actor) -> Waiting:
    open_ones = _disclosures().filter(kind="exception", second_by="").exclude(by=actor.user)
    mine = [
        one
        for one in open_ones.everywhere("second").order_by("second_due_at", "at")
        if permits(actor, "disclosure.second", one.scope).allowed
    ]
    states = [
        state
        for state, permission in (("recorded", "demand.review"), ("reviewed", "demand.approve"))
        if permits(actor, permission).allowed
    ]
    demands = _demands().filter(state__in=states).exclude(by=actor.user)
    demands = demands.everywhere("second").order_by("at")
    return Waiting(mine, [one for one in demands if one.case.post_id not in actor.posts])


def of_case(case) -> list[tuple[Disclosure, dict[str, Any]]]:
    """What was told of a case (already checked by ``cases.access``), newest first."""
    return [(one, told_of(one)) for one in _disclosures().filter(case=case).order_by("-at")]


def ids_of(case) -> list[UUID]:
    """What was told of a case by its id alone: nothing is opened, also where nothing can be any more."""
    return list(Disclosure.objects.filter(case=case).values_list("id", flat=True))


def demands_of(case) -> list[tuple[Demand, dict[str, Any]]]:
    """Demands about a case (already checked by ``cases.access``), newest first."""
    return [(one, asked_of(one)) for one in _demands().filter(case=case).order_by("-at")]


def to_tell(case) -> int:
    """How many times something left without her yes and she has not been told."""
    return Disclosure.objects.filter(case=case, state="made", told_at=None).count()


def second_late(at: dt.datetime) -> list[Disclosure]:
    """Exceptions made in danger that nobody else looked at in time."""
    rows = _disclosures().filter(state="made", second_by="", second_due_at__lte=at)
    return list(rows.filter(case__blocked_at=None, case__erased_at=None))


def counted() -> dict[tuple[str, str], int]:
    """How many times something left without a yes, by month (2026-03) and basis. For the closing of the
    network."""
    found: Counter[tuple[str, str]] = Counter()
    made = Disclosure.objects.filter(state="made").everywhere("numbers")
    for made_at, kind, exception in made.values_list("made_at", "kind", "exception"):
        found[f"{made_at:%Y-%m}", exception or kind] += 1
    # What went to an office in Mexico without a yes counts among the exceptions all the same.
    for petition in petitions.under_exceptions():
        found[f"{petition.sent_at:%Y-%m}", petition.exception] += 1
    return dict(found)
