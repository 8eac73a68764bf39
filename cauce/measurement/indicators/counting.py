"""What is counted beside obligations: each function is one query, for some posts or for all."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from statistics import median

from django.db.models import Case as Choice
from django.db.models import Count, Exists, F, Min, OuterRef, Q, When

from cauce.cases.access import WORKING
from cauce.cases.models import Assessment, Case, CaseAct
from cauce.cases.required import VOIDED
from cauce.intake.screenings.models import Encounter
from cauce.rules.referral import WAITING
from cauce.sharing.referrals.models import Referral

from ..facts.model import Cases, Encounters, FirstService, Referrals, Removed, Signatures, Steps
from ..facts.obligations import SHORT

Codes = Sequence[str] | None  # None: every post
# A service, a lawyer or a visit that reached the person: without any, a removal came before all of it.
REACHED = (
    "referral_accepted",
    "legal_referral_accepted",
    "urgent_need_met",
    "detention_visited",
    "two_minute_check_done",
    "counsel_asked_to_stop_removal",
)
REMOVED = "removed_from_country"
STEPS = {
    "screening_done": "screenings",
    "concluded": "conclusions",
    "conclusion_signed": "signed",
    "contested": "contested",
}


def _of(rows, path: str, post: Codes):
    """The rows of these posts, or of all when ``post`` is None. ``path``: the look-up, «…__in»."""
    if post is None:
        return rows.everywhere("numbers").order_by()
    return rows.filter(**{path: post}).order_by()


def _middle(spans: Iterable[tuple[dt.datetime, dt.datetime]]) -> dt.timedelta | None:
    """The middle length; None: there is no span."""
    lengths = [end - start for start, end in spans]
    return median(lengths) if lengths else None


def cases(only: Codes) -> dict[str, Cases]:
    rows = _of(Case.objects.filter(status__in=WORKING), "post_id__in", only)
    counts = {status: Count("id", filter=Q(status=status)) for status in WORKING}
    return {row.pop("post_id"): Cases(**row) for row in rows.values("post_id").annotate(**counts)}


def opened(since: dt.datetime, until: dt.datetime) -> int:
    """Cases that the network opened from an instant on and before another, but for who said no to
    keeping and what was opened by mistake."""
    rows = Case.objects.everywhere("numbers").filter(opened_at__gte=since, opened_at__lt=until)
    return rows.exclude(keeping="refused").exclude(status=VOIDED).count()


def signatures(only: Codes) -> dict[str, Signatures]:
    rows = _of(Assessment.objects.filter(state="concluded"), "case__post_id__in", only)
    found = rows.values_list("case__post_id").annotate(Count("id"), Min("concluded_at"))
    return {code: Signatures(number, oldest) for code, number, oldest in found}


def encounters(only: Codes, since: dt.datetime, at: dt.datetime) -> dict[str, Encounters]:
    """The instants of each encounter of the period, tallied here: a median needs them all."""
    rows = _of(Encounter.objects.filter(raised_at__gte=since), "post_id__in", only)
    seen: dict[str, list[tuple]] = {}
    for code, *instants in rows.values_list(
        "post_id", "raised_at", "acknowledged_at", "due_at", "deputy_called_at"
    ):
        seen.setdefault(code, []).append(tuple(instants))
    return {
        code: Encounters(
            raised=len(found),
            answered_in_time=sum(answered is not None and answered <= due for _, answered, due, _ in found),
            deputy_called=sum(called is not None for *_, called in found),
            not_due_yet=sum(answered is None and due > at for _, answered, due, _ in found),
            median=_middle((start, end) for start, end, *_ in found if end),
        )
        for code, found in seen.items()
    }


def referrals(only: Codes, since: dt.datetime, at: dt.datetime) -> dict[str, Referrals]:
    """Who waits, whenever it was sent; and what was answered or expired in the period."""
    waits = Q(state__in=sorted(WAITING))
    ended = Q(answered_at__gte=since) | Q(state="expired", sent_at__gte=since)
    rows = _of(Referral.objects.filter(waits | ended), "case__post_id__in", only)
    seen: dict[str, list[tuple]] = {}
    for code, *values in rows.values_list("case__post_id", "state", "sent_at", "answered_at", "due_at"):
        seen.setdefault(code, []).append(tuple(values))
    return {code: _referrals(found, since, at) for code, found in seen.items()}


def _referrals(found: list[tuple], since: dt.datetime, at: dt.datetime) -> Referrals:
    waiting = [due for state, _, _, due in found if state in WAITING]
    answered = [(state, sent, end) for state, sent, end, _ in found if end and end >= since]
    declined = sum(state == "rejected" for state, _, _ in answered)
    return Referrals(
        waiting=len(waiting),
        late=sum(due is not None and due < at for due in waiting),
        accepted=len(answered) - declined,
        declined=declined,
        expired=sum(state == "expired" for state, *_ in found),
        median=_middle((sent, end) for _, sent, end in answered),
    )


def first_service(only: Codes, since: dt.datetime) -> dict[str, FirstService]:
    """Cases opened in the period for whom a provider began to give a service."""
    rows = _of(
        Referral.objects.filter(case__opened_at__gte=since, steps__state="in_service"),
        "case__post_id__in",
        only,
    )
    seen: dict[str, list[tuple[dt.datetime, dt.datetime]]] = {}
    for code, opened, began in (
        rows.values("case_id")
        .annotate(began=Min("steps__at"))
        .values_list("case__post_id", "case__opened_at", "began")
    ):
        seen.setdefault(code, []).append((opened, began))
    return {code: FirstService(len(found), _middle(found)) for code, found in seen.items()}


def acts(only: Codes, since: dt.datetime) -> tuple[dict[str, Steps], dict[str, Removed], dict[str, int]]:
    """The acts of the period in one pass: the steps; the cases whose person was removed, and those
    that nothing had reached by then; and the cases in which the twenty-minute path was taken.
    """
    before = CaseAct.objects.everywhere("numbers").filter(
        case=OuterRef("case_id"), name__in=REACHED, happened_at__lte=OuterRef("happened_at")
    )
    rows = _of(
        CaseAct.objects.filter(name__in=(*STEPS, SHORT, REMOVED), happened_at__gte=since),
        "case__post_id__in",
        only,
    )
    # Of a removal each case is a row of its own; of the others all cases of a post are one.
    told = rows.annotate(
        of=Choice(When(name=REMOVED, then=F("case_id"))),
        served=Choice(When(name=REMOVED, then=Exists(before))),
    )
    steps: dict[str, dict[str, int]] = {}
    gone: dict[str, dict[object, bool]] = {}
    short: dict[str, int] = {}
    for code, name, case, served, number, cases in told.values_list(
        "case__post_id", "name", "of", "served"
    ).annotate(Count("id"), Count("case_id", distinct=True)):
        if name == REMOVED:
            mine = gone.setdefault(code, {})
            mine[case] = mine.get(case, False) or served
        elif name == SHORT:
            short[code] = cases
        else:
            steps.setdefault(code, {})[STEPS[name]] = number
    return (
        {code: Steps(**row) for code, row in steps.items()},
        {code: Removed(len(all), sum(not one for one in all.values())) for code, all in gone.items()},
        short,
    )
