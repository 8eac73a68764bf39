"""Few stages by year, one below the other: how many began, how many got there in the same number of days.

Pure, like ``charts``. A year in which that is not over yet is drawn hollow; what nobody counted is hatched,
and has no length: it is no number.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap

from django.utils.safestring import SafeString

from .charts import MARGIN, WIDTH, Caption, _hidden, _svg, _text, _whisker, twice

LEFT = 196  # where bars begin on a desk
BAR, LINE = 16, 16
ABOVE = 46  # letters of a line on a phone
WORDS = 86  # and of one over the whole of a desk


@dataclass(frozen=True)
class Step:
    """One stage of a year. ``value`` None: hidden. ``low``/``high`` None: no interval. ``words``: of it."""

    label: str
    value: float | None
    words: str
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class Group:
    """One year. ``hollow``: it is not over. ``beside``: what is said at its end; '': nothing."""

    title: str
    steps: Sequence[Step]
    hollow: bool = False
    beside: str = ""


@twice
def steps_down(
    groups: Sequence[Group], *, caption: Caption, unseen: tuple[str, str], wide: float = WIDTH
) -> SafeString:
    """``unseen``: the name of what was not seen, and what can be said of it."""
    narrow = wide < WIDTH
    left, right = (4.0, wide - 6) if narrow else (float(LEFT), wide - 210.0)
    most = max((v for g in groups for s in g.steps for v in (s.value, s.high) if v), default=1)
    body: list[str] = []
    y = float(MARGIN)

    def x(value: float) -> float:
        return left + (right - left) * min(max(value / most, 0), 1)

    for group in groups:
        body.append(_text(4, y + 12, group.title, "strong"))
        if group.beside:
            body.append(_text(wide - 4, y + 12, group.beside, "quiet end"))
        y += 22
        for step in group.steps:
            if narrow:
                for line in wrap(f"{step.label}: {step.words}", ABOVE):
                    body.append(_text(left, y + 12, line))
                    y += LINE
                y += 2
            else:
                body.append(_text(left - 8, y + 13, step.label, "end"))
            body += _bar(step, x, y, left, group.hollow)
            if not narrow:
                ends = [x(v) for v in (step.value, step.high) if v is not None]
                body.append(_text(max([left + 26, *ends]) + 8, y + 13, step.words))
            y += BAR + (14 if narrow else 12)
        y += 8
    body.append(_text(4, y + 12, unseen[0], "strong"))
    y += 20
    ident = f"{caption.ident}-unseen"
    body.append(
        f'<defs><pattern id="{ident}" width="7" height="7" patternUnits="userSpaceOnUse">'
        '<path d="M0 7L7 0" class="hatch"/></pattern></defs>'
        f'<rect x="4" y="{y:.1f}" width="{wide - 8:.1f}" height="{BAR}" class="not-seen" '
        f'fill="url(#{ident})"/>'
    )
    y += BAR + 4
    for line in wrap(unseen[1], ABOVE if narrow else WORDS):
        body.append(_text(4, y + 12, line))
        y += LINE + 2
    return _svg(caption, y + 6, body, "narrow" if narrow else "", wide)


def _bar(step: Step, x, y: float, left: float, hollow: bool) -> list[str]:
    if step.value is None:
        return [_hidden(left, y, tall=BAR)]
    kind = "bar hollow" if hollow else "bar"
    size = max(x(step.value) - left, 1)
    body = [f'<rect x="{left:.1f}" y="{y:.1f}" width="{size:.1f}" height="{BAR}" class="{kind}"/>']
    if step.low is not None and step.high is not None:
        body += _whisker(x(step.low), x(step.high), y + BAR + 4)
    return body
