"""The only look-ups of learning: one's own, and figures about posts that name nobody."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from cauce.content.loader import Edition, parameter_on
from cauce.custody.journal.door import check_may
from cauce.custody.journal.look_up import of_id
from cauce.protocol.editions.access import current_edition
from cauce.rules.agreement import Agreement, cohen, fleiss, with_reference
from cauce.rules.permissions import Actor, Scope
from cauce.staff.offices.models import User

from .course import Progress, progress
from .models import Attempt, Certificate, LessonDone
from .shared_word import days_back, heard, word_of

RATERS = "agreement-raters"


@dataclass(frozen=True, slots=True)
class Mine:
    """What one person has done in an edition."""

    lessons: frozenset[str]
    attempts: dict[str, Attempt]
    certificates: tuple[Certificate, ...]  # of any edition, newest first

    def progress(self, edition: Edition, role: str, on: dt.date) -> Progress:
        finished = [one for one in self.attempts.values() if one.finished_at]
        return progress(edition, role, on, self.lessons, [(one.right, one.of) for one in finished])

    def with_reference(self, edition: Edition) -> Agreement:
        """How far this person reads the stories as the reference does; for their own eyes alone."""
        known = [
            (one.reading, edition.cases[one.case].reading)
            for one in self.attempts.values()
            if one.reading and one.case in edition.cases
        ]
        return cohen([(given, reference) for given, reference in known if reference is not None])


def mine(user: User) -> Mine:
    """Everything that whoever asks has done themselves."""
    edition = current_edition().info.id
    return Mine(
        frozenset(LessonDone.objects.filter(user=user, edition=edition).values_list("lesson", flat=True)),
        {one.case: one for one in Attempt.objects.filter(user=user, edition=edition)},
        tuple(Certificate.objects.filter(user=user).order_by("-issued_at")),
    )


def own_word(user: User, lesson: str, on: dt.date) -> str:
    """What whoever asks says aloud to the colleague with whom they played."""
    return word_of(user.id, lesson, current_edition().info.id, on)


def whose_word(user: User, lesson: str, word: str, on: dt.date) -> UUID | None:
    """Who else on the staff has that word for the lesson; None: nobody. Nobody's own word counts for them."""
    wanted, edition = heard(word), current_edition().info.id
    others = User.objects.filter(is_active=True).exclude(id=user.id).values_list("id", flat=True)
    return next(
        (
            other
            for other in others
            for day in days_back(on)
            if word_of(other, lesson, edition, day) == wanted
        ),
        None,
    )


def own_certificate(user: User, id: UUID | str) -> Certificate:
    """A certificate of whoever asks. Raises ``Absent``."""
    return of_id(Certificate.objects.select_related("user", "post").filter(user=user), id)


def holds(certificate: Certificate) -> bool:
    """Whether it is of the edition in force."""
    return certificate.edition == current_edition().info.id


def certificates_of(actor: Actor, post: str) -> list[Certificate]:
    """Who of a post holds a certificate of the edition in force. Raises ``Absent``."""
    check_may(actor, "learning.see", Scope(post=post))
    edition = current_edition().info.id
    rows = Certificate.objects.select_related("user").filter(post=post, edition=edition)
    return list(rows.order_by("role", "issued_at"))


def certificate_counts(actor: Actor) -> dict[str, int]:
    """How many certificates of the edition in force each post has. Raises ``Absent``."""
    check_may(actor, "learning.see_network")
    edition = current_edition().info.id
    rows = Certificate.objects.filter(edition=edition, post__isnull=False)
    return dict(Counter(rows.values_list("post_id", flat=True)))


@dataclass(frozen=True, slots=True)
class Judgement:
    """How alike the people of one group read. Both None: too few read, so nothing is shown."""

    name: str  # code of a post, id of a space, or '' for all
    raters: int
    stories: int
    among: Agreement | None
    with_reference: Agreement | None


def judgements(actor: Actor, on: dt.date, *, post: str | None = None) -> dict[str, list[Judgement]]:
    """Agreement of readings in the edition in force: of all, by space and, for the network, by post.

    ``post``: only its own people. Only finished readings count, the first of each person, up to the
    month before ``on``: a figure that moved with each reading would tell who read what. Stories and
    groups with fewer people than the parameter say nothing. Raises ``Absent``.
    """
    edition = current_edition()
    if post:
        check_may(actor, "learning.see", Scope(post=post))
    else:
        check_may(actor, "learning.see_network")
    begins = dt.datetime.combine(on.replace(day=1), dt.time(), dt.UTC)
    rows = Attempt.objects.filter(edition=edition.info.id, finished_at__lt=begins)
    rows = rows.exclude(reading="")
    if post:
        rows = rows.filter(post=post)
    read = list(rows.values_list("post_id", "space", "user_id", "case", "reading"))
    least = parameter_on(edition, RATERS, on).value
    by_space = {space for _, space, *_ in read}
    found = {
        "all": [_judged(edition, "", read, least)],
        "spaces": [
            _judged(edition, space, [one for one in read if one[1] == space], least)
            for space in sorted(by_space)
        ],
    }
    if not post:
        posts = sorted({one[0] for one in read if one[0]})
        found["posts"] = [
            _judged(edition, code, [one for one in read if one[0] == code], least) for code in posts
        ]
    return found


def _judged(edition: Edition, name: str, read: Iterable[tuple], least: int) -> Judgement:
    rows = list(read)
    people = {one[2] for one in rows}
    all_stories: dict[str, Counter] = {}
    for _, _, _, case, reading in rows:
        all_stories.setdefault(case, Counter())[reading] += 1
    stories = {case: n for case, n in all_stories.items() if n.total() >= least}
    if len(people) < least or not stories:
        return Judgement(name, len(people), len(stories), None, None)
    known = [
        (edition.cases[case].reading, answers)
        for case, answers in sorted(stories.items())
        if case in edition.cases and edition.cases[case].reading is not None
    ]
    among = fleiss(list(stories.values()))
    return Judgement(name, len(people), len(stories), among, with_reference(known))
