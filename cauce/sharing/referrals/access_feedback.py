"""How services answered before: received, how soon, served, and what the person said of it.

Worked out from the referrals of the whole network; no case and no person is in it. What rests on few
referrals says so and shows no number.
"""

from __future__ import annotations

import datetime as dt
import statistics
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from cauce.content.loader import parameter_on
from cauce.custody.journal.door import check_may
from cauce.protocol.editions.access import current_edition
from cauce.rules.hiding import is_small
from cauce.rules.permissions import Actor
from cauce.rules.referral import WAITING

from .models import Referral, Step

USUALLY, FEW, SELDOM = 0, 1, 2
# Nobody has decided, or it was taken back: neither says how the service answers.
UNDECIDED = ("draft", *WAITING, "withdrawn", "error")
YEARS = 2  # older answers say little of how a service is today


@dataclass(frozen=True, slots=True)
class Feedback:
    """Of referrals whose time to answer is over. ``few``: too few to say, and every number is None."""

    few: bool
    asked: int | None = None
    accepted: int | None = None
    hours: int | None = None  # median from sending to an answer; None: none was answered
    served: int | None = None
    confirmed: int | None = None  # the person says that it was given
    denied: int | None = None  # the person says that it was not

    @property
    def rank(self) -> int:
        """How it received before, for the order of a search."""
        if self.few or not self.asked or self.accepted is None:
            return FEW
        return USUALLY if self.accepted * 2 >= self.asked else SELDOM


NOTHING = Feedback(few=True)


def of_services(actor: Actor, services: Iterable[UUID], on: dt.date) -> dict[UUID, Feedback]:
    """By service, for those that were ever asked. Raises ``Absent`` for whoever may not search."""
    check_may(actor, "directory.find")
    rows = Referral.objects.everywhere("numbers").filter(service_id__in=list(services))
    return _counted(rows, on)


def ranks(actor: Actor, on: dt.date) -> dict[UUID, int]:
    """How every service that was ever asked received; for the order of a search."""
    check_may(actor, "directory.find")
    found = _counted(Referral.objects.everywhere("numbers"), on)
    return {id: one.rank for id, one in found.items()}


def _counted(rows: QuerySet[Referral], on: dt.date) -> dict[UUID, Feedback]:
    small = int(parameter_on(current_edition(), "small-cell", on).value)
    since = dt.datetime.combine(on - dt.timedelta(days=366 * YEARS), dt.time(), dt.UTC)
    over = rows.exclude(state__in=UNDECIDED).filter(sent_at__gte=since)
    steps: dict[UUID, set[str]] = defaultdict(set)
    for referral, name in (
        Step.objects.everywhere("numbers")
        .filter(referral__in=over.values("id"), act__in=("accept", "complete"))
        .values_list("referral_id", "act")
    ):
        steps[referral].add(name)
    told: dict[UUID, list[tuple[set[str], float | None, bool | None]]] = defaultdict(list)
    for id, service, sent, answered, confirmed in over.values_list(
        "id", "service_id", "sent_at", "answered_at", "confirmed"
    ):
        took = (answered - sent).total_seconds() / 3600 if answered and sent else None
        told[service].append((steps[id], took, confirmed))
    return {service: _one(each, small) for service, each in told.items()}


def _one(each: list[tuple[set[str], float | None, bool | None]], small: int) -> Feedback:
    if is_small(len(each), small):
        return NOTHING
    hours = [took for _, took, _ in each if took is not None]
    return Feedback(
        few=False,
        asked=len(each),
        accepted=sum("accept" in names for names, _, _ in each),
        hours=round(statistics.median(hours)) if hours else None,
        served=sum("complete" in names for names, _, _ in each),
        confirmed=sum(said is True for _, _, said in each),
        denied=sum(said is False for _, _, said in each),
    )
