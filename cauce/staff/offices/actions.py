"""The only writes of posts, partners, people who sign in and their assignments."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX, make_password
from django.utils import timezone

from cauce.content.errors import BadInputs, unknown
from cauce.custody.journal.door import Entry, act, effect
from cauce.custody.journal.withdrawing import again, note
from cauce.rules.permissions import Actor
from cauce.staff.notices.actions import queue_each
from cauce.staff.offices.rules import Every, Trouble, turns_of

from . import access
from .access import day_at
from .access_duty import ANSWERING, hole_key
from .models import Assignment, DutyTurn, Incident, Partner, Post, User

bad_input = BadInputs(__file__)

HOLE_SUBJECT = "Revise los turnos / Look at the roster"
HOLE_BODY = (
    "Hay horas sin quien conteste, o con dos personas a la vez. Mírelo en Guardia. / "
    "There are hours without anybody to answer, or with two at once. See it under On call."
)


@act("offices.load_posts", requires="system.run")
def load_posts(*, actor: Actor, entry: Entry, rows: tuple[dict[str, str], ...]) -> int:
    """Make the table of posts equal to the catalogue of the edition; returns how many there are."""
    for row in rows:
        Post.objects.update_or_create(
            code=row["code"],
            defaults={
                "name": row["name"],
                "kind": row["type"],
                "city": row["city"],
                "state": row["state"],
                "time_zone": row["time_zone"],
                "latitude": float(row["lat"]) if row.get("lat") else None,
                "longitude": float(row["lon"]) if row.get("lon") else None,
            },
        )
    for row in rows:
        if row.get("signs_for"):
            Post.objects.filter(code=row["code"]).update(signs_here_id=row["signs_for"])
    entry.about("posts", "catalogue")
    entry.detail(posts=len(rows))
    return len(rows)


@act("offices.add_partner", requires="system.run")
def add_partner(
    *, actor: Actor, entry: Entry, name: str, kind: str = "provider", time_zone: str = ""
) -> Partner:
    """Register an organisation that will sign in; ``time_zone``: of an office in Mexico, "" for the
    capital's.
    """
    partner = Partner.objects.create(name=name, kind=kind, time_zone=time_zone)
    entry.about("partner", partner.id)
    return partner


@act("offices.add_user", requires="system.run")
def add_user(
    *,
    actor: Actor,
    entry: Entry,
    username: str,
    display_name: str,
    password: str | None = None,
    encoded: str = "",
    language: str = "es",
) -> User:
    """Register somebody who signs in; without a password they cannot until one is set.

    ``encoded`` is a password hashed before, for the demonstration's many accounts.
    """
    user = User(username=username, display_name=display_name, language=language)
    if encoded:
        user.password = encoded
    else:
        user.set_password(password)
    user.save(force_insert=True)
    entry.about("user", user.id)
    return user


@act("offices.assign", requires="system.run")
def assign(
    *,
    actor: Actor,
    entry: Entry,
    user: User,
    role: str,
    post: Post | None = None,
    partner: Partner | None = None,
    starts_on: dt.date | None = None,
    deputy: bool = False,
) -> Assignment:
    """Give a role at a post or for a partner, from a date (None: today, where the post is)."""
    assignment = Assignment.objects.create(
        user=user,
        role=role,
        post=post,
        partner=partner,
        deputy=deputy,
        starts_on=starts_on or day_at(post, timezone.now()),
    )
    entry.about("user", user.id, post=post.code if post else None)
    entry.detail(role=role)
    return assignment


@act("offices.choose_language", requires="self")
def choose_language(*, actor: Actor, entry: Entry, user: User, language: str) -> None:
    """Remember the language in which somebody wants the pages."""
    User.objects.filter(id=user.id).update(language=language)
    entry.about("user", user.id)


@act("offices.say_second_person", requires="system.run", on="post")
def say_second_person(*, actor: Actor, entry: Entry, post: Post, lacks: bool) -> None:
    """Say whether a post has nobody who could sign second, so that its neighbour does."""
    post.lacks_second = lacks
    post.save(update_fields=["lacks_second"])
    entry.about("post", post.code, post=post.code)
    entry.detail(lacks=lacks)


@effect
def close_to(user: User, ids: list[str]) -> None:
    """From now on these ids are closed to this person, and no others; the act holds the account."""
    User.objects.filter(id=user.id).update(closed=ids)


@effect
def open_incident(*, post: Post, kind: str, about: object, at: dt.datetime, by: str) -> Incident:
    """Something went wrong at a post: it stays open until somebody says how it ended."""
    return Incident.objects.create(post=post, kind=kind, about=str(about), opened_at=at, opened_by=by)


@act("incident.close", requires="incident.close", on="incident")
def close_incident(*, actor: Actor, entry: Entry, incident: Incident, outcome: str, at: dt.datetime) -> None:
    """Say how an incident ended; closed twice, the first answer stands. Raises ``Unknown``."""
    possible = [code for code, _ in Incident.OUTCOMES if code]
    if outcome not in possible:
        raise unknown("desenlaces", "outcomes", outcome, possible)
    entry.about("incident", incident.id, post=incident.post_id)
    if incident.closed_at is None:
        incident.closed_at, incident.closed_by, incident.outcome = at, actor.user, outcome
        incident.save(update_fields=["closed_at", "closed_by", "outcome"])
    entry.detail(outcome=incident.outcome)


@effect
def mark_deputy(*, post: Post, user: User, deputy: User) -> None:
    """From now on the deputy of a post is called when nobody acknowledges, and the other is not."""
    here = Assignment.objects.filter(post=post)
    here.filter(user=user).update(deputy=False)
    here.filter(user=deputy).update(deputy=True)


@effect
def register(*, username: str, display_name: str, language: str) -> User:
    """An account that has no role and no way in yet: others give it both."""
    user = User(username=username, display_name=display_name, language=language)
    user.set_unusable_password()
    user.save(force_insert=True)
    return user


@effect
def give_role(
    *,
    user: User,
    role: str,
    post: Post | None,
    partner: Partner | None,
    starts_on: dt.date,
    ends_on: dt.date | None,
) -> Assignment:
    """A role, once two people agreed; an account that was closed opens again."""
    if not user.is_active:
        user.is_active = True
        user.save(update_fields=["is_active"])
    return Assignment.objects.create(
        user=user, role=role, post=post, partner=partner, starts_on=starts_on, ends_on=ends_on
    )


@effect
def end_role(*, assignment: Assignment, at: dt.datetime, by: str) -> None:
    """The role is over from this instant."""
    today = day_at(assignment.post, at)
    assignment.ended_at, assignment.ended_by = at, by
    assignment.ends_on = min(assignment.ends_on or today, today)
    assignment.save(update_fields=["ended_at", "ended_by", "ends_on"])
    note("role", assignment.pk, user=str(assignment.user_id), by=by)


@again("role")
def _end_roles_again(ids: tuple[str, ...], at: dt.datetime, user: str, by: str) -> int:
    rows = list(Assignment.objects.filter(pk__in=ids, user=user, ended_at=None).select_related("post"))
    for row in rows:
        end_role(assignment=row, at=at, by=by)
    return len(rows)


@effect
def close_account(*, user: User) -> None:
    """Nobody signs in with it any more; what it did keeps its name."""
    user.is_active = False
    user.set_unusable_password()
    user.save(update_fields=["is_active", "password"])
    note("user", user.id)


@again("user")
def _close_accounts_again(ids: tuple[str, ...], at: dt.datetime) -> int:
    found = list(User.objects.filter(id__in=ids, is_active=True))
    for user in found:
        close_account(user=user)
    return len(found)


@effect
def keep_password(*, user: User, encoded: str) -> None:
    """Keep a password that was hashed before; every session that rested on the old one is over."""
    User.objects.filter(id=user.id).update(password=encoded)
    note("password", user.id)


@again("password")
def _forget_passwords_again(ids: tuple[str, ...], at: dt.datetime) -> int:
    """The new one is nowhere any more: nobody signs in with the one that it replaced."""
    nothing = User.objects.filter(id__in=ids).exclude(password__startswith=UNUSABLE_PASSWORD_PREFIX)
    return nothing.update(password=make_password(None))


@effect
def set_active(*, user: User, active: bool) -> None:
    """Whether somebody may sign in and is counted among those who work here."""
    User.objects.filter(id=user.id).update(is_active=active)


def _check_people(post: Post, first: str, second: str) -> None:
    """Raises ``Unknown`` for whoever may not answer there, ``BadInput`` for the same person twice."""
    may = {str(one.id) for one in access.staff(post.code, *ANSWERING)}
    for field, id in (("first", first), ("second", second)):
        if id not in may and (id or field == "first"):
            raise unknown("personas de este consulado", "people of this post", id, may, where=field)
    if first == second:
        raise bad_input("the_second_person_is_the_first_one", where="second")


@dataclass(frozen=True)
class Turns:
    """One turn, or one like it each day or week up to a day; of the wall clock there."""

    start: dt.datetime
    end: dt.datetime
    every: Every
    until: dt.date


@act("duty.plan", requires="duty.plan", on="post")
def plan_duty(
    *,
    actor: Actor,
    entry: Entry,
    post: Post,
    turns: Turns,
    first: str,
    second: str,
    at: dt.datetime,
) -> list[DutyTurn]:
    """Write turns of a post: one, or one like it each day or week up to a day. ``first``, ``second``: ids
    of users ("": no second). ``start`` and ``end`` are of the wall clock there.

    A hole or an overlap is no reason to refuse: it is seen and told. Raises ``BadInput``, ``Unknown``.
    """
    _check_people(post, first, second)
    pairs = turns_of(turns.start, turns.end, turns.every, turns.until, access.zone(post.code))
    made = [
        DutyTurn(
            post=post,
            starts_at=one,
            ends_at=other,
            first_id=first,
            second_id=second or None,
            made_at=at,
            made_by=actor.user,
        )
        for one, other in pairs
    ]
    DutyTurn.objects.bulk_create(made)
    entry.about("post", post.code, post=post.code)
    entry.detail(turns=len(made), every=turns.every)
    return made


@act("duty.swap", requires="duty.swap", on="turn")
def swap_duty(
    *, actor: Actor, entry: Entry, turn: DutyTurn, first: str, second: str, at: dt.datetime
) -> DutyTurn | None:
    """Somebody else takes a turn, or (``first`` "") nobody does. The old row stays as it was.

    None: it was taken away. Raises ``BadInput`` for a turn that is over or changed already, ``Unknown``.
    """
    if turn.gone_at is not None or turn.ends_at <= at:
        raise bad_input("that_turn_is_over", where="turn")
    if first:
        _check_people(turn.post, first, second)
    turn.gone_at, turn.gone_by = at, actor.user
    turn.save(update_fields=["gone_at", "gone_by"])
    entry.about("duty", turn.id, post=turn.post_id)
    entry.detail(taken_away=not first)
    if not first:
        return None
    return DutyTurn.objects.create(
        post=turn.post,
        starts_at=turn.starts_at,
        ends_at=turn.ends_at,
        first_id=first,
        second_id=second or None,
        made_at=at,
        made_by=actor.user,
    )


@act("duty.tell", requires="system.run", on="post")
def tell_holes(*, actor: Actor, entry: Entry, post: Post, found: Iterable[Trouble], at: dt.datetime) -> int:
    """Whoever leads the post is told of holes and overlaps to come, each once; how many were new."""
    people = access.staff(post.code, "head_of_post") or access.staff(post.code, "protection_consul")
    people = people or access.holders("headquarters", at=at)
    new = sum(
        queue_each(people, key=hole_key(post, one), about=None, subject=HOLE_SUBJECT, body=HOLE_BODY, at=at)
        for one in found
    )
    entry.about("post", post.code, post=post.code)
    entry.detail(told=new)
    return new
