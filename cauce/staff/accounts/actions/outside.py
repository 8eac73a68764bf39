"""Names of people at the ministry's own sign-in: linked by the administration, confirmed by the owner."""

from __future__ import annotations

import datetime as dt

from cauce.custody.journal.door import Entry, act
from cauce.custody.journal.withdrawing import again, close
from cauce.rules.permissions import Actor
from cauce.staff.offices.models import User

from ..models import Outside
from ._shared import Refusal, tell


@act("outside.link", requires="account.link")
def link_outside(
    *, actor: Actor, entry: Entry, user: User, issuer: str, subject: str, at: dt.datetime
) -> Outside:
    """Say which account a name at the ministry is. It counts once its owner confirmed it."""
    if str(user.id) == actor.user:
        raise Refusal("Pídalo a otra persona de administración.", "Ask another administrator.")
    if Outside.objects.filter(issuer=issuer, subject=subject).exists():
        raise Refusal(
            "Ese acceso ya está vinculado a una cuenta.", "That sign-in is already linked to an account."
        )
    made = Outside.objects.create(user=user, issuer=issuer, subject=subject, by=actor.user, made_at=at)
    tell(
        user,
        "Se propuso un acceso del ministerio para su cuenta: confírmelo en Mi cuenta.",
        "A ministry sign-in was proposed for your account: confirm it under My account.",
        at,
    )
    entry.about("user", user.id)
    entry.detail(outside=str(made.id))
    return made


@act("outside.confirm", requires="self")
def confirm_outside(*, actor: Actor, entry: Entry, user: User, outside: Outside, at: dt.datetime) -> None:
    """The owner says that the name at the ministry is theirs."""
    Outside.objects.filter(id=outside.id, user=user, confirmed_at__isnull=True).update(confirmed_at=at)
    tell(
        user,
        "Se confirmó un acceso del ministerio.",
        "A ministry sign-in was confirmed.",
        at,
    )
    entry.about("user", user.id)
    entry.detail(outside=str(outside.id))


@act("outside.unlink", requires="self")
def unlink_outside(*, actor: Actor, entry: Entry, user: User, outside: Outside, at: dt.datetime) -> None:
    """The name at the ministry opens this account no more."""
    close("outside", Outside.objects.filter(id=outside.id, user=user))
    tell(user, "Se quitó un acceso del ministerio.", "A ministry sign-in was removed.", at)
    entry.about("user", user.id)
    entry.detail(outside=str(outside.id))


@again("outside")
def _unlink_again(ids: tuple[str, ...], at: dt.datetime) -> int:
    return Outside.objects.filter(id__in=ids).delete()[0]
