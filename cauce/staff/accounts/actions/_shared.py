"""What the acts on accounts share: the notice to the owner, and the end of what was open."""

from __future__ import annotations

import datetime as dt
from uuid import uuid4

from django.db.models import QuerySet

from cauce.content.errors import CauceError
from cauce.custody.journal.door import Absent
from cauce.custody.journal.withdrawing import again, close
from cauce.rules.permissions import Actor
from cauce.staff.notices.actions import queue
from cauce.staff.offices.models import User

from ..models import Account, Device, Invitation, PrintedCode, SignIn

SUBJECT = "Aviso sobre su cuenta / Notice about your account"
CURE = (
    "Si no fue usted, avise hoy a quien administra el sistema.",
    "If it was not you, tell the system administrator today.",
)


class Refusal(CauceError):
    """What was asked of an account cannot be done; nothing was changed."""

    id = "account"


def own(actor: Actor, user: User) -> None:
    """Nobody sets a way in for somebody else, whatever their role. Raises ``Absent``."""
    if actor.user != str(user.id):
        raise Absent()


def tell(user: User, es: str, en: str, at: dt.datetime) -> None:
    """Tell the owner that something of the account changed; neutral, and without a link."""
    queue(
        key=f"account:{uuid4()}",
        recipient=str(user.id),
        about=None,
        subject=SUBJECT,
        body=f"{es} {CURE[0]} / {en} {CURE[1]}",
        at=at,
    )


def account(user: User, at: dt.datetime) -> Account:
    """The row of an account, made when there is none."""
    return Account.objects.get_or_create(user=user, defaults={"made_at": at})[0]


def end_sessions(user: User, end: str, at: dt.datetime, besides: SignIn | None = None) -> int:
    """End what is open, but for one; how many there were."""
    rows = SignIn.objects.filter(user=user, ended_at__isnull=True)
    if besides is not None:
        rows = rows.exclude(id=besides.id)
    return close("session", rows, ended_at=at, end=end)


@again("session")
def _end_sessions_again(ids: tuple[str, ...], at: dt.datetime) -> int:
    return SignIn.objects.filter(id__in=ids, ended_at=None).update(ended_at=at, end="revoked")


def use_invitations(rows: QuerySet[Invitation], at: dt.datetime) -> int:
    """A code to enrol counts no more, used or replaced; how many still did."""
    return close("invitation", rows.filter(used_at__isnull=True), used_at=at)


@again("invitation")
def _use_invitations_again(ids: tuple[str, ...], at: dt.datetime) -> int:
    return Invitation.objects.filter(id__in=ids, used_at=None).update(used_at=at)


@again("code")
def _use_codes_again(ids: tuple[str, ...], at: dt.datetime) -> int:
    return PrintedCode.objects.filter(id__in=ids, used_at=None).update(used_at=at)


def forget_devices(user: User) -> None:
    Device.objects.filter(user=user).delete()
