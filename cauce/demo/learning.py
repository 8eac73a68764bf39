"""What people of the invented network learned, and how differently they read the same stories."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Sequence

from cauce.content.loader import parameter_on
from cauce.content.model_toolbox import CaseFile
from cauce.learning.actions.bulk import Learned, Reading, load_learning
from cauce.learning.course import CASES, ROLES, exercises, lessons_for
from cauce.learning.exercises import Step, steps
from cauce.protocol.editions.access import current_edition
from cauce.rules.permissions import SYSTEM
from cauce.staff.offices.models import Assignment, Post, User

from . import network
from .world import Invented

SEED = 20260104
NOT_BEGUN = 0.2  # the part of the network where nobody has begun
MORE = 4  # stories that the more eager read beyond those of the certificate
WHOLE = 0.2  # the part of the posts that read every story: there one sees each space
# How often the people of a post see a story as it is: homologation is not there, and is seen.
LEAST, MOST = 0.5, 0.97
# Where a post errs, it tends to err the same way: it asks for too much, or it waits.
LEANINGS = ("inconclusive_follow_up", "not_trafficking_other_violation", "trafficking_both")

Listed = Sequence[tuple[CaseFile, tuple[Step, ...]]]


def load(now: dt.datetime, shown: str) -> int:
    """Give the posts what their people learned; how many certificates there are."""
    chance = random.Random(SEED)  # noqa: S311 - an invented network, not a secret
    edition = current_edition()
    wanted = parameter_on(edition, CASES, now.date()).value
    listed = [(case, steps(edition, case)) for case in exercises(edition)]
    staff: dict[str, list[Assignment]] = {}
    rows = Assignment.objects.filter(post__isnull=False, role__in=ROLES).select_related("user")
    for row in rows.order_by("id"):
        staff.setdefault(row.post_id or "", []).append(row)
    given = 0
    for post in Post.objects.order_by("code"):
        if post.code == shown or chance.random() >= NOT_BEGUN:
            people = _people(chance, staff.get(post.code, []), listed, wanted, now, post.code == shown)
            given += load_learning(actor=SYSTEM, post=post, people=people, at=now)
    return given


def _people(
    chance: random.Random, staff: list[Assignment], listed: Listed, wanted: int, now: dt.datetime, shown: bool
) -> list[Learned]:
    skill, leaning = chance.uniform(LEAST, MOST), chance.choice(LEANINGS)
    whole, people = chance.random() < WHOLE, []
    for row in staff:
        own = min(max(skill + chance.uniform(-0.12, 0.12), 0.4), 0.98)
        # Whoever the tour signs in as still has something to do, so that it can be tried.
        part = 0.6 if shown and _begins(row.user) else chance.choice((0.4, 0.8, 1.0, 1.0))
        lessons = [one.id for one in lessons_for(current_edition(), row.role)]
        read = round(part * (len(listed) if whole else wanted + chance.randrange(MORE + 1)))
        people.append(
            Learned(
                row.user,
                row.role,
                tuple(lessons[: round(part * len(lessons))]),
                tuple(_read(chance, own, leaning, *one) for one in listed[:read]),
                now - dt.timedelta(days=chance.uniform(5, 300)),
            )
        )
    return people


def _begins(user: User) -> bool:
    return user.username.endswith("-proteccion")


def _read(
    chance: random.Random, skill: float, leaning: str, case: CaseFile, listed: tuple[Step, ...]
) -> Reading:
    return Reading(case.id, listed, {one.id: _answer(chance, skill, leaning, one) for one in listed})


def _answer(chance: random.Random, skill: float, leaning: str, step: Step) -> list[str]:
    if step.many:
        return [o.id for o in step.options if o.right == (chance.random() < 0.5 + skill / 2)]
    right = [one.id for one in step.options if one.right]
    if chance.random() < skill:
        return right[:1]
    wrong = [one.id for one in step.options if not one.right]
    if step.id == "reading" and leaning in wrong and chance.random() < 0.6:
        return [leaning]
    return [chance.choice(wrong)]


INVENTED = Invented(
    20, lambda world: load(world.now, network.SHOWN), "· lecciones y ejercicios / lessons and exercises"
)
