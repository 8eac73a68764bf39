"""The way in with a password and a code: the same answer and the same cost for everybody.

The password is hashed outside any transaction, so that a morning of people holds up no write.
"""

from __future__ import annotations

import datetime as dt

from django.contrib.auth.hashers import check_password, make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from cauce.content.errors import CauceError
from cauce.custody.journal.door import record_refusal
from cauce.rules.passwords import WeakPassword
from cauce.rules.permissions import Actor
from cauce.staff.offices.models import User

from . import access, browsers, throttle
from .models import Invitation
from .proofs import Proof, Wrong, by_code, invitation_digest

NOBODY = Actor("nobody")
NO_PASSWORD = "!"  # noqa: S105 - Django's mark of a password that nothing opens, at the same cost


class Wait(CauceError):
    """There were too many failures; nothing was tried. ``seconds``: until the next try is heard."""

    id = "wait"

    def __init__(self, seconds: int) -> None:
        self.seconds = seconds
        minutes = -(-seconds // 60)
        super().__init__(
            "Hubo varios intentos fallidos.",
            "There were several failed attempts.",
            cure_es=f"Espere {minutes} min e intente de nuevo. Con una llave puede entrar ya.",
            cure_en=f"Wait {minutes} min and try again. With a key you can sign in now.",
        )


def _names(request: HttpRequest, user: User | None, username: str) -> list[str]:
    device = browsers.device_of(request)
    known = device if user is not None and access.knows_device(user, device) else ""
    return throttle.counters(username, known, throttle.address_of(request))


def _wait(names: list[str], at: dt.datetime) -> None:
    seconds = throttle.seconds_to_wait(names, at)
    if seconds:
        raise Wait(seconds)


def by_password(
    request: HttpRequest, *, username: str, password: str, code: str, at: dt.datetime
) -> tuple[User, Proof]:
    """Whoever has this name, password and code. Raises ``Wait``, ``Wrong`` or ``Busy``."""
    user = access.user_called(username)
    names = _names(request, user, username)
    _wait(names, at)
    good = check_password(password, user.password if user else NO_PASSWORD)
    # Heard again: many tries sent at once do not all count as the first.
    _wait(names, at)
    proof = by_code(user, code, at) if user is not None and good and user.is_active else None
    if user is None or proof is None:
        throttle.count_failure(names, at)
        # The name that was typed is not kept: it may be a password in the wrong field.
        record_refusal(NOBODY, "session.open", reason="password")
        raise Wrong()
    throttle.forgive(names[:1])
    return user, proof


def by_code_again(request: HttpRequest, *, code: str, at: dt.datetime) -> Proof:
    """The code of whoever already signed in. Raises ``Wait`` or ``Wrong``."""
    return _by_code(request, request.user, code, at, request.actor, "session.prove")


def by_code_after(request: HttpRequest, *, user: User, code: str, at: dt.datetime) -> Proof:
    """The code of whom the ministry vouched for. Raises ``Wait`` or ``Wrong``."""
    return _by_code(request, user, code, at, NOBODY, "session.open")


def _by_code(request, user: User, code: str, at: dt.datetime, actor: Actor, what: str) -> Proof:
    names = _names(request, user, user.get_username())
    _wait(names, at)
    proof = by_code(user, code, at)
    if proof is None:
        throttle.count_failure(names, at)
        record_refusal(actor, what, reason="code")
        raise Wrong()
    throttle.forgive(names[:1])
    return proof


class NotCurrent(CauceError):
    """What was typed is not the current password; nothing was changed."""

    id = "not_current"

    def __init__(self) -> None:
        super().__init__(
            "Esa no es su contraseña actual.",
            "That is not your current password.",
            where="current",
            cure_es="Escríbala otra vez. Si la olvidó, pida ayuda para entrar de nuevo.",
            cure_en="Write it again. If you forgot it, ask for help to sign in again.",
        )


def check_current(request: HttpRequest, *, password: str, at: dt.datetime) -> None:
    """See that this is the password of whoever is signed in; guesses count like those at the door.

    Raises ``Wait``, ``NotCurrent`` or ``Busy``.
    """
    names = _names(request, request.user, request.user.get_username())
    _wait(names, at)
    if not check_password(password, request.user.password):
        throttle.count_failure(names, at)
        record_refusal(request.actor, "password.change")
        raise NotCurrent()


def by_invitation(request: HttpRequest, *, username: str, code: str, at: dt.datetime) -> Invitation:
    """The invitation that a name and a printed code are. Raises ``Wait`` or ``Wrong``."""
    user = access.user_called(username)
    names = throttle.counters(f"invited {username}", "", throttle.address_of(request))
    _wait(names, at)
    found = access.invitation_of(user, invitation_digest(user, code), at) if user else None
    if found is None or user is None or not user.is_active:
        throttle.count_failure(names, at)
        record_refusal(NOBODY, "account.enroll", reason="code")
        raise Wrong()
    return found


def refuse_common(password: str, user: User) -> None:
    """Refuse a password that is on the list of known ones. Raises ``WeakPassword``."""
    try:
        validate_password(password, user)
    except ValidationError as problem:
        raise WeakPassword(
            "Está en las listas de contraseñas conocidas.",
            "It is on the lists of known passwords.",
            where="new",
            cure_es="Elija otra.",
            cure_en="Choose another one.",
        ) from problem


def hashed(password: str) -> str:
    """A new password as it is kept. Raises ``Busy``. Call it outside any transaction."""
    return make_password(password)
