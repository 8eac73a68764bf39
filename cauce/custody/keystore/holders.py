"""What only named people open: keys that each holds, under a passphrase that is kept nowhere.

A holder has a key pair (X25519); its private half is sealed under Argon2id of the passphrase, so the
server cannot use it without the holder. A reserved text has a key of its own, wrapped for each holder
and for the escrow with HPKE (RFC 9180), bound to its place. While a holder types the passphrase the
server sees it and what it opens: that is the limit, and docs/security/keys.md says so.
"""

from __future__ import annotations

import base64
import os
import unicodedata
from collections.abc import Mapping
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hpke
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from cauce.content.errors import CauceError

from .aead import decrypt, encrypt, pad, unpad
from .errors import Sealed, broken

ESCROW = "escrow"
SHORTEST = 15  # letters of a passphrase
_SUITE = hpke.Suite(hpke.KEM.X25519, hpke.KDF.HKDF_SHA256, hpke.AEAD.AES_256_GCM)
_SALT, _MEMORY, _TURNS = 16, 64 * 1024, 3  # RFC 9106, second recommended option, with one lane
_LABEL = b"cauce reserved 1"
_HOLDER = b"cauce holder 1"


class WrongPassphrase(CauceError):
    """The passphrase does not open this holder's key."""

    id = "wrong_passphrase"

    def __init__(self) -> None:
        super().__init__(
            "Esa frase no abre su llave.",
            "That passphrase does not open your key.",
            where="passphrase",
            cure_es=(
                "Escríbala tal como la eligió. Si la olvidó, la otra persona puede abrir "
                "y darle una llave nueva."
            ),
            cure_en=(
                "Type it as you chose it. If you forgot it, the other holder can open it "
                "and add a new key of yours."
            ),
        )


def _stretched(passphrase: str, salt: bytes) -> bytes:
    kept = unicodedata.normalize("NFC", passphrase).encode()
    derived = Argon2id(salt=salt, length=32, iterations=_TURNS, lanes=1, memory_cost=_MEMORY, ad=_HOLDER)
    return derived.derive(kept)


def new_pair() -> tuple[bytes, bytes]:
    """Public and private half, in clear: for the escrow, whose private half is split at once."""
    private = X25519PrivateKey.generate()
    return private.public_key().public_bytes_raw(), private.private_bytes_raw()


def new_holder(passphrase: str) -> tuple[bytes, bytes]:
    """A key pair for somebody: public half, and the private one sealed under the passphrase."""
    public, private = new_pair()
    salt = os.urandom(_SALT)
    return public, salt + encrypt(_stretched(passphrase, salt), private, public)


def open_holder(public: bytes, sealed: bytes, passphrase: str) -> bytes:
    """The private half. Raises ``WrongPassphrase``."""
    try:
        return decrypt(_stretched(passphrase, sealed[:_SALT]), bytes(sealed[_SALT:]), bytes(public))
    except Sealed as problem:
        raise WrongPassphrase() from problem


def _info(context: str, who: str) -> bytes:
    return _LABEL + b"|" + f"{context}|{who}".encode()


def _for(public: bytes, who: str, context: str, secret: bytes) -> str:
    key = X25519PublicKey.from_public_bytes(bytes(public))
    return base64.b64encode(_SUITE.encrypt(secret, key, _info(context, who))).decode()


def close_reserved(text: str, holders: Mapping[str, bytes], context: str) -> dict[str, Any]:
    """Seal a text for holders (id → public half); what comes out opens nothing by itself."""
    secret = os.urandom(32)
    body = encrypt(secret, pad(text.encode()), _LABEL + b"|" + context.encode())
    return {
        "body": base64.b64encode(body).decode(),
        "to": {who: _for(public, who, context, secret) for who, public in holders.items()},
    }


def _secret(kept: Mapping[str, Any], who: str, private: bytes, context: str) -> bytes:
    key = X25519PrivateKey.from_private_bytes(private)
    try:
        return bytes(_SUITE.decrypt(base64.b64decode(kept["to"][who]), key, _info(context, who)))
    except (InvalidTag, KeyError, ValueError) as problem:
        raise broken() from problem


def open_reserved(kept: Mapping[str, Any], who: str, private: bytes, context: str) -> str:
    """The text, for one of its holders. Raises ``Sealed`` for anybody else."""
    secret = _secret(kept, who, private, context)
    body = decrypt(secret, base64.b64decode(kept["body"]), _LABEL + b"|" + context.encode())
    return unpad(body).decode()
