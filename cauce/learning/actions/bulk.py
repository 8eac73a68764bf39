"""The bulk door of learning, for the demonstration only (docs/decisions/0012-demonstration-bulk-door.md)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import uuid4

from cauce.content.loader import Edition
from cauce.custody.journal.bulk_rows import write_many
from cauce.custody.journal.door import Entry, act
from cauce.protocol.editions.access import current_edition
from cauce.rules.permissions import Actor
from cauce.staff.offices.models import Post, User

from ..course import progress
from ..exercises import Step, mark
from ..models import Attempt, Certificate, LessonDone


@dataclass(frozen=True, slots=True)
class Reading:
    """One story as somebody read it: the options chosen at every step."""

    case: str
    steps: tuple[Step, ...]
    given: Mapping[str, Sequence[str]]  # step → options


@dataclass(frozen=True, slots=True)
class Learned:
    """What one person of a post has done, and when the last of it."""

    user: User
    role: str
    lessons: tuple[str, ...]
    readings: tuple[Reading, ...]
    at: dt.datetime


@act("learning.bulk_load", requires="system.run", on="post")
def load_learning(
    *, actor: Actor, entry: Entry, post: Post, people: Sequence[Learned], at: dt.datetime
) -> int:
    """Add what the people of an invented post learned; how many earned a certificate.

    Answers are marked by the same rules, and the same rules decide who earned one.
    """
    edition = current_edition()
    done, attempts, earned = [], [], []
    for one in people:
        done += [
            LessonDone(user=one.user, lesson=lesson, edition=edition.info.id, done_at=one.at)
            for lesson in one.lessons
        ]
        read = [_attempt(edition, post, one, reading) for reading in one.readings]
        attempts += read
        marks = [(row.right, row.of) for row in read]
        if progress(edition, one.role, at.date(), set(one.lessons), marks).enough:
            earned.append(
                Certificate(
                    user=one.user, post=post, role=one.role, edition=edition.info.id, issued_at=one.at
                )
            )
    write_many(done)
    write_many(attempts)
    write_many(earned)
    entry.about("post", post.code)
    entry.detail(lessons=len(done), attempts=len(attempts), certificates=len(earned))
    return len(earned)


def _attempt(edition: Edition, post: Post, one: Learned, reading: Reading) -> Attempt:
    marks = [mark(step, reading.given[step.id]) for step in reading.steps]
    answers = {marked.step.id: sorted(marked.given) for marked in marks}
    return Attempt(
        id=uuid4(),
        user=one.user,
        post=post,
        case=reading.case,
        space=edition.cases[reading.case].space,
        edition=edition.info.id,
        answers=answers,
        reading=answers["reading"][0],
        right=sum(m.right for m in marks),
        of=sum(m.of for m in marks),
        started_at=one.at,
        finished_at=one.at,
    )
