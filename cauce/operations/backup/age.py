"""The only door to the age format: sealed to recipients, opened with an identity kept elsewhere."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import pyrage

from cauce.content.errors import BadInput, BadInputs

bad_input = BadInputs(__file__)

RECIPIENT = "CAUCE_BACKUP_RECIPIENT"  # where it is written
SECRET = "AGE-SECRET-KEY-"  # noqa: S105 - how an identity begins


def new_pair() -> tuple[str, str]:
    """A new identity (secret, to be printed once) and its recipient (public)."""
    made = pyrage.x25519.Identity.generate()
    return str(made), str(made.to_public())


def recipients(texts: Sequence[str]) -> list[pyrage.x25519.Recipient]:
    """The recipients that these texts name. Raises ``BadInput`` for none, or one that is none."""
    given = [text.strip() for one in texts for text in one.split(",") if text.strip()]
    if any(text.upper().startswith(SECRET) for text in given):
        raise bad_input("this_is_the_identity", where=RECIPIENT)
    try:
        found = [pyrage.x25519.Recipient.from_str(text) for text in given]
    except pyrage.RecipientError as problem:
        raise bad_input("a_recipient_is_not_understood", where=RECIPIENT, given=", ".join(given)) from problem
    if not found:
        raise bad_input("it_does_not_say", where=RECIPIENT)
    return found


def identities(file: Path) -> list[pyrage.x25519.Identity]:
    """The identities of a file, one a line; lines that begin with # are notes."""
    lines = [line.strip() for line in file.read_text(encoding="utf-8").splitlines()]
    try:
        found = [pyrage.x25519.Identity.from_str(line) for line in lines if line and not line.startswith("#")]
    except pyrage.IdentityError as problem:
        raise _unusable() from problem
    if not found:
        raise _unusable()
    return found


def _unusable() -> BadInput:
    return bad_input("file_of_identity_is_not_understood", where="--identity")


def seal(plain: Path, sealed: Path, to: list[pyrage.x25519.Recipient]) -> None:
    """Encrypt a file into another, which is on the disk whole before it has its name."""
    part = sealed.with_name(f".{sealed.name}.part")
    with plain.open("rb") as source:
        descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as target:
            pyrage.encrypt_io(source, target, to)
            target.flush()
            os.fsync(target.fileno())
    part.rename(sealed)
    folder = os.open(sealed.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def open_into(sealed: Path, plain: Path, by: list[pyrage.x25519.Identity]) -> None:
    """Decrypt a file into another. Raises ``BadInput`` when one byte is not as it was written."""
    descriptor = os.open(plain, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with sealed.open("rb") as source, os.fdopen(descriptor, "wb") as target:
        try:
            pyrage.decrypt_io(source, target, by)
        except (pyrage.DecryptError, OSError, ValueError) as problem:
            raise bad_input("the_backup_cannot_be_opened", where=sealed.name) from problem
