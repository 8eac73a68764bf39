"""Argon2id at OWASP's minimum, at most two at a time, so a morning of sign-ins stops no page."""

from __future__ import annotations

import threading

from django.contrib.auth.hashers import Argon2PasswordHasher

_two_at_a_time = threading.BoundedSemaphore(2)


class Argon2(Argon2PasswordHasher):
    # ../shared/security/reliability.md, section 6: 37 ms instead of 269, p95 25 ms instead of 13 s.
    time_cost = 2
    memory_cost = 19 * 1024
    parallelism = 1

    def encode(self, password: str, salt: str) -> str:
        with _two_at_a_time:
            return super().encode(password, salt)

    def verify(self, password: str, encoded: str) -> bool:
        with _two_at_a_time:
            return super().verify(password, encoded)
