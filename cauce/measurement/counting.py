"""What is counted beside obligations: each function is one grouped query, for one post or for all."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from statistics import median

from django.db.models import Count, F, Min, Q

from cauce.cases.access import WORKING
from cauce.cases.models import Assessment, Case, CaseAct
from cauce.referrals.models import Referral
from cauce.rules.referral import WAITING
from cauce.screenings.models import Encounter

from .model import Cases, Encounters, FirstService, Referrals, Signatures, Steps

STEPS = {
    "screening_done": "screenings",
    "concluded": "conclusions",
    "conclusion_signed": "signed",
    "contested": "contested",
}


def _of(rows, path: str, post: str | None):
    """The rows of a post, or of all when ``post`` is None."""
    return rows.order_by() if post is None else rows.filter(**{path: post}).order_by()


def medians(
    spans: Iterable[tuple[str, dt.datetime, dt.datetime]],
) -> dict[str, tuple[int, dt.timedelta]]:
    """How many spans of time each post has, and the middle one."""
    lengths: dict[str, list[dt.timedelta]] = {}
    for post, start, end in spans:
        lengths.setdefault(post, []).append(end - start)
    return {post: (len(found), median(found)) for post, found in lengths.items()}


def cases(post: str | None) -> dict[str, Cases]:
    rows = _of(Case.objects.filter(status__in=WORKING), "post_id", post)
    counts = {status: Count("id", filter=Q(status=status)) for status in WORKING}
    return {row.pop("post_id"): Cases(**row) for row in rows.values("post_id").annotate(**counts)}


def signatures(post: str | None) -> dict[str, Signatures]:
    rows = _of(Assessment.objects.filter(state="concluded"), "case__post_id", post)
    found = rows.values_list("case__post_id").annotate(Count("id"), Min("concluded_at"))
    return {code: Signatures(number, oldest) for code, number, oldest in found}


def encounters(post: str | None, since: dt.datetime, at: dt.datetime) -> dict[str, Encounters]:
    """Two queries: the counts, and the spans for the median."""
    rows = _of(Encounter.objects.filter(raised_at__gte=since), "post_id", post)
    spans = rows.exclude(acknowledged_at=None).values_list(
        "post_id", "raised_at", "acknowledged_at"
    )
    middle = medians(spans)
    counts = rows.values("post_id").annotate(
        raised=Count("id"),
        answered_in_time=Count("id", filter=Q(acknowledged_at__lte=F("due_at"))),
        deputy_called=Count("deputy_called_at"),
        not_due_yet=Count("id", filter=Q(acknowledged_at=None, due_at__gt=at)),
    )
    return {
        (code := row.pop("post_id")): Encounters(**row, median=middle.get(code, (0, None))[1])
        for row in counts
    }


def referrals(post: str | None, since: dt.datetime, at: dt.datetime) -> dict[str, Referrals]:
    """Two queries: the counts, and the spans for the median. Who waits is counted whenever sent."""
    rows = _of(Referral.objects.exclude(state="draft"), "case__post_id", post)
    answered = rows.filter(answered_at__gte=since)
    middle = medians(answered.values_list("case__post_id", "sent_at", "answered_at"))
    waits, fresh = Q(state__in=sorted(WAITING)), Q(answered_at__gte=since)
    counts = rows.values(code=F("case__post_id")).annotate(
        waiting=Count("id", filter=waits),
        late=Count("id", filter=waits & Q(due_at__lt=at)),
        accepted=Count("id", filter=fresh & ~Q(state="rejected")),
        declined=Count("id", filter=fresh & Q(state="rejected")),
        expired=Count("id", filter=Q(state="expired", sent_at__gte=since)),
    )
    return {
        (code := row.pop("code")): Referrals(**row, median=middle.get(code, (0, None))[1])
        for row in counts
    }


def first_service(post: str | None, since: dt.datetime) -> dict[str, FirstService]:
    """Cases opened in the period for whom a provider began to give a service."""
    rows = _of(
        Referral.objects.filter(case__opened_at__gte=since, steps__state="in_service"),
        "case__post_id", post,
    )  # fmt: skip
    spans = rows.values("case_id").annotate(began=Min("steps__at")).values_list(
        "case__post_id", "case__opened_at", "began"
    )  # fmt: skip
    return {code: FirstService(*found) for code, found in medians(spans).items()}


def steps(post: str | None, since: dt.datetime) -> dict[str, Steps]:
    rows = _of(
        CaseAct.objects.filter(name__in=STEPS, happened_at__gte=since), "case__post_id", post
    )
    found: dict[str, dict[str, int]] = {}
    for code, name, number in rows.values_list("case__post_id", "name").annotate(Count("id")):
        found.setdefault(code, {})[STEPS[name]] = number
    return {code: Steps(**row) for code, row in found.items()}
