"""Two cases that two reviewers took for one person become one subject of their year, and count once."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from cauce.cases.access_linking import cases_of
from cauce.custody.journal.door import Entry, act
from cauce.people.access_linkage import one_person
from cauce.people.actions import mark_merged
from cauce.people.models import Linkage
from cauce.rules.permissions import SYSTEM, Actor

from ..facts.pseudonyms import whose
from .merging import record_merge


@act("linkage.merge", requires="linkage.review", on="linkage")
def merge_linkage(*, actor: Actor, entry: Entry, linkage: Linkage, at: dt.datetime) -> int:
    """Write each such pair to the restricted map, in the years that both have; how many pairs were joined.

    A pair whose cases began in different years joins nothing: keys of two years share nothing, and each
    year counts by itself. Once a review is over there is nothing to join. The journal learns counts.
    """
    joined = apart = 0
    for pair, left, right in one_person(linkage):
        one, other = _subjects(left), _subjects(right)
        years = sorted(one.keys() & other.keys())
        for year in years:
            first, *rest = sorted(one[year] | other[year])
            for subject in rest:
                record_merge(actor=SYSTEM, period=year, one=subject, other=first, at=at)
        mark_merged(pair, at)
        joined, apart = joined + bool(years), apart + (not years)
    entry.about("linkage", linkage.id)
    entry.detail(joined=joined, other_years=apart)
    return joined


def _subjects(person: UUID) -> dict[int, set[str]]:
    """By year, the subjects that the cases of a person stand for; none where they can no longer be made."""
    found: dict[int, set[str]] = {}
    for case in cases_of(person):
        keys = whose(case)
        if keys.subject:
            found.setdefault(keys.period, set()).add(keys.subject)
    return found
