"""Whether passive cues are on, the limits of coincidences, and the keys that make their marks."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from cauce.content.loader import parameter_on
from cauce.content.model_toolbox import Instrument, Item
from cauce.custody.keystore import mark
from cauce.intake.screenings.rules import Limits, alike, period_of
from cauce.protocol.editions.access import current_edition
from cauce.staff.offices.models import Post

from .models import CueSwitch, LinkComplaint, LinkKey, LinkMark

SwitchScope = Literal["cues", "links"]
COMPLAINT = "complaint."  # before the field: a purpose of its own, with a key that lasts longer


def last_switch(scope: SwitchScope) -> CueSwitch | None:
    """The newest word of headquarters on it; None: it never said anything."""
    return CueSwitch.objects.filter(scope_of=scope).order_by("-at").first()


def cues_on(on: dt.date) -> bool:
    """Whether anything is noticed at counters. On until headquarters turns it off or its term ends."""
    last = last_switch("cues")
    return last is None or _holds(last, on)


def links_on(on: dt.date) -> bool:
    """Whether coincidences are compared. Off until headquarters turns them on, and for a term only."""
    last = last_switch("links")
    return last is not None and _holds(last, on) and cues_on(on)


def _holds(last: CueSwitch, on: dt.date) -> bool:
    return last.on and (last.ends_on is None or on < last.ends_on)


def noticed_on(instrument: Instrument, on: dt.date) -> list[Item]:
    """What a counter may tick: all, or while cues are off only what the person asks for."""
    if cues_on(on):
        return list(instrument.items)
    return [item for item in instrument.items if item.kind in ("question", "safety")]


def asked_outright(cues: list[str]) -> bool:
    """Whether something of what was ticked is what the person herself asked or said at the counter."""
    window = current_edition().instruments["window-cues"]
    return any(item.kind == "question" and item.id in cues for item in window.items)


def limits_on(on: dt.date) -> Limits:
    """The limits of the edition in force."""
    edition = current_edition()

    def value(name: str) -> int:
        return parameter_on(edition, name, on).value

    return Limits(value("link-cue-people"), value("link-cue-children"), value("link-cue-window"))


def period_on(on: dt.date) -> tuple[int, dt.date]:
    """The period in which a day lies, and the first day after it."""
    days = limits_on(on).days
    period = period_of(on.toordinal(), days)
    return period, dt.date.fromordinal((period + 1) * days)


def digest_of(key: LinkKey, field: str, typed: str) -> str | None:
    """The mark of what was typed; None: too little to compare. What was typed goes no further."""
    plain = alike(field, typed)
    return None if plain is None else mark(key.id, key.purpose, plain)


def complained(post: Post, field: str, typed: str, on: dt.date) -> bool:
    """Whether somebody complained before of this employer or recruiter at this post."""
    key = LinkKey.objects.filter(post=post, purpose=COMPLAINT + field).first()
    digest = None if key is None else digest_of(key, field, typed)
    return (
        digest is not None
        and LinkComplaint.objects.filter(key=key, digest=digest, expires_on__gt=on).exists()
    )


def count_of(key: LinkKey, digest: str, *, minor: bool) -> int:
    """How many visits of the period bear that mark."""
    found = LinkMark.objects.filter(key=key, digest=digest, minor=minor)
    return found.values_list("count", flat=True).first() or 0
