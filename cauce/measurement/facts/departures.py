"""Where a post departed from the Protocol, by action and reason; never who did, nor in which case."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, Max

from cauce.cases.models import CaseAct
from cauce.custody.journal.models import Entry
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
    return departures_by_post(since, post).get(post, [])


def departures_by_post(
    since: dt.datetime, only: str | None = None, until: dt.datetime | None = None
) -> dict[str, list[Departure]]:
    """The same for every post that departed; ``only``: read the rows of that one; ``until``: those of before
    that instant. Two queries."""
    rows = CaseAct.objects.filter(name=DEPARTED, happened_at__gte=since)
    if until is not None:
        rows = rows.filter(happened_at__lte=until)
    rows = rows.everywhere("numbers") if only is None else rows.filter(case__post_id=only)
    told = _reasons(since, only, until)
    found: dict[str, list[Departure]] = {}
    for post, action, number, last in (
        rows.order_by().values_list("case__post_id", "action").annotate(Count("id"), Max("happened_at"))
    ):
        reasons = told.get((post, action), {})
        pairs = tuple(sorted(reasons.items(), key=lambda pair: (-pair[1], pair[0])))
        found.setdefault(post, []).append(
            Departure(action, number, last, pairs, max(0, number - sum(reasons.values())))
        )
    for mine in found.values():
        mine.sort(key=lambda one: (-one.number, one.action))
    return found


def _reasons(
    since: dt.datetime, only: str | None, until: dt.datetime | None
) -> dict[tuple[str, str], dict[str, int]]:
    # The journal holds action and reason as codes; who agreed and the words are sealed in the case.
    rows = Entry.objects.filter(what="case.depart", kind="act", at__gte=since)
    if only is not None:
        rows = rows.filter(chain=only)
    if until is not None:
        rows = rows.filter(at__lte=until)
    found: dict[tuple[str, str], dict[str, int]] = {}
    for post, action, reason, number in (
        rows.order_by().values_list("chain", "detail__action", "detail__reason").annotate(Count("id"))
    ):
        found.setdefault((post, action), {})[reason] = number
    return found
