"""What a role has to learn in an edition, and when it is enough. Pure."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import zip_longest

from cauce.content.loader import Edition, parameter_on
from cauce.content.model_toolbox import CaseFile
from cauce.content.model_training import Lesson

CASES, PASS = "learning-cases", "learning-pass"
ROLES = ("window_officer", "protection_officer", "protection_consul", "head_of_post")


def lessons_for(edition: Edition, role: str) -> tuple[Lesson, ...]:
    """The lessons of a role, in their order."""
    found = [one for one in edition.lessons.values() if not one.roles or role in one.roles]
    return tuple(sorted(found, key=lambda one: one.order))


def exercises(edition: Edition) -> tuple[CaseFile, ...]:
    """The case files that count, the same for everybody and one space after another.

    Everybody reads the same ones first, because agreement is seen only where stories are shared.
    """
    by_space: dict[str, list[CaseFile]] = {}
    for case in sorted(edition.cases.values(), key=lambda one: _mixed(edition, one.id)):
        if case.scope == "case":
            by_space.setdefault(case.space, []).append(case)
    rows = zip_longest(*(by_space[space] for space in sorted(by_space)))
    return tuple(case for row in rows for case in row if case is not None)


def _mixed(edition: Edition, id: str) -> str:
    return hashlib.sha256(f"{edition.info.id}|{id}".encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Progress:
    """How far somebody is for a role. ``score``: percent of options judged right; None: no exercise."""

    lessons_done: int
    lessons: int
    cases_done: int
    cases: int
    score: int | None
    needed: int

    @property
    def enough(self) -> bool:
        return (
            self.lessons_done >= self.lessons
            and self.cases_done >= self.cases
            and self.score is not None
            and self.score >= self.needed
        )


def progress(
    edition: Edition,
    role: str,
    on: dt.date,
    done: Collection[str],
    marks: Iterable[tuple[int, int]],
) -> Progress:
    """``done``: lessons; ``marks``: right and total of each exercise that was finished."""
    read = list(marks)
    right, of = sum(r for r, _ in read), sum(t for _, t in read)
    wanted = lessons_for(edition, role)
    return Progress(
        sum(one.id in done for one in wanted),
        len(wanted),
        len(read),
        parameter_on(edition, CASES, on).value,
        round(100 * right / of) if of else None,
        parameter_on(edition, PASS, on).value,
    )
