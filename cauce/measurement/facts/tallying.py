"""The tallies of one day: what fell due and was followed, which reviews came due, what there was.

Tallies hold numbers of posts, and nobody's key. A day is counted in UTC once it is over at every post.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping

from django.db.models import Q

from cauce.cases.models import RiskReview
from cauce.directory.freshness import oldest_current
from cauce.directory.models import Service
from cauce.protocol.editions.access import current_edition
from cauce.rules.adherence import DUE, FOLLOWED
from cauce.staff.offices.access import posts
from cauce.staff.readiness.facts import known_of

from ..models import Collected, Fact
from .obligations import less, tables_between

TALLY = "tally"  # no chain of the journal has this name
OVER = dt.timedelta(hours=12)  # after midnight UTC a day is over at every post
DEPARTED = "departed"
OR_DEPARTED = (*FOLLOWED, DEPARTED)  # as the first version of adherence counted
MOST_DAYS = 31


def due_days(at: dt.datetime) -> list[dt.date]:
    """The days that are over and were not tallied; at the first time, only the last one."""
    last = (at.astimezone(dt.UTC) - OVER).date() - dt.timedelta(days=1)
    held = Collected.objects.filter(chain=TALLY).first()
    first = dt.date.fromordinal(held.number + 1) if held else last
    days = (last - first).days + 1
    first = max(first, last - dt.timedelta(days=MOST_DAYS - 1))
    return [first + dt.timedelta(days=n) for n in range(min(days, MOST_DAYS))]


def tallies_of(day: dt.date, at: dt.datetime) -> Iterator[Fact]:
    """The rows of a day, known at ``at``."""
    for (kind, post, code), number in (_obligations(day) + _reviews(day)).items():
        if number:
            yield _row(kind, post, number, day, at, code)
    yield from _stock(day, at)


def _row(kind: str, post: str, number: int, day: dt.date, at: dt.datetime, code: str = "") -> Fact:
    return Fact(period=day.year, kind=kind, post=post, code=code, happened_on=day, known_at=at, number=number)


Tally = Counter[tuple[str, str, str]]


def _obligations(day: dt.date) -> Tally:
    """What fell due that day, by post and action; imported history is left out."""
    start = dt.datetime.combine(day, dt.time(), dt.UTC)
    every, imported = tables_between(start, start + dt.timedelta(days=1))
    found: Tally = Counter()
    for post, actions in every.items():
        for action, counts in actions.items():
            out = imported.get(post, {}).get(action)
            mine: Mapping[str, int] = less(counts, out) if out else counts
            found["obligation_due", post, action] += sum(mine[kind] for kind in DUE)
            found["obligation_followed", post, action] += sum(mine[kind] for kind in OR_DEPARTED)
            found["obligation_departed", post, action] += mine[DEPARTED]
    return found


def _reviews(day: dt.date) -> Tally:
    """Risk reviews whose day came while the case was open, and whether the next was made by then."""
    found: Tally = Counter()
    over = dt.datetime.combine(day + dt.timedelta(days=1), dt.time(), dt.UTC) + OVER
    for row in RiskReview.objects.filter(review_on=day).select_related("case"):
        case = row.case
        if case.imported or (case.closed_at is not None and case.closed_at < over):
            continue
        later = RiskReview.objects.filter(case=case, number=row.number + 1, reviewed_at__lt=over)
        found["risk_review_due", case.post_id, ""] += 1
        found["risk_review_on_time", case.post_id, ""] += later.exists()
    return found


def _stock(day: dt.date, at: dt.datetime) -> Iterator[Fact]:
    """Entries of the directory and staff, as they stand; written where they differ from the last."""
    held: Tally = _entries(day) + _staff(at)
    last: dict[tuple[str, str], int] = {}
    rows = Fact.objects.filter(kind__in=("entry", "entry_fresh", "staff", "staff_trained"))
    for kind, post, number in rows.order_by("happened_on", "id").values_list("kind", "post", "number"):
        last[kind, post] = number
    for kind, post in sorted({(k, p) for k, p, _ in held} | set(last)):
        number = held[kind, post, ""]
        if last.get((kind, post)) != number:
            yield _row(kind, post, number, day, at)


def _entries(day: dt.date) -> Tally:
    """Services that are not closed, under a post of the state where they stand ('': not known)."""
    first = {post.state: post.code for post in sorted(posts(), key=lambda p: p.code, reverse=True)}
    since, found = oldest_current(day), Counter()
    rows = Service.objects.exclude(status__in=("inactive", "defunct"))
    fresh = set(
        rows.filter(Q(verified_on__gte=since) | Q(assured_date__gte=since)).values_list("id", flat=True)
    )
    states = dict(rows.values_list("id", "places__location__state").order_by("-places__location__state"))
    for id, state in states.items():
        post = first.get(state or "", "")
        found["entry", post, ""] += 1
        found["entry_fresh", post, ""] += id in fresh
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
