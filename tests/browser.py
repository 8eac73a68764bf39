"""The browser of the tests: Debian's Chromium, or a sentence that says how to have it."""

from __future__ import annotations

import shutil

MISSING = (
    "Falta Chromium, el navegador de las pruebas. Escriba: apt-get install chromium / "
    "Chromium, the browser of the tests, is missing. Type: apt-get install chromium"
)


class Missing(Exception):
    """There is no browser on this machine; the message says what to type."""

    def __init__(self) -> None:
        super().__init__(MISSING)


def path() -> str:
    """Where it is. Raises ``Missing``."""
    found = shutil.which("chromium")
    if found is None:
        raise Missing()
    return found
