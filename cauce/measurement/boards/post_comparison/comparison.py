"""One post beside the network, or the whole network: everything the pages of likeness show.

What a post could learn from another is told only where the numbers permit it: clearly below in a
step, another clearly above, each with enough cases and far enough apart. Nobody is ranked.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count

from cauce.measurement.boards.likeness import Alike
from cauce.measurement.rules.post_outliers import Key, Standing, teachers
from cauce.protocol.editions.access import annex_numbers
from cauce.staff.obligations.models import Obligation

from .own import Own
from .steps import Steps

Reasons = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Lesson:
    """A step in which a post could ask others. ``mine`` and ``theirs``: reasons to depart from it, by
    code, None: few or none; ``owed``: steps of readiness past due here and, on average, there; ``annex``:
    whether each adds steps of its own."""

    standing: Standing
    ask: tuple[str, ...]
    mine: Reasons | None
    theirs: Reasons | None
    owed: tuple[int, float]
    annex: tuple[bool, bool]


@dataclass(frozen=True, slots=True)
class Beside:
    """The likeness of posts. ``own``: the post of whoever reads, as it was ``at`` that instant; None: of
    whoever works at none. ``network``: what the last closing tells of all posts."""

    at: dt.datetime
    own: Own | None
    steps: Steps
    lessons: dict[str, list[Lesson]]
    network: Any  # ``likeness_table.Likeness``
    gap: int  # minutes after which nothing is known of the work
    shares: dict[str, tuple[int, int]] = field(default_factory=dict)  # post or ``ALL`` → followed and due
    year: str = ""  # of ``shares``
    alike: Alike = Alike()  # of all posts, as the last closing tells them: the number that every page says


def lessons_of(
    standings: dict[Key, Standing],
    at: dt.datetime,
    apart: float,
    why: Callable[[Iterable[str], str], Reasons | None],
) -> dict[str, list[Lesson]]:
    """What each post could ask of others. ``why``: the reasons that these posts gave to leave out a step."""
    told: dict[str, list[Lesson]] = {}
    owed, annexes = _owed(at), annex_numbers()
    for (post, action), one in standings.items():
        ask = teachers(one, standings, apart=apart)
        if ask:
            told.setdefault(post, []).append(
                Lesson(
                    one,
                    ask,
                    why([post], action),
                    why(ask, action),
                    (owed.get(post, 0), sum(owed.get(o, 0) for o in ask) / len(ask)),
                    (post in annexes, any(other in annexes for other in ask)),
                )
            )
    return told


def _owed(at: dt.datetime) -> dict[str, int]:
    """How many steps of readiness are past due at each post."""
    late: Any = Obligation.objects.filter(subject_kind="post", state__in=("open", "blocked"), due_at__lt=at)
    return dict(late.order_by().values_list("post_id").annotate(Count("id")))
