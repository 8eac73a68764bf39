"""The only look-ups of the day of a post: its cases and the actions of its plans, in the bands of the day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import (
    BooleanField,
    CharField,
    Count,
    Exists,
    F,
    IntegerField,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
    Window,
)
from django.db.models import Case as Choose
from django.db.models.functions import ExtractYear, JSONObject, RowNumber

from cauce.custody.journal.door import as_id, check_may, record_read, record_refusal
from cauce.protocol.editions.access import current_edition
from cauce.rules import bands
from cauce.rules.bands import Band, Edges
from cauce.rules.pathway import steps_that_lead_there
from cauce.rules.permissions import Actor, Scope
from cauce.staff.obligations.models import Obligation

from .access import WORKING, Row, _how_many, _planned
from .models import Assessment, Case, CaseAct, KeptFilter, PlanItem
from .required import VOIDED

# What is read with each row: its plan is computed, and that is what a page pays for.
AT_ONCE: Mapping[Band, int] = {"now": 6, "today": 6, "week": 4, "late": 4, "later": 0}
PLAN_ROWS = 10
FAR = dt.datetime.max.replace(tzinfo=dt.UTC)
CHOSEN = 26  # one more than can be given at a time, so that too many are refused and none forgotten


@dataclass(frozen=True)
class Asked:
    """Which cases of a post a list is of. What is left as it is asks nothing."""

    mine: bool = False  # those of the actor, and those that nobody has taken
    officer: str = ""  # the id of whoever works on it
    unowned: bool = False
    danger: bool = False
    minors: bool = False  # also whose age is not known: so the Protocol attends them
    phase: str = ""  # in which the next step is: «P4»
    within: Sequence[QuerySet[Any]] = ()  # ids of cases: in any of these
    without: Sequence[QuerySet[Any]] = ()  # and in none of these

    @property
    def narrows(self) -> bool:
        """Whether it asks more than whose the cases are."""
        return bool(self.unowned or self.danger or self.minors or self.phase or self.within or self.without)


def _never_folds(post_code: str) -> Q:
    """Whether what is late of a case stays in sight: a step for children or for the detained is open."""
    return Q(id__in=_with_open_steps(post_code, bands.NEVER_FOLD))


def _of_minors(post_code: str) -> Q:
    """Whether a step for children is open in a case: for whoever is under 18, and while no age is known."""
    return Q(id__in=_with_open_steps(post_code, ("children",)))


def _with_open_steps(post_code: str, branches: tuple[str, ...]) -> QuerySet[Obligation, dict[str, Any]]:
    # Read once for the whole list: asked of each case, it takes six times as long at a large post. That the
    # subject is a case is not said: no other has the id of one, and SQLite then walks through all of them.
    rows = Obligation.objects.filter(
        post_id=post_code,
        action__in=bands.steps_that_never_fold(current_edition().actions, branches),
        state__in=("open", "blocked"),
    )
    return rows.values("subject_id")


def working(post_code: str) -> Q:
    """The cases of a post that are under way."""
    return Q(post_id=post_code, status__in=WORKING, blocked_at=None, erased_at=None)


def to_be_signed(post_code: str) -> QuerySet[Assessment, dict[str, Any]]:
    """Ids of the cases of a post with a conclusion to be signed; to be asked within a list."""
    return Assessment.objects.filter(case__post_id=post_code, state="concluded").values("case_id")


def _rows(actor: Actor, post_code: str, asked: Asked) -> QuerySet[Case]:
    which = working(post_code)
    if asked.mine:
        which &= Q(officer_id=actor.user) | Q(officer=None)
    if asked.officer:
        which &= Q(officer_id=asked.officer)
    if asked.unowned:
        which &= Q(officer=None)
    if asked.danger:
        which &= Q(danger=True)
    if asked.phase:
        which &= Q(next_action__startswith=asked.phase)
    rows = Case.objects.filter(which)
    if asked.minors:
        rows = rows.filter(_of_minors(post_code))
    if asked.within:
        any_of = Q()
        for ids in asked.within:
            any_of |= Q(id__in=ids)
        rows = rows.filter(any_of)
    for ids in asked.without:
        rows = rows.exclude(id__in=ids)
    return rows


def band_of(ends: Edges) -> Choose:
    """The band of a case, as ``bands.band`` says it of one."""
    return Choose(
        When(Q(danger=True) | Q(officer=None), then=Value(bands.NOW)),
        When(_on_the_way() & Q(next_due_at__lt=ends.today), then=Value(bands.TODAY)),
        When(Q(next_due_at=None) | Q(next_due_at__gte=ends.week), then=Value(bands.LATER)),
        When(next_due_at__lt=ends.at, then=Value(bands.LATE)),
        When(next_due_at__lt=ends.today, then=Value(bands.TODAY)),
        default=Value(bands.WEEK),
        output_field=CharField(),
    )


def _on_the_way() -> Q:
    """Whether what is next is the way to a place that agreed and waits for the person."""
    return Q(next_action__in=steps_that_lead_there(current_edition().actions))


# Danger before everything, then what nobody has taken, then who is awaited at a place, then the earliest.
NOBODYS = Choose(When(officer=None, then=Value(False)), default=Value(True), output_field=BooleanField())
LATE = Q(band=bands.LATE)


def _order() -> tuple[Any, ...]:
    awaited = Choose(When(_on_the_way(), then=Value(0)), default=Value(1), output_field=IntegerField())
    return (F("danger").desc(), NOBODYS, awaited, F("next_due_at").asc(nulls_last=True), F("id").asc())


@dataclass(frozen=True)
class InBand:
    """One band: its first cases (of what is late those that never fold), how many there are in all, and since
    when the oldest of what is late is due."""

    rows: list[Row] = field(default_factory=list)
    total: int = 0
    since: dt.datetime | None = None


def day(
    actor: Actor, post_code: str, ends: Edges, asked: Asked, most: Mapping[Band, int] = AT_ONCE
) -> dict[Band, InBand]:
    """The cases of a post by band, the first of each with its plan: ``most`` of each.

    One query for the cases of all bands, whatever their number, and one more where there are none to show;
    one journal entry. Raises ``Absent``.
    """
    check_may(actor, "case.list", Scope(post=post_code))
    here = _rows(actor, post_code, asked).annotate(band=band_of(ends))
    late = here.filter(LATE).order_by("next_due_at")
    since_when = Subquery(late.values("next_due_at")[:1])
    # Found by what sorts them, and then read: to sort all that is read of each takes four times as long.
    first = (
        here.filter(~LATE | _never_folds(post_code), band__in=[one for one in most if most[one]])
        .annotate(place=Window(RowNumber(), partition_by=F("band"), order_by=_order()))
        .filter(place__lte=max(most.values()))
    )
    rows = (
        Case.objects.filter(id__in=first.values("id"))
        .annotate(band=band_of(ends), totals=Subquery(_totals(here)), since=since_when)
        .select_related("post", "officer")
        .order_by(*_order())
    )
    with transaction.atomic():
        _journal(actor, post_code, asked, 0)
        cases = list(rows)
        if cases:
            totals, since = cases[0].totals, cases[0].since
        else:  # no row that could tell how many fold
            totals = here.aggregate(since=Min("next_due_at", filter=LATE), **_each())
            since = totals["since"]
        seen = {band: [one for one in cases if one.band == band][: most[band]] for band in bands.BANDS}
        planned = {
            row.case.id: row for row in _planned([one for some in seen.values() for one in some], ends.at)
        }
    return {
        band: InBand(
            [planned[one.id] for one in some],
            totals[band],
            since if band == bands.LATE else None,
        )
        for band, some in seen.items()
    }


def _each() -> dict[str, Count]:
    return {band: Count("id", filter=Q(band=band)) for band in bands.BANDS}


def _totals(here: QuerySet[Case]) -> QuerySet[Case, dict[str, Any]]:
    """How many of these cases are in each band, as one value that can be asked beside some of them."""
    one = here.order_by().annotate(one=Value(1)).values("one")
    return one.annotate(all=JSONObject(**_each())).values("all")


def one_band(
    actor: Actor, post_code: str, ends: Edges, asked: Asked, band: str, *, start: int, most: int
) -> tuple[list[Row], int]:
    """A part of one band with its plans, and how many cases are in it; of «late» all of it, folded or not.

    One journal entry for the list. Raises ``Absent``.
    """
    check_may(actor, "case.list", Scope(post=post_code))
    rows = _rows(actor, post_code, asked).annotate(band=band_of(ends)).filter(band=band)
    order: list[Any] = list(_order())
    if band == bands.LATE:
        order.insert(0, Choose(When(_never_folds(post_code), then=Value(0)), default=Value(1)))
    with transaction.atomic():
        _journal(actor, post_code, asked, start)
        page = list(
            rows.annotate(all=Subquery(_how_many(rows)))
            .select_related("post", "officer")
            .order_by(*order)[start : start + most]
        )
        total = page[0].all if page else rows.count()
        return _planned(page, ends.at), total


def _journal(actor: Actor, post_code: str, asked: Asked, start: int) -> None:
    record_read(actor, "case.list", about=("post", post_code), post=post_code, start=start, mine=asked.mine)


def chosen(actor: Actor, post_code: str, ids: Sequence[str]) -> list[Case]:
    """Those of these ids that are cases of the post under way, in the order of their folios; what names
    anything else is left out, and written down as refused. Raises ``Absent``."""
    check_may(actor, "case.list", Scope(post=post_code))
    asked = list(dict.fromkeys(as_id(one) for one in ids[:CHOSEN]))
    rows = Case.objects.filter(working(post_code), id__in=asked).select_related("post", "officer")
    found = list(rows.order_by("folio"))
    for id in set(asked) - {one.id for one in found}:
        record_refusal(actor, "case.list", post=post_code, about=("case", id))
    return found


def on_paper(actor: Actor, post_code: str, ids: Sequence[str], at: dt.datetime) -> list[Row]:
    """The chosen cases with their plans, for a sheet of paper, the most urgent first; which ones went onto it
    is written down, since nobody can ask a paper."""
    cases = chosen(actor, post_code, ids)
    with transaction.atomic():
        named = [str(one.id) for one in cases]
        record_read(actor, "case.list", about=("post", post_code), post=post_code, printed=True, cases=named)
        return _planned(sorted(cases, key=lambda one: (not one.danger, one.next_due_at or FAR)), at)


def plan_rows(actor: Actor, post_code: str, before: dt.date, asked: Asked) -> list[PlanItem]:
    """What somebody is to do by the plan of a case before a day: the actor, or ``asked.officer``.

    Part of the worklist, whose reading is journalled. None for a list that asks for something that a plan
    does not say. Raises ``Absent``.
    """
    check_may(actor, "case.list", Scope(post=post_code))
    who = actor.user if asked.mine else asked.officer
    if not who or asked.narrows:
        return []
    rows = PlanItem.objects.filter(
        case__post_id=post_code,
        case__status__in=WORKING,
        case__blocked_at=None,
        case__erased_at=None,
        state="open",
        responsible_id=UUID(who),
        due_on__lt=before,
    )
    return list(rows.select_related("case").order_by("due_on", "made_at")[:PLAN_ROWS])


@dataclass(frozen=True)
class Counts:
    """The cases of a post as numbers of work. ``late_since``: the oldest of what is late, also of what was
    put on another day; None: nothing is. ``put_off``: how many stand in a later band only because of that.

    ``minors``: cases under way with a step for children and something done this month; ``minors_late``: those
    of them with a step past due. ``voided``: opened by mistake, by the year in which that was said."""

    bands: Mapping[str, int]
    late_since: dt.datetime | None
    put_off: int
    minors: int
    minors_late: int
    voided: list[tuple[int, int]]


def counts_of_post(actor: Actor, post_code: str, ends: Edges, month: dt.datetime) -> Counts:
    """The same bands as numbers, for whoever works at the post or leads it, since ``month`` began; in one
    question. A case that is closed to the actor is in none of them. Raises ``Absent``."""
    check_may(actor, "case.count_voided", Scope(post=post_code))
    done = Exists(CaseAct.objects.filter(case=OuterRef("id"), happened_at__gte=month))
    owed = Obligation.objects.filter(
        subject_kind="case", subject_id=OuterRef("id"), state="open", due_at__lt=ends.at
    )
    late = Exists(owed)
    was_due = Subquery(owed.order_by("due_at").values("due_at")[:1])
    put_off = Q(status__in=WORKING) & ~Q(moved=[])  # of the fewest too
    # Looked at case by case: of whom somebody did something this month first, which is of the fewest.
    minors = Q(status__in=WORKING) & done & _of_minors(post_code)
    rows = (
        Case.objects.filter(working(post_code) | Q(post_id=post_code, status=VOIDED))
        .annotate(
            year=Choose(When(status=VOIDED, then=ExtractYear("closed_at")), output_field=IntegerField()),
            band=band_of(ends),
        )
        .order_by()
        .values("year", "band")
        .annotate(
            many=Count("id"),
            since=Min("next_due_at"),
            put_off=Count("id", filter=put_off & late),
            put_off_since=Min(was_due, filter=put_off),
            minors=Count("id", filter=minors),
            minors_late=Count("id", filter=minors & late),
        )
    )
    found = list(rows)
    here = [one for one in found if one["year"] is None]
    voided: dict[int, int] = {}
    for one in found:
        if one["year"] is not None:
            voided[one["year"]] = voided.get(one["year"], 0) + one["many"]
    in_band = {one["band"]: one["many"] for one in here}
    # A step that somebody put on another day hides nothing here: by the Protocol it is late all the same.
    since = [one["since"] for one in here if one["band"] == bands.LATE]
    since += [one["put_off_since"] for one in here if one["band"] != bands.NOW and one["put_off_since"]]
    return Counts(
        in_band,
        min(since, default=None),
        sum(one["put_off"] for one in here if one["band"] not in (bands.NOW, bands.LATE)),
        sum(one["minors"] for one in here),
        sum(one["minors_late"] for one in here),
        sorted(voided.items(), reverse=True),
    )


def kept_filters(actor: Actor) -> list[KeptFilter]:
    """What the actor keeps of what the list can be asked, the oldest first. Raises ``Absent``."""
    check_may(actor, "case.list")
    return list(KeptFilter.objects.filter(user_id=UUID(actor.user)).order_by("kept_at"))
