"""What somebody showed to prove who they are, found good but not yet used up."""

from __future__ import annotations

import datetime as dt
import hmac
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings

from cauce.content.errors import CauceError
from cauce.rules.signin import Way, may_use
from cauce.staff.offices import access as offices
from cauce.staff.offices.models import User

from . import access, codes, webauthn
from .models import App, PrintedCode
from .secrets import digest, typed


class Wrong(CauceError):
    """It does not prove who somebody is. One sentence for every reason: nobody learns which."""

    id = "no_match"

    def __init__(self) -> None:
        super().__init__(
            "El usuario, la contraseña y el código no coinciden.",
            "The user name, the password and the code do not match.",
            cure_es="Revise mayúsculas y vuelva a escribirlos. Cada código sirve una sola vez.",
            cure_en="Check capital letters and try again. Each code works only once.",
        )


@dataclass(frozen=True, slots=True)
class Proof:
    """``id``: of the key, app or printed line; ``count``: its counter or step, 0 where there is none."""

    way: Way
    id: UUID | int | None = None
    count: int = 0


def printed_digest(user: User, code: str) -> str:
    return digest("printed", str(user.id), typed(code))


def invitation_digest(user: User, code: str) -> str:
    """What is kept of the code of an invitation."""
    return digest("invitation", str(user.id), typed(code))


def is_demo_code(code: str) -> bool:
    """Whether it is the code that ./run prints; never anywhere but on the demonstration network."""
    good = hmac.compare_digest(typed(code).encode(), typed(codes.DEMO_CODE).encode())
    return good and settings.DEMO is True


def _by_app(user: User, code: str, at: dt.datetime) -> Proof | None:
    app = App.objects.filter(user=user).first()
    if app is None:
        return None
    secret = bytes.fromhex(App.secret.open(app))
    step = codes.step_of(secret, code, at, after=app.step)
    return Proof("app", app.id, step) if step is not None else None


def _by_sheet(user: User, code: str) -> Proof | None:
    row = PrintedCode.objects.filter(
        user=user, digest=printed_digest(user, code), used_at__isnull=True
    ).first()
    return Proof("codes", row.id) if row else None


def is_open(user: User, way: Way, at: dt.datetime) -> bool:
    """Whether the roles of somebody allow this way today, and the account does not rest."""
    actor = offices.actor_for(user, at)
    account = access.account_of(user)
    if account is not None and account.suspended_at is not None:
        return False
    return may_use(
        way,
        access.roles_of(actor),
        on=offices.day_at(None, at),
        demo=settings.DEMO is True,
        key_due_on=account.key_due_on if account else None,
    ).allowed


def by_code(user: User, code: str, at: dt.datetime) -> Proof | None:
    """The proof that a code is, if the roles of its owner allow it; None: it is none."""
    if is_demo_code(code):
        found: Proof | None = Proof("demo")
    else:
        found = _by_app(user, code, at) or _by_sheet(user, code)
    return found if found and is_open(user, found.way, at) else None


def by_key(
    answer: dict[str, Any], session: Any, at: dt.datetime, *, only: User | None = None
) -> tuple[User, Proof]:
    """Whose key answered. ``only``: nobody else's will do. Raises ``NotTheKey``."""
    key = access.key_called(webauthn.credential_of(answer))
    if key is not None and only is not None and key.user_id != only.id:
        key = None
    count = webauthn.check(answer, session, key)
    assert key is not None  # noqa: S101 - ``check`` refused None
    if not is_open(key.user, "key", at):
        raise webauthn.NotTheKey("the account may not sign in")
    return key.user, Proof("key", key.id, count)
