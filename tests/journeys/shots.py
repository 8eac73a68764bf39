"""The pictures of the tour, taken by the journeys themselves; only with SHOTS=1."""

from __future__ import annotations

import os
from pathlib import Path

from playwright.sync_api import Page

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "shots"
SIZES = {"desktop": (1280, 960), "phone": (360, 1100)}
LARGEST = 250_000


def take(page: Page, name: str) -> None:
    """``name-desktop.png`` and ``name-phone.png``, no taller than the page nor than a screen or so."""
    if os.environ.get("SHOTS") != "1":
        return
    before = page.viewport_size
    for kind, (width, tallest) in SIZES.items():
        page.set_viewport_size({"width": width, "height": 700})
        tall = page.evaluate("document.documentElement.scrollHeight")
        page.set_viewport_size({"width": width, "height": max(500, min(tall, tallest))})
        page.evaluate("() => { document.activeElement.blur(); scrollTo({top: 0, behavior: 'instant'}); }")
        path = FOLDER / f"{name}-{kind}.png"
        page.screenshot(path=path, animations="disabled", caret="hide")
        assert path.stat().st_size < LARGEST, f"{path.name} is too large for a page"
    page.set_viewport_size(before)


def keep(page: Page, name: str) -> None:
    """The page as it stands, in the folder that ``LOOK_AT`` names, for somebody to look at."""
    if folder := os.environ.get("LOOK_AT"):
        kept = f"{name.replace(' ', '-')}-{page.viewport_size['width']}.png"
        page.screenshot(path=Path(folder) / kept, full_page=True)
