"""The only look-ups of keys, codes and sessions: who somebody is."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q
from django.db.models.functions import Coalesce
from django.utils import timezone

from cauce.content.errors import CauceError
from cauce.custody.journal.door import Absent, check_may, record_read, record_refusal
from cauce.custody.journal.look_up import among
from cauce.rules.permissions import Actor, Scope, permits
from cauce.rules.signin import UNUSED, ways_of
from cauce.staff.offices import access as offices
from cauce.staff.offices.models import Assignment, User

from .models import Account, App, Device, Invitation, Key, Outside, PrintedCode, SignIn


class TooLate(CauceError):
    """The console has let in the first people; from then on it takes two."""

    id = "too_late"


RECOVER = "recovery.propose"


@dataclass(frozen=True, slots=True)
class Factors:
    """What somebody can sign in with besides the password. ``app`` None: no app."""

    keys: list[Key]
    app: App | None
    codes_left: int


def user_called(username: str) -> User | None:
    """Whoever has this user name, active or not; None: nobody."""
    return User.objects.filter(username=username).first()


def user_with(id: str) -> User | None:
    """The user of this id; None: there is none."""
    try:
        return User.objects.filter(id=UUID(str(id))).first()
    except ValueError:
        return None


def account_of(user: User) -> Account | None:
    """What is known of an account; None: nothing yet."""
    return Account.objects.filter(user=user).first()


def factors_of(user: User) -> Factors:
    """Everything somebody can sign in with besides the password."""
    return Factors(
        list(Key.objects.filter(user=user).order_by("made_at")),
        App.objects.filter(user=user).first(),
        PrintedCode.objects.filter(user=user, used_at__isnull=True).count(),
    )


def roles_of(actor: Actor) -> tuple[str, ...]:
    """The roles somebody holds now, each once, in order."""
    return tuple(sorted({grant.role for grant in actor.grants}))


def key_called(credential_id: bytes) -> Key | None:
    """The key of this id; None: none of ours."""
    return Key.objects.select_related("user").filter(credential_id=credential_id).first()


def key_for(actor: Actor, key_id: UUID | str) -> Key:
    """One of one's own keys. Raises ``Absent``."""
    return among(Key.objects.filter(user_id=actor.user), actor, key_id, "key.read", "key")


def sign_ins_of(actor: Actor) -> list[SignIn]:
    """One's own sessions that are open, the last used first."""
    rows = SignIn.objects.filter(user_id=actor.user, ended_at__isnull=True)
    return list(rows.order_by("-seen_at"))


def sign_in_for(actor: Actor, sign_in_id: UUID | str) -> SignIn:
    """One of one's own sessions. Raises ``Absent``."""
    return among(SignIn.objects.filter(user_id=actor.user), actor, sign_in_id, "session.read", "session")


def knows_device(user: User, device: str) -> bool:
    """Whether somebody signed in before in this browser."""
    return bool(device) and Device.objects.filter(user=user, digest=device).exists()


def invitation_of(user: User, digest: str, at: dt.datetime) -> Invitation | None:
    """The invitation with this code that still holds; None: there is none."""
    return Invitation.objects.filter(
        user=user, digest=digest, used_at__isnull=True, expires_at__gt=at
    ).first()


def invitation_with(id: str, at: dt.datetime) -> Invitation | None:
    """The invitation of this id while it holds; None: used, over, or none."""
    return (
        Invitation.objects.select_related("user")
        .filter(id=id, used_at__isnull=True, expires_at__gt=at, user__is_active=True)
        .first()
    )


def outside_of(issuer: str, subject: str) -> Outside | None:
    """Whose name at the ministry this is, if the owner confirmed it; None: nobody's."""
    return (
        Outside.objects.select_related("user")
        .filter(issuer=issuer, subject=subject, confirmed_at__isnull=False)
        .first()
    )


def outside_for(actor: Actor, outside_id: UUID | str) -> Outside:
    """One of one's own names at the ministry. Raises ``Absent``."""
    return among(Outside.objects.filter(user_id=actor.user), actor, outside_id, "outside.read", "outside")


def outsides_of(actor: Actor) -> list[Outside]:
    """One's own names at the ministry, those to be confirmed included."""
    return list(Outside.objects.filter(user_id=actor.user).order_by("made_at"))


def scope_of(user: User) -> Scope:
    """Whose an account is: the post where somebody works, else nobody's but the network's."""
    rows = Assignment.objects.filter(user=user)
    yesterday = offices.day_at(None, timezone.now()) - dt.timedelta(days=1)
    # Whoever moved belongs where they work now; whoever left, where they worked.
    now = rows.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=yesterday))
    posts = set((now if now.exists() else rows).values_list("post_id", flat=True))
    return Scope(post=posts.pop() if len(posts) == 1 and None not in posts else "network")


def account_for(actor: Actor, username: str) -> User:
    """Somebody whom the actor may help to sign in again. Raises ``Absent``, also for nobody."""
    found = user_called(username)
    if found is None:
        record_refusal(actor, RECOVER)
        raise Absent()
    check_may(actor, RECOVER, scope_of(found), about=("user", found.id))
    return found


def may_help(actor: Actor) -> bool:
    """Whether somebody may help others to sign in again at all."""
    return permits(actor, RECOVER).allowed


def post_of(user: User) -> str | None:
    """The only post of somebody, where what concerns the account is decided; None: the network."""
    code = scope_of(user).post
    return None if code == "network" else code


@dataclass(frozen=True, slots=True)
class Colleague:
    """An account as whoever helps sees it. ``account`` None: nothing is known of it yet."""

    user: User
    account: Account | None
    keys: int


def colleagues(actor: Actor) -> list[Colleague]:
    """The people of the actor's posts whose accounts the actor may help, by name. Raises ``Absent``."""
    check_may(actor, RECOVER)
    rows = User.objects.filter(assignments__post__in=actor.posts).distinct()
    found = [
        Colleague(user, account_of(user), Key.objects.filter(user=user).count())
        for user in rows.order_by("display_name")
        if permits(actor, RECOVER, scope_of(user)).allowed
    ]
    record_read(actor, "account.list", about=("accounts", ""), post=min(actor.posts, default=None))
    return found


def unwatched() -> list[User]:
    """Active people of whose account nothing is known yet."""
    return list(User.objects.filter(is_active=True, account__isnull=True).order_by("id"))


def resting(at: dt.datetime) -> list[tuple[Account, str]]:
    """Accounts to suspend, and why: unused for too long, or their person left everything."""
    roles = Assignment.objects.filter(user=OuterRef("user"))
    # A day more than the last: it ends when it has ended in every time zone.
    yesterday = offices.day_at(None, at) - dt.timedelta(days=1)
    ahead = roles.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=yesterday))
    rows = Account.objects.filter(suspended_at__isnull=True, user__is_active=True).annotate(
        last=Coalesce("used_at", "made_at"), had=Exists(roles), has=Exists(ahead)
    )
    unused = Q(last__lt=at - UNUSED)
    found = rows.filter(unused | Q(had=True, has=False)).select_related("user")
    return [(one, "unused" if one.last < at - UNUSED else "left") for one in found.order_by("pk")]


def privileged_with_key() -> int:
    """How many people of administration have a key: with two, nobody is let in by hand any more."""
    rows = Assignment.objects.filter(role="administrator", user__is_active=True)
    now = timezone.now()
    held = {row.user_id for row in rows if row.starts_on <= offices.day_at(None, now)}
    return Key.objects.filter(user_id__in=held).values("user_id").distinct().count()


@dataclass(frozen=True, slots=True)
class Listed:
    """An account as the console lists it. ``used_at`` None: never."""

    user: User
    suspended: bool
    keys: int
    used_at: dt.datetime | None


def every_account() -> list[Listed]:
    """Every account, by user name: for the console of the server, which no page is."""
    keys = dict(Key.objects.values_list("user_id").annotate(count=Count("id")).order_by())
    known = Account.objects.in_bulk()
    found = []
    for user in User.objects.order_by("username"):
        account = known.get(user.id)
        suspended = not user.is_active or bool(account and account.suspended_at)
        found.append(Listed(user, suspended, keys.get(user.id, 0), account.used_at if account else None))
    return found


def actor_of(user: User) -> Actor:
    """The actor somebody is now."""
    return offices.actor_for(user)


FIRST = 2  # people of the administration with a key, after whom the console lets nobody in


def check_first() -> None:
    """Raise ``TooLate`` once two people of the administration have a key."""
    if privileged_with_key() >= FIRST:
        raise TooLate(
            "Ya hay dos personas de administración con llave.",
            "Two administrators already have a key.",
            cure_es="Una propone y la otra decide, en Mi cuenta.",
            cure_en="One proposes and the other decides, under My account.",
        )


def ways_open_to(user: User) -> tuple[str, ...]:
    """The ways that the roles of somebody allow today."""
    return ways_of(roles_of(offices.actor_for(user)))
