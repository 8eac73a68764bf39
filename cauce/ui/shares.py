"""The parts of a whole as one bar: each part with a letter in it and its words under it.

Pure, like ``charts``. The parts lie in the order of the list below the bar, so the drawing is read
without telling colours apart. What is hidden is one dashed part, never left out: the bar stays whole.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from .charts import WIDTH, Caption, _svg, _text, number, twice

LETTERS = "ABCDEFGHIJKL"
TONES = 4
TALL = 38
LEAST = 17  # of a part that can bear its letter


@dataclass(frozen=True)
class Share:
    """One part. ``value`` None: hidden because it is small."""

    label: str
    value: int | None


@twice
def shares(
    parts: Sequence[Share],
    total: int,
    *,
    caption: Caption,
    hidden_words: str,
    wide: float = WIDTH,
) -> SafeString:
    """A bar of ``total``: the known parts in their order, and last, dashed, all that is hidden.

    Parts of nothing stand in the list alone. Raises ``ValueError`` when the parts are more than the
    whole.
    """
    known = sum(part.value or 0 for part in parts)
    if known > total:
        raise ValueError(f"the parts are {known}, the whole is {total}")
    left, across = 2.0, wide - 4
    body: list[str] = []
    rows: list[tuple[str, str, str]] = []
    x, lettered = left, 0
    for part in parts:
        if part.value is None:
            continue
        size = across * part.value / total if total else 0
        tone = f"tone-{lettered % TONES}"
        letter = LETTERS[lettered] if lettered < len(LETTERS) else ""
        if part.value:
            lettered += 1
            body.append(_part(x, 6, size, TALL, tone))
            if size >= LEAST:
                body.append(_text(x + size / 2, 6 + TALL / 2 + 5, letter, f"mid on-{tone}"))
            x += size
        share = f" · {number(part.value / total, share=True)}" if total else ""
        rows.append(
            (
                letter if part.value else "–",
                tone if part.value else "",
                f"{part.label}: {number(part.value)}{share}",
            )
        )
    hidden = [part.label for part in parts if part.value is None]
    if hidden:
        body.append(_part(x, 6, max(left + across - x, 2), TALL, "bar hidden-count"))
        rows += [("", "bar hidden-count", f"{label}: {hidden_words}") for label in hidden]
    y = 6.0 + TALL + 14
    for letter, tone, words in rows:
        if tone:
            body.append(_part(left, y, 20, 18, tone))
        if letter:
            body.append(_text(left + 10, y + 14, letter, f"mid on-{tone}" if tone else "mid quiet"))
        body.append(_text(left + 30, y + 14, words))
        y += 24
    return _svg(caption, y + 4, body, "narrow" if wide < WIDTH else "", wide)


def _part(x: float, y: float, wide: float, tall: float, kind: str) -> str:
    return f'<rect x="{x:.1f}" y="{y:.1f}" width="{wide:.1f}" height="{tall}" class="{kind}"/>'
