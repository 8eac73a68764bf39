"""What another edition would change in the open cases: counted, nobody named, nothing written.

The same function that plans a case after it is moved plans it here, so that what was shown before is
what happens.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from django.db.models import Q

from cauce.content.fingerprint import fingerprint
from cauce.content.loader import Edition
from cauce.protocol.editions import access as editions
from cauce.rules.pathway import read_facts
from cauce.staff.obligations.rows import Line

from .drift import BATCH, Row, acts_in, facts_in
from .following import Following, following, known_to
from .models import Case
from .required import CLOSED, lines_of

WAITING = ("open", "blocked", "to_find_out")


@dataclass
class Count:
    """What changes for one step, in how many open cases."""

    gained: int = 0  # the step is asked for, and was not
    lost: int = 0  # it is no longer asked for, and had not been touched
    kept: int = 0  # it ended, and what was done of it stays
    sooner: int = 0  # its date comes earlier
    later: int = 0
    other: int = 0  # it stands otherwise: another state, a date where there was none
    waiting: int = 0  # unchanged today, but its clock has not started and its period differs

    def any(self) -> bool:
        return any(vars(self).values())


@dataclass
class Preview:
    """All open cases under another edition, at one instant."""

    cases: int = 0
    changed: int = 0
    later: int = 0  # the same today, but a period that has not begun to run will be the new one
    by_action: dict[str, Count] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        steps = {id: vars(count) for id, count in sorted(self.by_action.items()) if count.any()}
        return {
            "cases": self.cases,
            "changed": self.changed,
            "later": self.later,
            "by_action": steps,
        }


def open_cases(post: str | None = None):
    """Cases that are worked on, of one post or (None) of all."""
    rows = Case.objects.everywhere("preview").exclude(status__in=CLOSED).order_by("id")
    return rows if post is None else rows.filter(post_id=post)


def open_count() -> int:
    """How many cases are worked on, in all posts."""
    return open_cases().count()


def following_another(edition: Edition, numbers: Mapping[str, int]) -> Iterator[Case]:
    """Open cases that follow another edition or another text of it, or another annex of their post."""
    annexed = Q()
    for post, number in numbers.items():
        annexed |= Q(post_id=post) & ~Q(annex=number)
    others = Q(annex__gt=0) & ~Q(post_id__in=numbers)
    another = ~Q(edition=edition.info.id) | ~Q(said=fingerprint(edition))
    rows = open_cases().filter(another | annexed | others).select_related("post")
    # The ids first: rows are written while they are walked.
    ids = list(rows.values_list("id", flat=True))
    for start in range(0, len(ids), BATCH):
        yield from rows.filter(id__in=ids[start : start + BATCH])


def preview(
    edition: Edition,
    at: dt.datetime,
    post: str | None = None,
    progress: Callable[[int], None] = lambda done: None,
    seen: dt.datetime | None = None,
) -> Preview:
    """How each open case would stand under ``edition`` at an instant, against what it follows now.

    Posts keep their own annex. ``post`` None: every post. ``seen``: the cases that were open at that
    instant, as they were then followed; None: now. Only reads, in batches.
    """
    found, numbers = Preview(), editions.annex_numbers()
    rows = open_cases(post) if seen is None else _open_then(post, seen)
    source = rows.iterator(chunk_size=BATCH)
    while batch := list(islice(source, BATCH)):
        facts, acts = facts_in(batch), acts_in([case.id for case in batch])
        for case in batch:
            if case.status in CLOSED:
                case.status, case.closed_at = "active", None  # as it was then; nothing is saved
            new = editions.merged(edition, case.post_id, numbers.get(case.post_id, 0))
            now = following(case, seen)
            _compare(found, case, now, new, facts.get(case.id, {}), acts.get(case.id, []), at)
        progress(found.cases)
    return found


def _open_then(post: str | None, at: dt.datetime):
    """Cases that were worked on at an instant; of an erased one nothing is left to compare."""
    rows = Case.objects.everywhere("preview").filter(opened_at__lte=at, erased_at=None)
    rows = rows.filter(~Q(status__in=CLOSED) | Q(closed_at__gt=at)).order_by("id")
    return rows if post is None else rows.filter(post_id=post)


def moved(now: Following, edition: Edition, at: dt.datetime) -> Following:
    """What a case would follow once it is moved at that instant."""
    return Following(edition, (*now.earlier, (now.edition, at)), now.brought)


def _compare(
    found: Preview, case: Case, now: Following, new: Edition, facts: Row, acts: Sequence[Any], at: dt.datetime
) -> None:
    said = {name: entry["value"] for name, entry in facts.items()}
    # What was written down since «seen» may be of an edition that it did not follow then.
    then, done = known_to(now.edition, said, acts)
    before = _lines(case, read_facts(now.edition, then), done, at, now)
    after = _lines(case, read_facts(new, said), acts, at, moved(now, new, at))
    found.cases += 1
    different = waits = False
    for id in before.keys() | after.keys():
        count = found.by_action.setdefault(id, Count())
        was, then = before.get(id), after.get(id)
        different |= was != then
        _tally(count, was, then, ended=id not in new.actions)
        if was == then and was is not None and was.due_at is None:
            differs = was.state in WAITING and _clock_differs(now.edition, new, id)
            count.waiting += differs
            waits |= differs
    found.changed += different
    found.later += waits and not different


def _lines(
    case: Case, known: Mapping[str, Any], acts: Sequence[Any], at: dt.datetime, held: Following
) -> dict[str, Line]:
    return {line.action: line for line in lines_of(case, known, acts, at, held)[0]}


def _tally(count: Count, was: Line | None, then: Line | None, *, ended: bool) -> None:
    if was is None:
        count.gained += 1
    elif then is None:
        count.lost += 1
    elif ended:
        count.kept += 1
    elif was != then:
        a, b = was.due_at, then.due_at
        if a is not None and b is not None and a != b:
            count.sooner += b < a
            count.later += b > a
        else:
            count.other += 1


def _clock_differs(old: Edition, new: Edition, action: str) -> bool:
    a, b = old.actions.get(action), new.actions.get(action)
    if a is None or b is None:
        return False
    if a.within != b.within:
        return True
    return any(old.parameters[w.parameter] != new.parameters[w.parameter] for w in a.within)
