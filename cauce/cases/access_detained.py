"""Who of a post is detained now: where, since when, and which hour comes next. The only look-up of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, Least

from cauce.content.model import Action
from cauce.custody.journal.door import check_may, record_read
from cauce.protocol.editions.access import current_edition
from cauce.rules import bands
from cauce.rules.pathway import read_facts
from cauce.rules.permissions import Actor, Scope
from cauce.staff.obligations.models import Obligation

from . import sections
from .access import _how_many
from .access_day import FAR, working
from .detention import KIND
from .facts import edition_of, zone_of
from .models import Case

BRANCH, DETAINED = ("detained",), "person.detained"
HEARING, REMOVAL, KNOWN = "detention.hearing_at", "detention.removal_on", "detention.known_at"
PAST = dt.timedelta(days=7)  # a step is due this long before the date that it prepares, at most


@dataclass(frozen=True)
class Detained:
    """One person who is detained. ``centre`` '': not known; ``since``: since when the post knows it."""

    case: Case
    facts: Mapping[str, Any]
    centre: str
    since: dt.datetime
    hearing_at: dt.datetime | None
    removal_on: dt.date | None

    @property
    def hour(self) -> dt.datetime:
        """The nearest of the hearing, the beginning of the day of removal and what the case owes next."""
        day = self.removal_on
        leaves = dt.datetime.combine(day, dt.time(), zone_of(self.case)) if day else None
        return min((one for one in (self.hearing_at, leaves, self.case.next_due_at) if one), default=FAR)


def detained(
    actor: Actor, post_code: str, at: dt.datetime, *, start: int, most: int
) -> tuple[list[Detained], int]:
    """A part of the cases of the post whose person is detained, the nearest hour first, and how many all.

    Found and put in order by the steps of detention, which stand in clear, so that only the rows of this
    part are unsealed; what they say then decides. Of two joined files it is in the list of the one that
    asks for those steps. One journal entry. Raises ``Absent``.
    """
    check_may(actor, "case.list", Scope(post=post_code))
    actions = current_edition().actions
    rows = Case.objects.filter(working(post_code), id__in=_with_steps(post_code, actions))
    nearest = Least(Coalesce("next_due_at", Value(FAR)), Coalesce(_dated(post_code, actions, at), Value(FAR)))
    with transaction.atomic():
        record_read(actor, "case.detained", about=("post", post_code), post=post_code, start=start)
        page = list(
            rows.annotate(all=Subquery(_how_many(rows)))
            .select_related("post", "officer")
            .annotate(nearest=nearest)
            .order_by("nearest", "id")[start : start + most]
        )
        total = page[0].all if page else rows.count()
        return sorted(_read(page), key=lambda one: (one.hour, one.case.folio)), total


def _with_steps(post_code: str, actions: Mapping[str, Action]) -> QuerySet[Obligation, dict[str, Any]]:
    rows = Obligation.objects.filter(
        post_id=post_code, action__in=bands.steps_that_never_fold(actions, BRANCH)
    ).exclude(state="to_find_out")
    return rows.values("subject_id")


def _dated(post_code: str, actions: Mapping[str, Action], at: dt.datetime) -> Subquery:
    """When the next of what prepares a hearing or a removal is due in a case, done or not: the date itself is
    sealed, and is a few days later."""
    steps = sorted(
        id for id, one in actions.items() if any(within.start in (HEARING, REMOVAL) for within in one.within)
    )
    rows = Obligation.objects.filter(
        post_id=post_code,
        subject_kind="case",
        subject_id=OuterRef("id"),
        action__in=steps,
        due_at__gte=at - PAST,
    )
    return Subquery(rows.order_by("due_at").values("due_at")[:1])


def _read(cases: Sequence[Case]) -> list[Detained]:
    """What is kept of each of these, without those whose person is not detained by what was last said."""
    kept = sections.latest_of_many(cases, ("facts", KIND))
    found = []
    for case in cases:
        stored = kept.get(case.id, {}).get("facts", {})
        facts = read_facts(edition_of(case), {name: one["value"] for name, one in stored.items()})
        if facts.get(DETAINED) is not True:
            continue
        held = kept[case.id].get(KIND, {})
        here = {} if held.get("ended") else held
        since = here.get("since") or facts.get(KNOWN) or stored[DETAINED]["at"]
        found.append(
            Detained(
                case,
                facts,
                here.get("centre", ""),
                _instant(since),
                facts.get(HEARING),
                facts.get(REMOVAL),
            )
        )
    return found


def _instant(value: str | dt.datetime) -> dt.datetime:
    return value if isinstance(value, dt.datetime) else dt.datetime.fromisoformat(value)
