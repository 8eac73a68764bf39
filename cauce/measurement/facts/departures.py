"""Where a post departed from the Protocol, by action and reason, and what it recorded late; never who did,
nor in which case."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Count, Max, Q

from cauce.cases.models import CaseAct
from cauce.custody.journal.models import Entry
from cauce.rules.pathway import DEPARTED

from .late_entries import LateEntry, late_entries

Reasons = dict[tuple[str, str], dict[str, int]]  # by post and action, how often each was given


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


class Recorded(NamedTuple):
    """What the journal of a post tells besides its numbers."""

    departures: list[Departure]
    late: list[LateEntry]


def recorded(post: str, since: dt.datetime) -> Recorded:
    """Departures of a post since an instant, and what it recorded late. Two queries."""
    rows = Entry.objects.filter(kind="act", chain=post, at__gte=since).order_by("at", "id")
    late = Q(what="case.record_act", detail__has_key="after_deadline")
    told, reasons, entries = rows.filter(Q(what="case.depart") | late), Reasons(), []
    for what, at, detail in told.values_list("what", "at", "detail"):
        if what != "case.depart":
            entries.append((at, detail))
            continue
        given = reasons.setdefault((post, detail.get("action")), {})
        given[detail.get("reason")] = given.get(detail.get("reason"), 0) + 1
    return Recorded(departures_by_post(since, post, reasons=reasons).get(post, []), late_entries(entries))


def departures_by_post(
    since: dt.datetime,
    only: str | None = None,
    until: dt.datetime | None = None,
    reasons: Reasons | None = None,
) -> dict[str, list[Departure]]:
    """The same for every post that departed; ``only``: read the rows of that one; ``until``: those of before
    that instant; ``reasons``: what the journal tells, when it was read already. Two queries."""
    rows = CaseAct.written.filter(name=DEPARTED, happened_at__gte=since, superseded_at=None)
    if until is not None:
        rows = rows.filter(happened_at__lte=until)
    rows = rows.everywhere("numbers") if only is None else rows.filter(case__post_id=only)
    stands = Q(void=False)
    counted = rows.order_by().values_list("case__post_id", "action")
    counts = list(
        counted.annotate(
            number=Count("id", filter=stands),
            last=Max("happened_at", filter=stands),
            every=Count("id"),
        )
    )
    read = _read_reasons(since, only, until) if reasons is None else reasons
    told = _reasons(read, since, only, until, any(number < every for *_, number, _, every in counts))
    found: dict[str, list[Departure]] = {}
    for post, action, number, last, _ in counts:
        if not number:
            continue
        reasons = told.get((post, action), {})
        pairs = tuple(sorted(reasons.items(), key=lambda pair: (-pair[1], pair[0])))
        found.setdefault(post, []).append(
            Departure(action, number, last, pairs, max(0, number - sum(reasons.values())))
        )
    for mine in found.values():
        mine.sort(key=lambda one: (-one.number, one.action))
    return found


def _read_reasons(since: dt.datetime, only: str | None, until: dt.datetime | None) -> Reasons:
    # The journal holds action and reason as codes; who agreed and the words are sealed in the case.
    rows = Entry.objects.filter(what="case.depart", kind="act", at__gte=since)
    if only is not None:
        rows = rows.filter(chain=only)
    if until is not None:
        rows = rows.filter(at__lte=until)
    found: Reasons = {}
    for post, action, reason, number in (
        rows.order_by().values_list("chain", "detail__action", "detail__reason").annotate(Count("id"))
    ):
        found.setdefault((post, action), {})[reason] = number
    return found


def _reasons(
    found: Reasons, since: dt.datetime, only: str | None, until: dt.datetime | None, mistakes: bool
) -> Reasons:
    """What was put right since is taken from them."""
    for entry in _by_mistake(since, only) if mistakes else ():
        if until is not None and entry.at > until:
            continue
        told = found.get((entry.chain, entry.detail.get("action")), {})
        reason = entry.detail.get("reason")
        if told.get(reason):
            told[reason] -= 1
    return {key: {reason: n for reason, n in told.items() if n} for key, told in found.items()}


def _by_mistake(since: dt.datetime, only: str | None) -> Iterator[Entry]:
    """The entries of departures that were put right since: they were recorded by mistake."""
    rows = CaseAct.written.everywhere("numbers").filter(name=DEPARTED, void=True, superseded_at=None)
    if only is not None:
        rows = rows.filter(case__post_id=only)
    for row in rows.select_related("corrects"):
        first = row
        while first.corrects is not None:
            first = first.corrects
        entries = Entry.objects.filter(
            what="case.depart", kind="act", about_id=str(row.case_id), detail__action=row.action
        )
        # Its own, though it lies before the period: never that of another departure after it.
        entry = entries.filter(at__gte=first.typed_at).order_by("at", "id").first()
        if entry is not None and entry.at >= since:
            yield entry
