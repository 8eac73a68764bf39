"""Where a post departed from the Protocol, by action and reason; never who did, nor in which case."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, Max

from cauce.cases.models import CaseAct
from cauce.journal.models import Entry
from cauce.rules.pathway import DEPARTED


@dataclass(frozen=True, slots=True)
class Departure:
    """Departures from one action. ``reasons``: how often each code of the catalogue was given;
    ``untold``: how many have their reason in the sealed note of the case alone."""

    action: str
    number: int
    last: dt.datetime
    reasons: tuple[tuple[str, int], ...]
    untold: int


def departures(post: str, since: dt.datetime) -> list[Departure]:
    """Departures of a post since an instant, most frequent first. Two queries."""
    rows = (
        CaseAct.objects.filter(name=DEPARTED, case__post_id=post, happened_at__gte=since)
        .order_by().values_list("action").annotate(Count("id"), Max("happened_at"))
    )  # fmt: skip
    told = _reasons(post, since)
    found = []
    for action, number, last in rows:
        reasons = told.get(action, {})
        pairs = tuple(sorted(reasons.items(), key=lambda pair: (-pair[1], pair[0])))
        found.append(Departure(action, number, last, pairs, max(0, number - sum(reasons.values()))))
    return sorted(found, key=lambda one: (-one.number, one.action))


def _reasons(post: str, since: dt.datetime) -> dict[str, dict[str, int]]:
    # The journal holds action and reason as codes; who agreed and the words are sealed in the case.
    rows = (
        Entry.objects.filter(chain=post, what="case.depart", kind="act", at__gte=since)
        .order_by().values_list("detail__action", "detail__reason").annotate(Count("id"))
    )  # fmt: skip
    found: dict[str, dict[str, int]] = {}
    for action, reason, number in rows:
        found.setdefault(action, {})[reason] = number
    return found
