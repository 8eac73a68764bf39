"""Codes that a person types beside the password: those of an app, those of a sheet.

An app's code is RFC 6238: six figures, thirty seconds, SHA-1 because every app knows that one.
"""

from __future__ import annotations

import datetime as dt
import os

from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor import InvalidToken
from cryptography.hazmat.primitives.twofactor.totp import TOTP

STEP = 30
AROUND = 1  # steps before and after, for clocks that differ
SHEET = 10  # codes on a printed sheet
DEMO_CODE = "135 246"  # printed by ./run; it opens on the demonstration network and nowhere else


def new_secret() -> bytes:
    return os.urandom(20)


def _totp(secret: bytes) -> TOTP:
    return TOTP(secret, 6, SHA1(), STEP)  # noqa: S303 - what the apps do (RFC 6238)


def address(secret: bytes, username: str) -> str:
    """The ``otpauth:`` address that an app reads from a picture; neutral on the telephone's screen."""
    return _totp(secret).get_provisioning_uri(username, "Cauce")


def step_of(secret: bytes, code: str, at: dt.datetime, after: int = 0) -> int | None:
    """The step whose code this is, if it is later than ``after``; None: it is no code of now."""
    figures = "".join(letter for letter in code if letter.isdigit())
    if len(figures) != 6:
        return None
    now = int(at.timestamp()) // STEP
    found = None
    for step in range(now - AROUND, now + AROUND + 1):
        # All of them every time: how long it takes tells nothing.
        try:
            _totp(secret).verify(figures.encode(), step * STEP)
        except InvalidToken:
            continue
        if step > after:
            found = step
    return found
