"""What is due about the window: whoever waits unanswered, and what was told and is over."""

from __future__ import annotations

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

from cauce.custody.features import Each
from cauce.intake.screenings import access
from cauce.intake.screenings.access_links import any_over
from cauce.intake.screenings.actions import call_deputy, erase_expired, erase_refused, expire_links
from cauce.rules.permissions import SYSTEM


def deputies_called(at: dt.datetime, each: Each) -> int:
    """Somebody passed a turn and nobody comes: the deputy is called."""

    def call(encounter: Any) -> int:
        call_deputy(actor=SYSTEM, encounter=encounter, at=at)
        return 1

    return each(access.unanswered(at), call)


def turns_erased(at: dt.datetime, each: Each) -> int:
    """A turn number lives until the end of its day in the post; cues until they expire."""

    def erase(encounter: Any) -> int:
        zone = ZoneInfo(encounter.post.time_zone)
        today = at.astimezone(zone).date()
        over = bool(encounter.turn) and encounter.raised_at.astimezone(zone).date() < today
        expired = bool(encounter.cues) and encounter.expires_on <= today
        if over or expired:
            erase_expired(actor=SYSTEM, encounter=encounter, cues_too=expired)
        return int(over or expired)

    kept = {e.id: e for e in access.with_turn() + access.with_cues()}
    gone = expire_links(actor=SYSTEM, at=at) if any_over(at.date()) else 0
    return each(kept.values(), erase) + gone


def answers_erased(at: dt.datetime, each: Each) -> int:
    """What was told in a sitting goes once the person refused that it be kept."""

    def forget(sitting: Any) -> int:
        erase_refused(actor=SYSTEM, sitting=sitting)
        return 1

    return each(access.to_erase(), forget)
