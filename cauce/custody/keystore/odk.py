"""What a telephone encrypted when a form was finalised, opened with the key that never leaves here.

The scheme is that of ODK Collect and Enketo: a random AES-256 key wrapped with RSA-OAEP (SHA-256;
the mask by SHA-1 on Android, by SHA-256 elsewhere, so both are tried), every file in CFB with its
own vector derived from the instance and the key, and a check value over the hashes of all files.
The check value tells damage, not authorship: anybody with the public key can make one.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cryptography.hazmat.decrepit.ciphers.modes import CFB
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES

_BLOCK = 16
_BITS = 3072  # 128 bits of security; 2048 would be 112
_MASKS = (hashes.SHA1, hashes.SHA256)  # the first is what Android does  # noqa: S303


@dataclass(frozen=True, slots=True)
class Locked:
    """An encrypted submission without its files: what its manifest says."""

    form_id: str
    version: str  # "": the form had none
    instance_id: str
    key: str  # base64
    signature: str  # base64
    files: Sequence[str]  # names ending in .enc, in the order of encryption; the form itself last


class Unopened(ValueError):
    """``reason``: wrong_key (it was not made for this telephone) or wrong_hash (it was damaged)."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


def new_pair() -> tuple[str, bytes]:
    """A key pair for the forms of one telephone: public (base64 of DER) and private (DER)."""
    private = rsa.generate_private_key(public_exponent=65537, key_size=_BITS)
    public = private.public_key().public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    secret = private.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return base64.b64encode(public).decode(), secret


def _loaded(private: bytes) -> Any:
    # Our own key, out of our own seal: checking its primes at each form would cost a tenth of a second.
    return serialization.load_der_private_key(private, None, unsafe_skip_rsa_key_validation=True)


def _unwrap(private: Any, blob: str) -> bytes:
    try:
        raw = base64.b64decode(blob, validate=True)
    except (binascii.Error, ValueError) as problem:
        raise Unopened("wrong_hash") from problem
    for mask in _MASKS:
        scheme = padding.OAEP(padding.MGF1(mask()), hashes.SHA256(), None)
        try:
            return bytes(private.decrypt(raw, scheme))
        except ValueError:
            continue
    raise Unopened("wrong_key")


def _md5(*parts: bytes) -> bytes:
    return hashlib.md5(b"".join(parts), usedforsecurity=False).digest()


def _vectors(instance_id: str, key: bytes) -> Iterator[bytes]:
    seed = bytearray(_md5(instance_id.encode(), key))
    for turn in range(1 << 30):
        place = turn % len(seed)
        seed[place] = (seed[place] + 1) & 0xFF
        yield bytes(seed)


def _plain(key: bytes, vector: bytes, body: bytes) -> bytes:
    opened = Cipher(AES(key), CFB(vector)).decryptor()
    text = opened.update(body) + opened.finalize()
    last = text[-1] if text else 0
    if not 1 <= last <= _BLOCK or len(text) % _BLOCK or text[-last:] != bytes([last]) * last:
        raise Unopened("wrong_hash")
    return text[:-last]


def unlock(private: bytes, locked: Locked, files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Every file of a submission by its plain name. Raises ``Unopened``; needs all the files."""
    pair = _loaded(private)
    key = _unwrap(pair, locked.key)
    if len(key) != 32:
        raise Unopened("wrong_hash")
    vectors, opened = _vectors(locked.instance_id, key), {}
    signed = [locked.form_id, *([locked.version] if locked.version else [])]
    signed += [locked.key, locked.instance_id]
    for name in locked.files:
        plain = name.removesuffix(".enc")
        opened[plain] = _plain(key, next(vectors), files[name])
        signed.append(f"{plain}::{_md5(opened[plain]).hex()}")
    try:
        said = _unwrap(pair, locked.signature)
    except Unopened as problem:
        raise Unopened("wrong_hash") from problem
    if not hmac.compare_digest(said, _md5(("\n".join(signed) + "\n").encode())):
        raise Unopened("wrong_hash")
    return opened
