"""The tallies of one day: what fell due and was followed, which reviews came due, what there was.

Tallies hold numbers of posts, and nobody's key. A day is counted in UTC once it is over at every post.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from cauce.cases.models import RiskReview
from cauce.directory.freshness import oldest_current
from cauce.directory.models import Service
from cauce.protocol.editions.access import current_edition
from cauce.rules.adherence import DUE, FOLLOWED
from cauce.staff.offices.access import posts
from cauce.staff.readiness.facts import known_of

from ..models import Collected, Fact
from .obligations import less, tables_by_day

TALLY = "tally"  # no chain of the journal has this name
OVER = dt.timedelta(hours=12)  # after midnight UTC a day is over at every post
DEPARTED = "departed"
OR_DEPARTED = (*FOLLOWED, DEPARTED)  # as the first version of adherence counted
MOST_DAYS, DAY = 31, dt.timedelta(days=1)


def due_days(at: dt.datetime) -> list[dt.date]:
    """The days that are over and were not tallied; at the first time, only the last one."""
    last = (at.astimezone(dt.UTC) - OVER).date() - dt.timedelta(days=1)
    held = Collected.objects.filter(chain=TALLY).first()
    first = dt.date.fromordinal(held.number + 1) if held else last
    days = (last - first).days + 1
    first = max(first, last - dt.timedelta(days=MOST_DAYS - 1))
    return [first + dt.timedelta(days=n) for n in range(min(days, MOST_DAYS))]


def days_tallied(last: str, detail: Mapping[str, object]) -> list[dt.date]:
    """The days of an entry of the journal that tallied; an older one tallied a single day."""
    many = detail.get("days", 1)
    return [dt.date.fromisoformat(last) - n * DAY for n in reversed(range(int(str(many))))]


def tallies_of(days: Sequence[dt.date], at: dt.datetime) -> Iterator[Fact]:
    """The rows of days that follow each other, known at ``at``; nothing is asked for each of them."""
    followed = _followed(days)
    for day in days:
        for (kind, post, code), number in followed[day].items():
            if number:
                yield _row(kind, post, number, day, at, code)
    yield from _stock(days, at)


def _row(kind: str, post: str, number: int, day: dt.date, at: dt.datetime, code: str = "") -> Fact:
    return Fact(period=day.year, kind=kind, post=post, code=code, happened_on=day, known_at=at, number=number)


Tally = Counter[tuple[str, str, str]]


def _followed(days: Sequence[dt.date]) -> dict[dt.date, Tally]:
    """What fell due each day, by post and action, and its reviews; imported history is left out."""
    start, end = (dt.datetime.combine(day, dt.time(), dt.UTC) for day in (days[0], days[-1] + DAY))
    every, imported = tables_by_day(start, end)
    found: dict[dt.date, Tally] = {day: Counter() for day in days}
    for (day, post, action), counts in every.items():
        out = imported.get((day, post, action))
        mine: Mapping[str, int] = less(counts, out) if out else counts
        found[day]["obligation_due", post, action] += sum(mine[kind] for kind in DUE)
        found[day]["obligation_followed", post, action] += sum(mine[kind] for kind in OR_DEPARTED)
        found[day]["obligation_departed", post, action] += mine[DEPARTED]
    _add_reviews(found)
    return found


def _add_reviews(found: dict[dt.date, Tally]) -> None:
    """Risk reviews whose day came while the case was open, and whether the next was made by then."""
    for row in RiskReview.objects.filter(review_on__in=list(found)).select_related("case"):
        case, tally = row.case, found[row.review_on]
        over = dt.datetime.combine(row.review_on + DAY, dt.time(), dt.UTC) + OVER
        if case.imported or (case.closed_at is not None and case.closed_at < over):
            continue
        later = RiskReview.objects.filter(case=case, number=row.number + 1, reviewed_at__lt=over)
        tally["risk_review_due", case.post_id, ""] += 1
        tally["risk_review_on_time", case.post_id, ""] += later.exists()


def _stock(days: Sequence[dt.date], at: dt.datetime) -> Iterator[Fact]:
    """Entries of the directory and staff, as they stand; written where they differ from the last."""
    staff, entries = _staff(at), _entries(days)
    last: dict[tuple[str, str], int] = {}
    rows = Fact.objects.filter(kind__in=("entry", "entry_fresh", "staff", "staff_trained"))
    for kind, post, number in rows.order_by("happened_on", "id").values_list("kind", "post", "number"):
        last[kind, post] = number
    for day in days:
        held: Tally = entries[day] + staff
        for kind, post in sorted({(k, p) for k, p, _ in held} | set(last)):
            number = held[kind, post, ""]
            if last.get((kind, post)) != number:
                last[kind, post] = number
                yield _row(kind, post, number, day, at)


def _entries(days: Sequence[dt.date]) -> dict[dt.date, Tally]:
    """Services that are not closed, each day, under a post of the state where they stand ('': not known)."""
    first = {post.state: post.code for post in sorted(posts(), key=lambda p: p.code, reverse=True)}
    rows = Service.objects.exclude(status__in=("inactive", "defunct"))
    known = rows.order_by("-places__location__state").values_list(
        "id", "places__location__state", "verified_on", "assured_date"
    )
    stands = {id: (first.get(state or "", ""), confirmed) for id, state, *confirmed in known}
    found: dict[dt.date, Tally] = {}
    for day in days:
        since, tally = oldest_current(day), Counter[tuple[str, str, str]]()
        for post, confirmed in stands.values():
            tally["entry", post, ""] += 1
            tally["entry_fresh", post, ""] += any(on is not None and on >= since for on in confirmed)
        found[day] = tally
    return found


def _staff(at: dt.datetime) -> Tally:
    """Who works at each post, and whose training still holds: counts of a post, nobody's name."""
    found: Tally = Counter()
    here = list(posts())
    for code, known in known_of(current_edition(at), here, at).items():
        users: dict[str, bool] = {}
        for member in known.members:
            holds = member.trained_until is not None and member.trained_until >= at.date()
            users[member.user] = users.get(member.user, True) and holds
        found["staff", code, ""] += len(users)
        found["staff_trained", code, ""] += sum(users.values())
    return found
