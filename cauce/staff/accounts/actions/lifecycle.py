"""Joiners, movers, leavers: the code for the first key, rest for what nobody uses, and back.

Nobody is let in by one person alone: what one proposes another decides (``oversight``), but for the
first two of an installation, who have nobody before them.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from cauce.custody.journal.door import Entry, act, effect
from cauce.custody.journal.withdrawing import again, close, note
from cauce.rules.permissions import SYSTEM, Actor, Scope
from cauce.rules.signin import INVITATION
from cauce.staff.offices.actions import keep_password, set_active
from cauce.staff.offices.models import User
from cauce.staff.oversight.actions import is_the_last, take

from ..access import check_first
from ..models import Account, Invitation, Key, Outside, PrintedCode
from ..proofs import invitation_digest
from ..secrets import new_code
from ..webauthn import NewKey
from ._shared import Refusal, account, end_sessions, forget_devices, tell, use_invitations
from .factors import add_app as keep_app
from .factors import add_key, drop_app, print_codes

KIND = "recovery.approve"


def _post(scope: Scope) -> str | None:
    return None if scope.post == "network" else scope.post


@effect
def invite(*, user: User, by: str, at: dt.datetime) -> str:
    """A code of three groups with which somebody enrols anew, for an hour; earlier ones are over."""
    use_invitations(Invitation.objects.filter(user=user), at)
    code = new_code(groups=3)
    Invitation.objects.create(
        user=user, digest=invitation_digest(user, code), by=by, made_at=at, expires_at=at + INVITATION
    )
    account(user, at)
    tell(user, "Se imprimió un código para dar de alta una llave.", "A code to enrol a key was printed.", at)
    return code


@effect
def wipe(*, user: User, at: dt.datetime) -> None:
    """Everything somebody signed in with counts no more, and what was open ends."""
    close("key", Key.objects.filter(user=user))
    drop_app(user)
    close("code", PrintedCode.objects.filter(user=user))
    close("outside", Outside.objects.filter(user=user))
    end_sessions(user, "replaced", at)
    forget_devices(user)


@act("account.first", requires="system.run")
def invite_first(*, actor: Actor, entry: Entry, user: User, at: dt.datetime) -> str:
    """The code of the first administrators of an installation. Raises ``TooLate`` once two have keys."""
    check_first()
    entry.about("user", user.id)
    return invite(user=user, by=actor.user, at=at)


@dataclass(frozen=True)
class FirstFactor:
    """A key with its name, an app (its secret and step) or a sheet."""

    key: NewKey | None = None
    name: str = ""
    app: tuple[bytes, int] | None = None
    sheet: bool = False


@act("account.enroll", requires="self")
def enroll(
    *,
    actor: Actor,
    entry: Entry,
    user: User,
    invitation: Invitation,
    at: dt.datetime,
    factor: FirstFactor,
    encoded: str = "",
) -> list[str]:
    """Begin with what an invitation allows: a key, an app or a sheet. What there was before is over.

    ``encoded``: the new password, hashed; '': none, for whoever has a key. Returns the sheet's codes.
    """
    if not use_invitations(Invitation.objects.filter(id=invitation.id), at):
        raise Refusal("Ese código ya se usó.", "That code has already been used.")
    wipe(user=user, at=at)
    # Without one it is a value that no password gives.
    keep_password(user=user, encoded=encoded or f"!{new_code(groups=4)}")
    Account.objects.filter(user=user).update(used_at=at, key_due_on=None)
    codes: list[str] = []
    if factor.key is not None:
        add_key(actor=actor, user=user, new=factor.key, name=factor.name, here=None, at=at)
    elif factor.app is not None:
        keep_app(actor=actor, user=user, secret=factor.app[0], step=factor.app[1], here=None, at=at)
    elif factor.sheet:
        codes = print_codes(actor=actor, user=user, here=None, at=at)
    entry.about("user", user.id)
    entry.detail(invitation=str(invitation.id))
    return codes


@act("account.suspend", requires="account.suspend", on="scope")
def suspend(
    *, actor: Actor, entry: Entry, user: User, scope: Scope, at: dt.datetime, why: str = "asked"
) -> None:
    """Let an account rest at once: its sessions end, and it comes back by two people alone.

    Raises ``Refusal`` for one's own, and for the only auditor, administrator or headquarters: nobody
    else would look on, and two people end that role.
    """
    if str(user.id) == actor.user:
        raise Refusal("Nadie suspende su propia cuenta.", "Nobody suspends their own account.")
    if actor.user != SYSTEM.user and is_the_last(user=user, at=at):
        raise Refusal(
            "Es la única persona con esa función en la red. Proponga que termine su función: lo deciden dos.",
            "Nobody else has that role in the network. Propose that the role ends: two people decide it.",
        )
    rest(user=user, why=why, at=at)
    entry.about("user", user.id)
    entry.detail(why=why)


@effect
def rest(*, user: User, why: str, at: dt.datetime) -> None:
    """Nothing of this account opens anything from now on."""
    note("account", user.id, why=why)
    account(user, at)
    Account.objects.filter(user=user).update(suspended_at=at, suspended_why=why)
    use_invitations(Invitation.objects.filter(user=user), at)
    end_sessions(user, "suspended", at)
    forget_devices(user)
    set_active(user=user, active=False)


@again("account")
def _rest_again(ids: tuple[str, ...], at: dt.datetime, why: str) -> int:
    open_still = User.objects.filter(id__in=ids).exclude(account__suspended_at__isnull=False)
    found = list(open_still)
    for user in found:
        rest(user=user, why=why, at=at)
    return len(found)


@effect
def wake(*, user: User, at: dt.datetime) -> None:
    """An account may sign in again, with what it had; the time without use begins anew."""
    Account.objects.filter(user=user).update(suspended_at=None, suspended_why="", used_at=at)
    set_active(user=user, active=True)
    tell(user, "Su cuenta está activa de nuevo.", "Your account is active again.", at)


@act("account.watch", requires="system.run")
def watch(*, actor: Actor, entry: Entry, users: list[User], at: dt.datetime) -> int:
    """Begin to count the days without use of accounts that are new."""
    for user in users:
        account(user, at)
    entry.about("accounts", "all")
    entry.detail(accounts=len(users))
    return len(users)


@act("account.rest", requires="system.run")
def suspend_idle(*, actor: Actor, entry: Entry, user: User, why: str, at: dt.datetime) -> None:
    """The program suspends an account that nobody used, or whose person left."""
    rest(user=user, why=why, at=at)
    entry.about("user", user.id)
    entry.detail(why=why)


@act("account.invite", requires="recovery.propose", on="scope")
def print_invitation(*, actor: Actor, entry: Entry, user: User, scope: Scope, at: dt.datetime) -> str:
    """The code that two people agreed on, shown once. Raises ``NotApproved``."""
    take(kind=KIND, about=("user", str(user.id)), payload={"what": "invite"}, actor=actor, at=at)
    entry.about("user", user.id, post=_post(scope))
    wipe(user=user, at=at)  # what was lost may be in other hands by now
    return invite(user=user, by=actor.user, at=at)


@act("account.wake", requires="recovery.propose", on="scope")
def reactivate(*, actor: Actor, entry: Entry, user: User, scope: Scope, at: dt.datetime) -> None:
    """A suspended account comes back, as two people agreed. Raises ``NotApproved``."""
    take(kind=KIND, about=("user", str(user.id)), payload={"what": "wake"}, actor=actor, at=at)
    wake(user=user, at=at)
    entry.about("user", user.id, post=_post(scope))
