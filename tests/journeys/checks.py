"""What every page owes to whoever reads it: readable by voice, narrow, zoomed, and not telling."""

from __future__ import annotations

import re
from functools import cache

from playwright.sync_api import Page

from cauce.content.loader import load_edition
from tests.pages import SPANISH

from . import alike, axe

WIDTHS = (1280, 640, 360)  # 640: what 200 % leaves of a desktop
TELLING = re.compile(r"\btrata\b|víctima|traffick|victim|explotaci|exploit", re.IGNORECASE)
# Proper names stay as they are in any language.
NAMES = re.compile(
    r"Consulado[\w ]* de México en [\w .]+|Casa \w+ \(ejemplo\)|Alojamiento · [\w ]+\(ejemplo\)|"
    r"(Lucía|Inés|Mateo|Aurora|Tomás|Sofía|Clara|Omar|Raúl|Elena|Bruno) \w+|Español",
)
ASKED_TO_ACT = "h1, h2, h3, button, legend, label, summary, th, nav a, a.button, option, .state"


@alike.once(sized=True)
def nothing_for_axe(page: Page) -> None:
    found = axe.wrong(page)
    assert found == [], f"{page.url}: {found}"


@alike.once(sized=False)
def never_sideways(page: Page) -> None:
    """No page scrolls sideways on a desktop, at 200 % nor on the narrowest phone."""
    before = page.viewport_size
    try:
        # What it is shown at now comes first: one change of size less.
        for width in sorted(WIDTHS, key=lambda one: one != before["width"]):
            if (size := {"width": width, "height": 800}) != page.viewport_size:
                page.set_viewport_size(size)
            assert page.evaluate("document.documentElement.scrollWidth") <= width, (
                f"{page.url} scrolls sideways at {width}: {_widest(page, width)}"
            )
    finally:
        page.set_viewport_size(before)


def _widest(page: Page, width: int) -> list[str]:
    """The elements that reach beyond the edge, to find the one to mend."""
    return page.evaluate(
        "w => [...document.querySelectorAll('body *')]"
        ".filter(e => e.getBoundingClientRect().right > w + 1)"
        ".slice(0, 4).map(e => e.outerHTML.slice(0, 160))",
        width,
    )


def neutral_title(page: Page) -> None:
    assert not TELLING.search(page.title()), page.title()
    assert not TELLING.search(page.url), page.url


def english(page: Page) -> list[str]:
    """What is still Spanish among the words that ask somebody to act; for a page shown in English.

    What is marked as another language on purpose, and the names of posts and of languages, are left.
    """
    words = page.locator(f"main :is({ASKED_TO_ACT})").evaluate_all(
        "all => all.filter(e => !e.closest('main [lang]')).map(e => e.textContent)"
    )
    words += page.locator("header button, nav a, footer p").all_text_contents()
    words = {" ".join(word.split()) for word in words} - _names() - {"Español"}
    return sorted(word for word in words if SPANISH.search(NAMES.sub("", word)))


@cache
def _names() -> frozenset[str]:
    catalogues = load_edition().catalogues
    posts = {row["name"] for row in catalogues["posts"]}
    return frozenset(posts | {row["name_en"] for row in catalogues["languages"]})
