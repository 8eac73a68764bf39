"""What every page owes to a shared, locked-down machine at the end of a slow line.

``owed`` is asked of every page that the walks of this folder open anyway.
"""

from __future__ import annotations

import re

# Half a minute on a line of 40 kbit/s; the first page of all brings style, letters and scripts besides.
MOST_BYTES = 150_000
FORM = re.compile(rb"<form\b[^>]*\bmethod=\"post\"[^>]*>.*?</form>", re.DOTALL)
BLIND = re.compile(rb'name="once" value=""|name="once">')
PRINTS = re.compile(rb"window\.print|\bprint\(\)|onload=|onbeforeprint", re.IGNORECASE)
# What a browser offers to remember, or remembers unasked, unless it is told not to.
TYPED = re.compile(
    rb"<(?:input\b[^>]*\btype=\"(?:text|tel|email|search|number|date|password)\"|textarea\b)[^>]*>"
)


def owed(name: str, answer) -> list[str]:
    """What a page lacks; nothing of an answer that is no page."""
    if answer.streaming or not answer.headers.get("Content-Type", "").startswith("text/html"):
        return []
    page, found = answer.content, []
    if BLIND.search(page):
        found.append(f"{name}: a form whose key is empty")
    if PRINTS.search(page):
        found.append(f"{name}: prints by itself")
    if len(page) > MOST_BYTES:
        found.append(f"{name}: {len(page):,} bytes")
    for form in FORM.findall(page):
        off = b'autocomplete="off"' in form[: form.index(b">")]
        found += [
            f"{name}: remembers {one.decode()}"
            for one in TYPED.findall(form)
            if not off and b"autocomplete=" not in one
        ]
    return found
