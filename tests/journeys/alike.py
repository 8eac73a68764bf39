"""Pages that are alike are looked at once in a run: the same document, shown in the same way.

Alike is what a reader could not tell apart: every byte of the document as it stands, what is ticked,
chosen, written in and unfolded, where the focus and the pointer are, how wide it is and on what it
is shown. Only names in its tags may differ (ids of rows, keys of forms), each for another one, and
the digits of an hour or a day. What passed on one worker passed for the others of the same run.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from pathlib import Path

from playwright.sync_api import Page

from . import steps

Check = Callable[[Page], None]
# What pages that are alike have in common, and no others, as a number; it stays in the page, which is
# many times as long. A name is long and stands for a row, a form or a session.
_MARK = r"""async sized => {
  const all = [...document.querySelectorAll("*")], place = one => all.indexOf(one);
  const boxes = all.filter(one => "validity" in one).map(one => [
    one.checked, one.indeterminate, one.disabled, one.readOnly, one.validity.valid, one.open,
    one.selectedIndex, one.type === "hidden" || one.type === "file" ? "" : one.value
  ]);
  const is = asked => matchMedia(asked).matches, order = new Map();
  const named = name => order.get(name) || order.set(name, `name ${order.size}`).get(name);
  const names = /[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|[\w-]{32,}/g;
  const shown = document.documentElement.outerHTML
    .replace(/<time\b[^<>]*>[^<>]*/g, time => time.replace(/\d/g, "0"))
    .replace(/<[^<>]*>/g, tag => tag.replace(names, named));
  const words = JSON.stringify([
    shown, boxes, all.filter(one => one.popover || one.open).map(place),
    place(document.activeElement), place([...document.querySelectorAll(":hover")].pop()),
    sized ? [innerWidth, innerHeight, scrollX, scrollY] : [], devicePixelRatio,
    ["print", "(hover)", "(pointer: coarse)", "(prefers-color-scheme: dark)",
     "(prefers-contrast: more)", "(prefers-reduced-motion)", "(forced-colors: active)"].map(is)
  ]);
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(words));
  return [...new Uint8Array(digest)].map(byte => byte.toString(16).padStart(2, "0")).join("");
}"""


class Passed:
    """What passed, by whatever says what it was; once shared, a line for each in a file of the run."""

    def __init__(self) -> None:
        self._known: set[str] = set()
        self._file: Path | None = None
        self._read = 0

    def share(self, file: Path) -> None:
        """From now on with whoever shares that file: what is known is written there, what is there read."""
        self._file, self._read = file, 0
        self.add(*self._known)

    def known(self) -> set[str]:
        if self._file and self._file.exists():
            with self._file.open("rb") as lines:
                lines.seek(self._read)
                whole = lines.read().rpartition(b"\n")[0]  # the last may still be on its way
            self._read += len(whole) + bool(whole)
            self._known.update(whole.decode().split("\n") if whole else ())
        return self._known

    def add(self, *what: str) -> None:
        self._known.update(what)
        if self._file and what:
            with self._file.open("ab", buffering=0) as lines:
                lines.write("".join(f"{one}\n" for one in what).encode())


passed = Passed()


def once(*, sized: bool, passed: Passed = passed) -> Callable[[Check], Check]:
    """A check, left out of a page that is like one that passed it; ``sized``: at the same width."""

    def of(check: Check) -> Check:
        name = f"{check.__module__}.{check.__qualname__}"

        @wraps(check)
        def looked(page: Page) -> None:
            seen = f"{name} {page.evaluate(_MARK, sized)}"
            alike = seen in passed.known()
            steps.looks[f"{check.__name__}: {'alike' if alike else 'asked'}"] += 1
            if not alike:
                check(page)
                passed.add(seen)

        return looked

    return of
