"""The browser of the tests: Debian's Chromium, or a sentence that says how to have it.

Both packages are one engine, of one version. The one without a window (tabs, bar of addresses, all
drawn though nobody sees it) takes a third of the time for a page and a quarter for a new context.
"""

from __future__ import annotations

import shutil

PROGRAMS = ("chromium-headless-shell", "chromium")  # the one that is preferred first
# Silent towards the network, on a machine without a card for pictures.
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # What a page runs, it runs once: to be compiled for the processor takes longer than it saves.
    "--js-flags=--no-opt --no-maglev",
    # Nothing here is drawn by a graphics card; a process of its own for that only adds to it.
    "--in-process-gpu",
]
MISSING = (
    "Falta Chromium, el navegador de las pruebas. Escriba: "
    "apt-get install chromium-headless-shell (o chromium) / "
    "Chromium, the browser of the tests, is missing. Type: "
    "apt-get install chromium-headless-shell (or chromium)"
)


class Missing(Exception):
    """There is no browser on this machine; the message says what to type."""

    def __init__(self) -> None:
        super().__init__(MISSING)


def path() -> str:
    """Where it is. Raises ``Missing``."""
    found = [where for program in PROGRAMS if (where := shutil.which(program))]
    if not found:
        raise Missing()
    return found[0]
