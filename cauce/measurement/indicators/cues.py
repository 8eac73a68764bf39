"""Passive cues of a quarter: raised, talks accepted, confirmed; by group, and never one person's row.

Whoever only stood at a counter has no sex, language or origin here: nobody asks them. Groups are
known of those who accepted a talk and opened a case, and leave this file as counts alone.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass

from cauce.cases import sections
from cauce.cases.facts import facts_of
from cauce.cases.models import Case
from cauce.content.loader import parameter_on
from cauce.custody.keystore import KeyGone
from cauce.intake.screenings.models import Encounter, LinkNotice, LinkQuery
from cauce.protocol.editions.access import current_edition
from cauce.rules.hiding import parts

from .disparity import Group, groups_of

CONFIRMED = ("confirmed", "presumed", "possible")  # signed: a person concluded and another agreed
NOT_KNOWN = "not_known"
DIMENSIONS = ("sex", "language", "state")
SUMS = ("raised", "asked"), ("accepted", "declined"), ("confirmed",), ("notices",), ("queries",)


@dataclass(frozen=True, slots=True)
class CueNumbers:
    """One quarter of one post or of all. Numbers up to ``small`` are None: hidden."""

    since: dt.date
    until: dt.date  # the day after the last
    raised: int | None  # turns passed because of what was noticed
    asked: int | None  # turns passed because the person asked
    accepted: int | None
    declined: int | None
    confirmed: int | None
    notices: int | None  # coincidences told to protection
    queries: int | None
    groups: dict[str, tuple[Group, ...]]
    small: int

    @property
    def alerts(self) -> tuple[tuple[str, Group], ...]:
        """Dimension and group of each alert."""
        return tuple((name, one) for name, found in self.groups.items() for one in found if one.alert)


@dataclass(frozen=True, slots=True)
class Counts:
    """The true numbers of a quarter, by name, and (talks, confirmed) by dimension and value."""

    numbers: dict[str, int]
    groups: dict[str, dict[str, tuple[int, int]]]


def counted(codes: list[str] | None, since: dt.date, until: dt.date) -> Counts:
    """The numbers of those posts, or of every post when ``codes`` is None."""
    # A quarter is counted in UTC: some hours at its ends may belong to the next at a post.
    start, end = (dt.datetime.combine(day, dt.time(), dt.UTC) for day in (since, until))
    # What was answered at another place was asked, not noticed: it is no passive cue.
    rows = Encounter.objects.filter(raised_at__gte=start, raised_at__lt=end, instrument="window-cues")
    notices = LinkNotice.objects.filter(raised_at__gte=start, raised_at__lt=end)
    queries = LinkQuery.objects.filter(asked_at__gte=start, asked_at__lt=end)
    rows, notices, queries = (
        table.everywhere("numbers") if codes is None else table.filter(post_id__in=codes)
        for table in (rows, notices, queries)
    )
    outcomes: Counter[str] = Counter()
    raised = asked = 0
    for outcome, by_request in rows.values_list("outcome", "asked"):
        outcomes[outcome] += 1
        raised, asked = raised + (not by_request), asked + by_request
    talks = rows.exclude(case=None).filter(asked=False) if raised else rows.none()
    groups, sure = _by_group(talks)
    numbers = {
        "raised": raised,
        "asked": asked,
        "accepted": outcomes["case_opened"] + outcomes["information_given"],
        "declined": outcomes["declined_to_talk"] + outcomes["left"],
        "confirmed": sure,
        "notices": notices.count(),
        "queries": queries.count(),
    }
    return Counts(numbers, groups)


def cue_numbers(codes: list[str], since: dt.date, until: dt.date) -> CueNumbers:
    """The numbers of those posts, for whoever leads them."""
    small = int(parameter_on(current_edition(), "small-cell", until).value)
    found = counted(codes, since, until)
    told: dict[str, int | None] = {}
    for sum_ in SUMS:
        told |= parts({name: found.numbers[name] for name in sum_}, small)
    groups = {name: groups_of(found.groups[name], small) for name in DIMENSIONS}
    return CueNumbers(since=since, until=until, groups=groups, small=small, **told)


def _by_group(rows) -> tuple[dict[str, dict[str, tuple[int, int]]], int]:
    """Talks and confirmations by dimension and value, and confirmations in all."""
    counts: dict[str, dict[str, tuple[int, int]]] = {name: {} for name in DIMENSIONS}
    signed = set(
        Case.objects.filter(assessments__state="signed", id__in=rows.values("case_id")).values_list(
            "id", flat=True
        )
    )
    sure = 0
    for case in Case.objects.filter(id__in=rows.values("case_id")).select_related("post"):
        known, confirmed = _groups_of(case)
        counted = int(confirmed and case.id in signed)
        sure += counted
        for name in DIMENSIONS:
            talks, so_far = counts[name].get(known[name], (0, 0))
            counts[name][known[name]] = (talks + 1, so_far + counted)
    return counts, sure


def _groups_of(case: Case) -> tuple[dict[str, str], bool]:
    """The groups of one case and whether its conclusion confirms; what is not known is a group."""
    try:
        facts, tongue = facts_of(case), sections.latest(case, "tongue")[1] or {}
    except KeyGone:
        facts, tongue = {}, {}
    community = str(tongue.get("community") or "")
    known = {
        "sex": str(facts.get("person.sex") or NOT_KNOWN),
        "language": str(tongue.get("language") or NOT_KNOWN),
        "state": community[:2] if community[:2].isdigit() else NOT_KNOWN,
    }
    return known, facts.get("conclusion.status") in CONFIRMED
