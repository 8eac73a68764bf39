"""What is noted of a paper, of which a copy may be kept, how many and for how long."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from cauce.content.loader import Edition, parameter_on
from cauce.content.model import Text, both
from cauce.content.model_papers import CopyUse, PaperKind
from cauce.rules.dates import add

AGREED = "paper_copy"  # the purpose of consent without which no copy is kept or opened
RETURNED: dict[str, Text] = {
    "person": both("A la persona", "To the person"),
    "counsel": both("A su abogada o abogado", "To their lawyer"),
}
LAST = 4  # figures of a number: who holds the paper knows it again, and nobody can use it
# The floor, whatever an edition says.
MOST = 12  # copies of one case
QUOTA = 300 * 1024 * 1024  # bytes of all copies of a post
LONGEST = dt.timedelta(days=180)


def use_of(kind: PaperKind | None, use: str) -> CopyUse | None:
    """What a copy of this kind may be kept for; None: not for this."""
    return next((one for one in kind.copies if one.id == use), None) if kind else None


def until(edition: Edition, use: CopyUse, at: dt.datetime, tz: ZoneInfo) -> dt.datetime:
    """When a copy that is kept at this instant ends: never later than the floor."""
    length = parameter_on(edition, use.period, at.astimezone(tz).date()).value
    return min(add(at, int(length), edition.parameters[use.period].unit, tz), at + LONGEST)
