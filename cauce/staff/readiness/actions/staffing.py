"""Who is called, who was trained in what, and that somebody attended to the self-care check."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from cauce.content.errors import BadInputs
from cauce.custody.journal.door import EFFECT, Entry, act
from cauce.protocol.editions.access import current_edition
from cauce.rules.permissions import Actor
from cauce.staff.offices.access import day_at, post_of
from cauce.staff.offices.actions import mark_deputy
from cauce.staff.offices.models import Post, User

from ..facts import STAFF, known_of
from ..models import FocalPoint, SelfCare, Training
from ._replan import hold
from ._shared import check_order, check_past, did, finish

bad_input = BadInputs(__file__)


def _check_here(post: Post, user: User, at: dt.datetime, where: str, role: str = "") -> None:
    known = known_of(current_edition(at), [post], at)[post.code]
    if any(one.user == str(user.id) and role in ("", one.role) for one in known.members):
        return
    raise bad_input("person_does_not_hold_role_at_post", where=where)


@act("readiness.name_focal_point", requires="readiness.lead", on="post")
def name_focal_point(
    *, actor: Actor, entry: Entry, post: Post, user: User, deputy: User, at: dt.datetime
) -> FocalPoint:
    """Name whom every window tells, and who stands in; the program calls that deputy from now on.

    BadInput when they are the same person, or one of them does not work here today.
    """
    if user.id == deputy.id:
        raise bad_input("focal_point_and_deputy_are_same_person", where="deputy")
    _check_here(post, user, at, "user")
    _check_here(post, deputy, at, "deputy")
    hold(post)
    day = day_at(post, at)
    FocalPoint.objects.filter(post=post, ended_on=None).update(ended_on=day)
    row = FocalPoint.objects.create(
        post=post, user=user, deputy=deputy, named_on=day, written_by=actor.user, written_at=at
    )
    mark_deputy(post=post, user=user, deputy=deputy)
    did(post, "focal_point_named", at, actor, at)
    entry.about("post", post.code)
    finish(post, at)
    return row


@dataclass(frozen=True)
class Trained:
    """In which role, on which day, what shows it, and until when it counts.

    ``expires_on`` None: after the parameter training-refresh.
    """

    role: str
    trained_on: dt.date
    reference: str = ""
    expires_on: dt.date | None = None


def _train(
    actor: Actor,
    entry: Entry,
    post: Post,
    user: User,
    trained: Trained,
    way: str,
    at: dt.datetime,
) -> Training:
    check_past(post, trained.trained_on, at, "trained_on")
    check_order(trained.trained_on, trained.expires_on, "expires_on")
    row = Training.objects.create(
        post=post,
        user=user,
        role=trained.role,
        trained_on=trained.trained_on,
        way=way,
        reference=trained.reference,
        expires_on=trained.expires_on,
        written_by=actor.user,
        written_at=at,
    )
    entry.about("user", user.id, post=post.code)
    entry.detail(role=trained.role, way=way)
    finish(post, at, completed="staff_trained")
    return row


@act("training.enter", requires="readiness.lead", on="post")
def enter_training(
    *,
    actor: Actor,
    entry: Entry,
    post: Post,
    user: User,
    trained: Trained,
    at: dt.datetime,
) -> Training:
    """Somebody of the post took part in a session, in one role. BadInput when they have not that
    role here."""
    _check_here(post, user, at, "user", trained.role)
    return _train(actor, entry, post, user, trained, "session", at)


@act("training.record", requires=EFFECT, on="post")
def record_training(
    *,
    actor: Actor,
    entry: Entry,
    post: Post,
    user: User,
    trained: Trained,
    at: dt.datetime,
) -> Training | None:
    """A certificate of the lessons counts as training; for the act that gives the certificate.

    Its ``reference`` names the certificate. None when the role is none of a post.
    """
    if trained.role not in STAFF:
        return None
    # Whoever gives the certificate may count days elsewhere; at the post it is never tomorrow.
    trained = replace(trained, trained_on=min(trained.trained_on, day_at(post, at)))
    return _train(actor, entry, post, user, trained, "certificate", at)


@act("selfcare.complete", requires="self")
def complete_self_care(*, actor: Actor, entry: Entry, at: dt.datetime) -> None:
    """Whoever acts attended to the self-care check that was offered: did it, or left it for another
    time. Only the day is kept; there is no way to hand over an answer.

    Raises BadInput for whoever works at no post.
    """
    post = post_of(actor)
    if post is None:
        raise bad_input("check_is_offered_to_whoever_works")
    SelfCare.objects.create(
        post=post, user_id=actor.user, on=day_at(post, at), written_by=actor.user, written_at=at
    )
    entry.about("post", post.code, post=post.code)
    finish(post, at, completed="self_care_completed")
