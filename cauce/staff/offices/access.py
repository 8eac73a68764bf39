"""The only look-ups of posts, staff and assignments."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from operator import attrgetter
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import F, Q, QuerySet
from django.db.models.expressions import Combinable
from django.utils import timezone

from cauce.custody.journal.door import as_id, check_may
from cauce.custody.journal.look_up import among, look_up
from cauce.rules.pathway.planner import HEADQUARTERS_ZONE
from cauce.rules.permissions import Actor, Grant, Scope, permits

from .access_parties import open_to as open_to
from .models import NETWORK, Assignment, Incident, Partner, Post, User
from .naming import people, people_named

EVERYWHERE = Scope(post=NETWORK)  # what only somebody of the whole network may do


def _in_force(at: dt.datetime) -> Q:
    on = day_at(None, at)
    return (
        Q(starts_on__lte=on)
        & (Q(ends_on__isnull=True) | Q(ends_on__gte=on))
        & (Q(ended_at__isnull=True) | Q(ended_at__gt=at))
    )


def day_at(post: Post | None, at: dt.datetime) -> dt.date:
    """The date at this instant where a post is; None: at headquarters."""
    return at.astimezone(ZoneInfo(post.time_zone if post else HEADQUARTERS_ZONE)).date()


def actor_for(user: User, at: dt.datetime | None = None) -> Actor:
    """The actor a user is at this instant: every assignment in force on the post's own
    day, none if inactive."""
    return at_desk(user, at)[0]


def account(user_id: UUID, unseen: Combinable | None = None) -> User | None:
    """The account of somebody at the door, with what it is assigned to in the same question: each page
    asks it. ``at_desk`` takes that once; whoever asks later is told afresh. ``unseen``: how their notices
    are counted beside it; None: not at all. None: no such account."""
    rows = Assignment.objects.filter(user_id=user_id).select_related("user", "post").order_by()
    if unseen is not None:
        rows = rows.annotate(unseen=unseen)
    # Put in order here: Django takes longer to write an order of one column than to read a few rows.
    assigned = sorted(rows, key=attrgetter("id"))
    if not assigned:
        return User.objects.filter(id=user_id).first()
    user: User = assigned[0].user
    user.assigned = assigned
    user.unseen = (assigned[0].unseen or 0) if unseen is not None else None
    return user


def at_desk(user: User, at: dt.datetime | None = None) -> tuple[Actor, Post | None]:
    """The actor a user is at this instant, and the first post they work at; None: at none."""
    if not user.is_active:
        return Actor(str(user.id)), None
    at = at or timezone.now()
    rows, user.assigned = user.assigned, None
    if rows is None:
        rows = Assignment.objects.filter(user=user).select_related("post").order_by("id")
    held = [row for row in rows if holds(row, at)]
    grants = tuple(
        Grant(row.role, row.post_id, str(row.partner_id) if row.partner_id else None) for row in held
    )
    posts = {row.post_id: row.post for row in held if row.post_id}
    actor = Actor(str(user.id), grants, user.language, closed=frozenset(user.closed))
    return actor, posts[min(posts)] if posts else None


def still(actor: Actor, at: dt.datetime | None = None) -> Actor:
    """The same person as the database knows them at this instant, whatever a page remembers.

    Without any role when there is no such account, or it is not active.
    """
    try:
        found = User.objects.filter(id=UUID(actor.user)).first()
    except ValueError:  # what acts without being a person has no account
        return Actor(actor.user)
    return actor_for(found, at) if found else Actor(actor.user)


def post(code: str) -> Post:
    """The post of this code. Raises ``Post.DoesNotExist``."""
    return Post.objects.get(code=code)


def post_coded(code: str) -> Post | None:
    """The post of this code; None: '' or none."""
    return Post.objects.filter(code=code).first() if code else None


def of_a_post(user_id: str) -> QuerySet[Assignment]:
    """Every role of this account at a post, whenever; none for what is no account."""
    rows = Assignment.objects.filter(post__isnull=False)
    try:
        return rows.filter(user_id=UUID(user_id))
    except ValueError:
        return rows.none()


def ever_held(user_id: str, *roles: str) -> QuerySet[Assignment]:
    """Every one of these roles that this account has, had or will have; none for what is no account."""
    rows = Assignment.objects.filter(role__in=roles)
    try:
        return rows.filter(user_id=UUID(user_id))
    except ValueError:
        return rows.none()


def post_of(actor: Actor) -> Post | None:
    """The post whose desk somebody sits at; None for whoever works for the whole network."""
    code = min(actor.posts, default=None)
    return Post.objects.filter(code=code).first() if code else None


def posts() -> list[Post]:
    """All posts, by name."""
    return list(Post.objects.order_by("name"))


def zone(code: str) -> ZoneInfo:
    """The time zone of a post."""
    return ZoneInfo(Post.objects.values_list("time_zone", flat=True).get(code=code))


def staff(post_code: str, *roles: str, case: UUID | None = None, deputies: bool | None = None) -> list[User]:
    """Active people with one of these roles today, by the post's own day; ``deputies`` True: only
    deputies. ``case``: what they are wanted for, so that no party to it is among them."""
    rows = Assignment.objects.filter(post_id=post_code, role__in=roles, user__is_active=True)
    if deputies is not None:
        rows = rows.filter(deputy=deputies)
    now = timezone.now()
    held = [row.user for row in rows.select_related("post", "user") if holds(row, now)]
    found = set(open_to(held, case) if case else held)
    return sorted(found, key=lambda user: user.display_name)


def began_at(user_id: str, post_code: str) -> dt.date | None:
    """The day somebody began to work at a post, by their earliest role there; None: they have none."""
    rows = Assignment.objects.filter(user_id=as_id(user_id), post_id=post_code)
    return rows.order_by("starts_on").values_list("starts_on", flat=True).first()


def how_many(post_codes: Iterable[str], *roles: str) -> dict[str, int]:
    """How many active people with one of these roles each post has today; one question for all."""
    rows = Assignment.objects.filter(post_id__in=post_codes, role__in=roles, user__is_active=True)
    now, found = timezone.now(), {code: set[UUID]() for code in post_codes}
    for row in rows.select_related("post"):
        if holds(row, now):
            found[row.post_id or ""].add(row.user_id)
    return {code: len(users) for code, users in found.items()}


def second_elsewhere(post_code: str, *roles: str, without: Iterable[str]) -> tuple[Post, list[User]] | None:
    """The post along the named neighbours where somebody with one of the roles can look instead of
    this one, and who; ``without``: ids of users who may not. None: nobody along that way can."""
    left = set(without)
    for here in _neighbours(post_code):
        if found := [user for user in staff(here.code, *roles) if str(user.id) not in left]:
            return here, found
    return None


def elsewhere(post_code: str, *roles: str) -> list[User]:
    """Everybody with one of these roles at any post along the named neighbours, the nearest first."""
    found = [user for here in _neighbours(post_code) for user in staff(here.code, *roles)]
    return list(dict.fromkeys(found))


def _neighbours(post_code: str) -> Iterator[Post]:
    """Whoever signs for a post, whoever signs for that one, and so on; each once."""
    seen, here = {post_code}, post(post_code).signs_here
    while here is not None and here.code not in seen:
        yield here
        seen.add(here.code)
        here = here.signs_here


def holders(*roles: str, at: dt.datetime | None = None) -> list[User]:
    """Active people who hold one of these roles for the whole network today."""
    rows = Assignment.objects.filter(
        _in_force(at or timezone.now()), role__in=roles, post=None, partner=None, user__is_active=True
    )
    return list(User.objects.filter(id__in=rows.values("user_id")).order_by("display_name"))


def holds(row: Assignment, at: dt.datetime) -> bool:
    """Whether the role is in force at this instant, on the post's own day."""
    if row.ended_at is not None and row.ended_at <= at:
        return False
    return row.starts_on <= day_at(row.post, at) <= (row.ends_on or dt.date.max)


def still_to_come(row: Assignment, at: dt.datetime) -> bool:
    """Whether the role is in force or will be."""
    ended = row.ended_at is not None and row.ended_at <= at
    return not ended and day_at(row.post, at) <= (row.ends_on or dt.date.max)


def actor_of(user_id: str) -> Actor:
    """What somebody may do now, by their id: nothing for who left, or for nobody's id."""
    with contextlib.suppress(ValueError):
        if user := User.objects.filter(id=UUID(user_id)).first():
            return actor_for(user)
    return Actor(user_id)


def names_of(user_ids: Iterable[str]) -> dict[str, str]:
    """Display names by user id, for the pages that say who did what; unknown ids are left out."""
    return {str(id): name for id, name in people_named(user_ids)}


def users(ids: set[UUID]) -> list[User]:
    """The accounts of these ids, by name; unknown ones are left out."""
    return list(User.objects.filter(id__in=ids).order_by("display_name"))


def roles_of(user_ids: set[str]) -> dict[str, tuple[Grant, ...]]:
    """The roles of these accounts, those of today first and older ones after; unknown ids left out."""
    found: dict[str, tuple[Grant, ...]] = {}
    for row in Assignment.objects.filter(user_id__in=people(user_ids)).order_by("-starts_on", "-id"):
        grant = Grant(row.role, row.post_id, str(row.partner_id) if row.partner_id else None)
        found[str(row.user_id)] = (*found.get(str(row.user_id), ()), grant)
    return found


@dataclass(frozen=True)
class Known:
    """Somebody as a page names them: the role of today, or the last one, and where it is or was."""

    name: str
    role: str
    post: str
    partner: str


def known_as(user_ids: set[str]) -> dict[str, Known]:
    """Name, role and place of these accounts, in one question; unknown ids left out."""
    ids = set()
    for id in user_ids:
        with contextlib.suppress(ValueError):
            ids.add(UUID(id))
    rows = User.objects.filter(id__in=ids).order_by(
        F("assignments__starts_on").desc(nulls_last=True),
        F("assignments__id").desc(nulls_last=True),
    )
    known = rows.values_list(
        "id",
        "display_name",
        "assignments__role",
        "assignments__post__name",
        "assignments__partner__name",
    )
    found: dict[str, Known] = {}
    for id, name, *held in known:
        role, post, partner = (text or "" for text in held)
        found.setdefault(str(id), Known(name, role, post, partner))
    return found


def find_staff(actor: Actor, text: str, most: int = 20) -> list[User]:
    """Accounts whose name or user name holds the text, for whoever reads the journal."""
    check_may(actor, "journal.read")
    if not text.strip():
        return []
    rows = User.objects.filter(Q(display_name__icontains=text) | Q(username__icontains=text))
    return list(rows.order_by("display_name")[:most])


def partner_names(ids: set[str]) -> dict[str, str]:
    """Names of partner organisations by id."""
    return {str(id): name for id, name in partners_named(ids)}


def partners_named(ids: Iterable[str | UUID]) -> QuerySet[Partner, tuple[UUID, str]]:
    """Id and name of partner organisations, alone or beside those of another table."""
    return Partner.objects.filter(id__in=ids).values_list("id", "name")


def partner_staff(partner_id: UUID) -> list[User]:
    """Active people who answer for a partner today."""
    return staff_of_partners([partner_id]).get(partner_id, [])


def staff_of_partners(partner_ids: Iterable[UUID]) -> dict[UUID, list[User]]:
    """Who answers today for each of many partners, by name; a partner without anybody is not in it."""
    rows = (
        Assignment.objects.filter(
            _in_force(timezone.now()), partner_id__in=set(partner_ids), user__is_active=True
        )
        .select_related("user")
        .order_by("user__display_name")
    )
    found: dict[UUID, dict[UUID, User]] = {}
    for row in rows:
        found.setdefault(row.partner_id, {}).setdefault(row.user_id, row.user)
    return {partner: list(users.values()) for partner, users in found.items()}


def partner(id: UUID) -> Partner:
    """The partner organisation. Raises ``Partner.DoesNotExist``."""
    return Partner.objects.get(id=id)


def accounts(actor: Actor, at: dt.datetime) -> list[tuple[User, list[Assignment]]]:
    """Accounts that the actor looks after, each with its roles now or to come, by name.

    For whoever leads a post: those with a role there, and those that have no role yet. Raises
    ``Absent``.
    """
    check_may(actor, "account.see")
    roles: dict[UUID, list[Assignment]] = {}
    for row in Assignment.objects.select_related("post", "partner").order_by("id"):
        if still_to_come(row, at):
            roles.setdefault(row.user_id, []).append(row)
    found = []
    for user in User.objects.order_by("display_name"):
        held = roles.get(user.id, [])
        seen = [row for row in held if permits(actor, "account.see", row.scope).allowed]
        everywhere = permits(actor, "account.see", EVERYWHERE).allowed
        if everywhere or seen or (not held and user.is_active):
            found.append((user, held if everywhere else seen))
    return found


def account_for(actor: Actor, user_id: UUID | str) -> tuple[User, list[Assignment], bool]:
    """One account, the roles of it that the actor looks after, newest first, and whether it opens something
    elsewhere.

    Whoever leads a post learns of somebody who moves there the name, and not what it opens elsewhere.
    Raises ``Absent``.
    """
    check_may(actor, "account.see", about=("user", user_id))
    found = among(User.objects, actor, user_id, "account.see", "user")
    rows = list(
        Assignment.objects.filter(user=found).select_related("post", "partner").order_by("-starts_on", "-id")
    )
    if permits(actor, "account.see", EVERYWHERE).allowed:
        return found, rows, False
    seen = [row for row in rows if permits(actor, "account.see", row.scope).allowed]
    at = timezone.now()
    return found, seen, any(still_to_come(row, at) for row in rows if row not in seen)


def account_named(actor: Actor, username: str) -> User | None:
    """The account of exactly this user name, for whoever proposes a role to somebody who moves."""
    check_may(actor, "account.see")
    return User.objects.filter(username=username.strip().lower()).first()


def assignment(id: object) -> Assignment | None:
    """The assignment of this number; None: there is none."""
    return Assignment.objects.filter(id=id).first() if isinstance(id, int) else None


def partners() -> list[Partner]:
    """All partner organisations, by name."""
    return list(Partner.objects.order_by("name"))


def partners_of_kind(*kinds: str) -> list[Partner]:
    """Partner organisations of these kinds, by name."""
    return list(Partner.objects.filter(kind__in=kinds).order_by("name"))


def incidents(actor: Actor) -> list[Incident]:
    """Incidents of the actor's posts, or of all for headquarters: open first. Raises ``Absent``."""
    check_may(actor, "incident.read")
    found = Incident.objects.select_related("post").order_by("-opened_at")
    rows = [one for one in found if permits(actor, "incident.read", one.scope).allowed]
    return sorted(rows, key=lambda one: one.closed_at is not None)


def incident_for(actor: Actor, incident_id: UUID | str) -> Incident:
    """One incident. Raises ``Absent``."""
    return look_up(Incident.objects.select_related("post"), actor, incident_id, "incident.read", "incident")
