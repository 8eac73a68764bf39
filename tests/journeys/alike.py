"""Pages that are alike are looked at once by a worker: the same document, shown in the same way.

Alike is what a reader could not tell apart: every byte of the document as it stands, what is ticked,
chosen, written in and unfolded, where the focus and the pointer are, how wide it is and on what it
is shown. Only names in its tags may differ (ids of rows, keys of forms), each for another one.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from functools import wraps

from playwright.sync_api import Page

Check = Callable[[Page], None]
_TAGS = re.compile("<[^<>]*>")
# One long name for each row, form or session.
_NAMES = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|[\w-]{32,}")
_SHOWN = """sized => {
  const all = [...document.querySelectorAll("*")], place = one => all.indexOf(one);
  const boxes = all.filter(one => "validity" in one).map(one => [
    one.checked, one.indeterminate, one.disabled, one.readOnly, one.validity.valid, one.open,
    one.selectedIndex, one.type === "hidden" || one.type === "file" ? "" : one.value
  ]);
  const is = asked => matchMedia(asked).matches;
  return JSON.stringify([
    document.documentElement.outerHTML, boxes, all.filter(one => one.popover || one.open).map(place),
    place(document.activeElement), place([...document.querySelectorAll(":hover")].pop()),
    sized ? [innerWidth, innerHeight, scrollX, scrollY] : [], devicePixelRatio,
    ["print", "(hover)", "(pointer: coarse)", "(prefers-color-scheme: dark)",
     "(prefers-contrast: more)", "(prefers-reduced-motion)", "(forced-colors: active)"].map(is)
  ]);
}"""


def mark(page: Page, *, sized: bool) -> str:
    """What pages that are alike have in common, and no others; ``sized``: at this width as well."""
    order: dict[str, str] = {}

    def renamed(tag: re.Match[str]) -> str:
        return _NAMES.sub(lambda name: order.setdefault(name[0], f"name {len(order)}"), tag[0])

    same = _TAGS.sub(renamed, page.evaluate(_SHOWN, sized))
    return hashlib.sha256(same.encode()).hexdigest()


def once(*, sized: bool) -> Callable[[Check], Check]:
    """A check, left out of a page that is like one that passed it; ``sized``: at the same width."""

    def of(check: Check) -> Check:
        passed: set[str] = set()

        @wraps(check)
        def looked(page: Page) -> None:
            if (seen := mark(page, sized=sized)) not in passed:
                check(page)
                passed.add(seen)

        return looked

    return of
