"""Obligations counted in the database by post, action and how they ended: one pass, no rows read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from django.db.models import BooleanField, Count, ExpressionWrapper, F, Q
from django.db.models.functions import TruncDate

from cauce.cases.models import Case, CaseAct
from cauce.staff.obligations.models import Obligation

from .model import Counts, none_yet

SHORT = "minimum_path_taken"
# post → action → counts
Table = dict[str, dict[str, Counts]]
# post → (action, how many)
Late = dict[str, list[tuple[str, int]]]
# (day, post, action) → counts
Daily = dict[tuple[dt.date, str, str], Counts]


def kinds_at(at: dt.datetime) -> Mapping[str, Q]:
    """Each kind of ``cauce.rules.adherence.kind_of`` as a condition on the row.

    A row that was declined without an instant counts as offered in time: that it was late is not
    known, and to decline is no departure.
    """
    late = Q(due_at__lt=F("met_at"))
    past = Q(due_at__lt=at)
    pending = Q(state__in=("open", "blocked"))
    not_late = Q(due_at=None) | Q(met_at=None) | Q(due_at__gte=F("met_at"))
    return {
        "met_on_time": Q(state="met") & not_late,
        "met_late": Q(state="met") & late,
        "declined": Q(state="declined") & not_late,
        "declined_late": Q(state="declined") & late,
        "departed": Q(state="waived"),
        "lapsed": Q(state="lapsed"),
        "overdue_open": pending & past,
        "not_yet_due": pending & (Q(due_at=None) | Q(due_at__gte=at)),
        "to_find_out": Q(state="to_find_out"),
    }


def counted(rows, at: dt.datetime) -> Table:
    """Counts of the rows of a query, by post and action."""
    counts = {kind: Count("post_id", filter=q) for kind, q in kinds_at(at).items()}
    found: Table = {}
    names = tuple(counts)
    grouped = rows.order_by().values_list("post_id", "action").annotate(**counts)
    for post, action, *numbers in grouped:
        found.setdefault(post, {})[action] = none_yet() | dict(zip(names, numbers, strict=True))
    return found


def tables(at: dt.datetime, only: Sequence[str] | None = None) -> tuple[Table, Table]:
    """Every obligation, and those of imported cases alone. ``only`` None: of all posts."""
    rows = Obligation.objects.all()
    if only is not None:
        rows = rows.filter(post_id__in=only)
    imported = Case.objects.everywhere("numbers").filter(imported=True).values("id")
    return counted(rows, at), counted(rows.filter(subject_kind="case", subject_id__in=imported), at)


LATE = ("met_late", "declined_late", "lapsed", "overdue_open")


def tables_and_late(
    at: dt.datetime, since: dt.datetime, only: Sequence[str] | None = None
) -> tuple[Table, Table, Late]:
    """The same as ``tables``; and the steps that are late in cases where the twenty-minute path was
    taken since then. Imported cases and those are read in one pass, each row once.
    """
    rows = Obligation.objects.all()
    if only is not None:
        rows = rows.filter(post_id__in=only)
    brought = Q(subject_id__in=Case.objects.everywhere("numbers").filter(imported=True).values("id"))
    acts = CaseAct.objects.everywhere("numbers").filter(name=SHORT, happened_at__gte=since)
    taken = Q(subject_id__in=acts.order_by().values("case_id"))
    apart = rows.filter(brought | taken, subject_kind="case").annotate(
        brought=_flag(brought), taken=_flag(taken)
    )
    counts = {kind: Count("post_id", filter=q) for kind, q in kinds_at(at).items()}
    imported: Table = {}
    late: dict[str, dict[str, int]] = {}
    grouped = apart.order_by().values_list("post_id", "action", "brought", "taken").annotate(**counts)
    for post, action, is_brought, is_short, *numbers in grouped:
        found = none_yet() | dict(zip(counts, numbers, strict=True))
        if is_brought:
            mine = imported.setdefault(post, {})
            mine[action] = added(mine.get(action, none_yet()), found)
        number = sum(found[kind] for kind in LATE)
        if is_short and number:
            here = late.setdefault(post, {})
            here[action] = here.get(action, 0) + number
    return counted(rows, at), imported, {post: sorted(of.items()) for post, of in late.items()}


def _flag(condition: Q) -> ExpressionWrapper:
    return ExpressionWrapper(condition, output_field=BooleanField())


def tables_by_day(start: dt.datetime, end: dt.datetime) -> tuple[Daily, Daily]:
    """What fell due each day (UTC) of a stretch that is over: every obligation, and those of imported cases
    alone."""
    rows = Obligation.objects.filter(due_at__gte=start, due_at__lt=end)
    imported = Case.objects.everywhere("numbers").filter(imported=True).values("id")
    apart = rows.filter(subject_kind="case", subject_id__in=imported)
    return _counted_daily(rows, end), _counted_daily(apart, end)


def _counted_daily(rows, at: dt.datetime) -> Daily:
    counts = {kind: Count("post_id", filter=q) for kind, q in kinds_at(at).items()}
    by = ("day", "post_id", "action")
    days = rows.order_by().annotate(day=TruncDate("due_at", tzinfo=dt.UTC))
    grouped = days.values_list(*by).annotate(**counts)
    return {
        (day, post, action): none_yet() | dict(zip(counts, numbers, strict=True))
        for day, post, action, *numbers in grouped
    }


def less(every: Counts, left_out: Counts) -> Counts:
    return {kind: number - left_out[kind] for kind, number in every.items()}


def added(one: Counts, other: Counts) -> Counts:
    return {kind: number + other[kind] for kind, number in one.items()}
