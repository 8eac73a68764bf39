"""Passkeys and security keys: what the browser is asked for, and whether its answer is the one.

Who holds the key is always checked by the key (PIN or finger), and the key remembers whose it is,
so that nobody has to type a name. Verification is python-fido2's; what it leaves to its caller is
here: the exact origin, and a counter that must not go back.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone

from .models import Key

if TYPE_CHECKING:
    from fido2.cose import CoseKey
    from fido2.server import Fido2Server
    from fido2.webauthn import AttestedCredentialData, PublicKeyCredentialDescriptor

CHALLENGE_SECONDS = 300


class NotTheKey(Exception):
    """The answer of the browser is not that of a key of ours to the question that was asked."""


@dataclass(frozen=True, slots=True)
class NewKey:
    """What is kept of a key that has just been enrolled."""

    credential_id: bytes
    public_key: bytes
    count: int


def is_our_origin(origin: str) -> bool:
    """Exactly this server: https and its name; ``localhost`` alone may do without encryption."""
    parts = urlsplit(origin)
    if parts.hostname != settings.WEBAUTHN_RP_ID:
        return False
    return parts.scheme == "https" or (parts.hostname == "localhost" and parts.scheme == "http")


def _server() -> Fido2Server:
    from fido2.server import Fido2Server
    from fido2.webauthn import PublicKeyCredentialRpEntity

    party = PublicKeyCredentialRpEntity(id=settings.WEBAUTHN_RP_ID, name="Cauce")
    return Fido2Server(party, attestation="none", verify_origin=is_our_origin)  # type: ignore[arg-type]


def _public(options: Any) -> dict[str, Any]:
    return dict(options)["publicKey"]


def _known(keys: Iterable[Key]) -> list[PublicKeyCredentialDescriptor]:
    from fido2.webauthn import PublicKeyCredentialDescriptor, PublicKeyCredentialType

    kind = PublicKeyCredentialType.PUBLIC_KEY
    return [PublicKeyCredentialDescriptor(type=kind, id=bytes(key.credential_id)) for key in keys]


def ask_for_new(user: Any, keys: Iterable[Key], session: Any) -> dict[str, Any]:
    """What the browser needs to make a key; the question is remembered in the session."""
    from fido2.webauthn import (
        PublicKeyCredentialUserEntity,
        ResidentKeyRequirement,
        UserVerificationRequirement,
    )

    # The name is what the telephone shows on its screen: the user name and no more.
    who = PublicKeyCredentialUserEntity(id=user.id.bytes, name=user.username, display_name=user.username)
    options, state = _server().register_begin(
        who,
        credentials=_known(keys),
        resident_key_requirement=ResidentKeyRequirement.REQUIRED,
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    session["key_new"] = _kept(state)
    return _public(options)


def ask_for(session: Any, keys: Iterable[Key] | None = None) -> dict[str, Any]:
    """What the browser needs to use a key. ``keys`` None: any key, whoever holds it."""
    from fido2.webauthn import UserVerificationRequirement

    options, state = _server().authenticate_begin(
        credentials=None if keys is None else _known(keys),
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    session["key_ask"] = _kept(state)
    return _public(options)


def _kept(state: dict[str, Any]) -> dict[str, Any]:
    return {"challenge": state["challenge"], "at": int(timezone.now().timestamp())}


def _state(session: Any, name: str) -> dict[str, Any]:
    """The question that was asked, taken out: it is answered once. Raises ``NotTheKey``."""
    from fido2.webauthn import UserVerificationRequirement

    kept = session.pop(name, None)
    if not kept or not 0 <= timezone.now().timestamp() - kept["at"] <= CHALLENGE_SECONDS:
        raise NotTheKey("no question was asked")
    # Never from the session: a question asked under a weaker rule is answered under this one.
    return {
        "challenge": kept["challenge"],
        "user_verification": UserVerificationRequirement.REQUIRED,
    }


def new_key(answer: dict[str, Any], session: Any) -> NewKey:
    """The key that the browser made. Raises ``NotTheKey``."""
    from fido2.webauthn import RegistrationResponse

    state = _state(session, "key_new")
    try:
        made = _server().register_complete(state, RegistrationResponse.from_dict(answer))
    except (ValueError, KeyError, TypeError, AttributeError) as problem:
        raise NotTheKey(str(problem)) from problem
    data = made.credential_data
    if data is None:
        raise NotTheKey("no key in the answer")
    return NewKey(bytes(data.credential_id), _cose(data.public_key), made.counter)


def _cose(key: CoseKey) -> bytes:
    from fido2 import cbor

    return cbor.encode(dict(key))


def credential_of(answer: dict[str, Any]) -> bytes:
    """The id of the key that an answer says it is from; b'' when it says none."""
    from fido2.utils import websafe_decode

    try:
        return websafe_decode(answer["id"])
    except (ValueError, KeyError, TypeError, AttributeError):
        return b""


def _attested(key: Key) -> AttestedCredentialData:
    from fido2 import cbor
    from fido2.cose import CoseKey
    from fido2.webauthn import Aaguid, AttestedCredentialData

    public = CoseKey.parse(cbor.decode(bytes(key.public_key)))
    return AttestedCredentialData.create(Aaguid.NONE, bytes(key.credential_id), public)


def check(answer: dict[str, Any], session: Any, key: Key | None) -> int:
    """The counter of the key, if the answer is its own. ``key`` None: none of ours is so called.

    Raises ``NotTheKey``.
    """
    from fido2.webauthn import AuthenticationResponse

    state = _state(session, "key_ask")
    if key is None:
        raise NotTheKey("unknown key")
    try:
        read = AuthenticationResponse.from_dict(answer)
        _server().authenticate_complete(state, [_attested(key)], read)
    except (ValueError, KeyError, TypeError, AttributeError) as problem:
        raise NotTheKey(str(problem)) from problem
    handle = read.response.user_handle
    if handle and handle != key.user_id.bytes:
        raise NotTheKey("the key says that it is somebody else's")
    count = read.response.authenticator_data.counter
    if (count or key.count) and count <= key.count:
        raise NotTheKey("counter")
    return count
