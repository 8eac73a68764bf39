"""The only writes of learning. Practice never comes here: it leaves no trace at all."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from uuid import UUID, uuid4

from django.utils import timezone

from cauce.content.errors import BadInput, BadInputs, unknown
from cauce.content.loader import Edition
from cauce.content.model_toolbox import CaseFile
from cauce.content.model_training import Lesson
from cauce.custody.journal.door import Entry, act
from cauce.protocol.editions.access import current_edition
from cauce.rules.permissions import Actor
from cauce.staff.offices import access as offices
from cauce.staff.offices.access import day_at
from cauce.staff.offices.models import User
from cauce.staff.readiness.actions import Trained, record_training

from ..access import mine, whose_word
from ..course import exercises
from ..exercises import Marked, Step, mark, steps
from ..models import Attempt, Certificate, LessonDone

bad_input = BadInputs(__file__)


@act("learning.finish_lesson", requires="learning.use")
def finish_lesson(
    *, actor: Actor, entry: Entry, user: User, lesson: str, given: Mapping[str, Iterable[str]]
) -> bool:
    """Whether every question was answered as it is; only then the lesson is done. Raises ``Unknown``."""
    edition = current_edition()
    found = _lesson_of(edition, lesson, played=False)
    whole = all(
        set(given.get(one.id, ())) == {choice.id for choice in one.choices if choice.right}
        for one in found.asked
    )
    entry.about("lesson", lesson)
    if whole:
        _done(user.id, lesson, edition, timezone.now())
    entry.detail(whole=whole)
    return whole


def _lesson_of(edition: Edition, id: str, *, played: bool) -> Lesson:
    """A lesson that is played by two, or one that is answered. Raises ``Unknown``."""
    listed = {one.id: one for one in edition.lessons.values() if (one.play is not None) == played}
    if id not in listed:
        raise unknown("lecciones", "lessons", id, listed, "training")
    return listed[id]


def _done(user: UUID, lesson: str, edition: Edition, at: dt.datetime) -> None:
    LessonDone.objects.get_or_create(
        user_id=user, lesson=lesson, edition=edition.info.id, defaults={"done_at": at}
    )


@act("learning.finish_play", requires="learning.use")
def finish_play(*, actor: Actor, entry: Entry, user: User, lesson: str, word: str, at: dt.datetime) -> None:
    """Note for two officers that they played a script: one writes the word that the other said.

    Raises ``Unknown`` for no such script, ``BadInput`` when nobody else has that word today.
    """
    edition = current_edition()
    found = _lesson_of(edition, lesson, played=True)
    other = whose_word(user, found.id, word, at.date())
    if other is None:
        raise bad_input("nobody_else_has_word_today_for_practice", where=lesson)
    entry.about("lesson", lesson)
    entry.detail(beside=str(other))
    for one in (user.id, other):
        _done(one, lesson, edition, at)


def _case_of(edition: Edition, id: str) -> CaseFile:
    """A case file that counts as an exercise. Raises ``Unknown``."""
    listed = {case.id: case for case in exercises(edition)}
    if id not in listed:
        raise unknown("ejercicios", "exercises", id, listed, "cases")
    return listed[id]


@act("learning.answer", requires="learning.use")
def answer(*, actor: Actor, entry: Entry, user: User, case: str, step: str, given: Iterable[str]) -> Marked:
    """Keep the answer to one step of an exercise that counts, and give what follows.

    A step that was answered keeps its first answer. Raises ``Unknown`` for no such case or step,
    ``BadInput`` when nothing was chosen where one thing must be.
    """
    edition = current_edition()
    found = _case_of(edition, case)
    listed = steps(edition, found)
    by_id = {one.id: one for one in listed}
    if step not in by_id:
        raise unknown("pasos", "steps", step, by_id, case)
    attempt, _ = Attempt.objects.select_for_update().get_or_create(
        user=user,
        case=case,
        edition=edition.info.id,
        defaults={
            "id": uuid4(),
            "post": offices.post_of(actor),
            "space": found.space,
            "started_at": timezone.now(),
        },
    )
    entry.about("exercise", case)
    if step in attempt.answers:
        return mark(by_id[step], attempt.answers[step])
    marked = mark(by_id[step], given)
    if not by_id[step].many and len(marked.given) != 1:
        raise _nothing_chosen(step)
    attempt.answers[step] = sorted(marked.given)
    if step == "reading":
        attempt.reading = next(iter(marked.given))
    _close(attempt, listed)
    attempt.save()
    return marked


def _nothing_chosen(step: str) -> BadInput:
    return bad_input("an_answer_is_still_to_be_chosen", where=step)


def _close(attempt: Attempt, listed: tuple[Step, ...]) -> None:
    marks = [mark(one, attempt.answers[one.id]) for one in listed if one.id in attempt.answers]
    attempt.right, attempt.of = sum(m.right for m in marks), sum(m.of for m in marks)
    if len(marks) == len(listed) and attempt.finished_at is None:
        attempt.finished_at = timezone.now()


@act("learning.certify", requires="learning.use")
def certify(*, actor: Actor, entry: Entry, user: User, role: str, at: dt.datetime) -> Certificate:
    """Give the certificate of a role in the edition in force; it counts as training at the post.

    Raises ``BadInput`` when the role is not theirs or something is still to be done.
    """
    edition, post = current_edition(), offices.post_of(actor)
    how_far = mine(user).progress(edition, role, offices.day_at(post, at))
    if not actor.has_role(role) or not how_far.enough:
        raise bad_input("something_is_still_missing_for_this_certificate", where=role)
    made, new = Certificate.objects.get_or_create(
        user=user, role=role, edition=edition.info.id, defaults={"id": uuid4(), "post": post, "issued_at": at}
    )
    entry.about("certificate", made.id, post=post.code if post else None)
    if new and post is not None:
        record_training(
            actor=actor,
            post=post,
            user=user,
            trained=Trained(
                role=role,
                trained_on=day_at(post, at),
                reference=str(made.id),
                expires_on=edition.info.in_force_to,
            ),
            at=at,
        )
    return made
