"""Headquarters turns passive cues off at once, or on for a term."""

from __future__ import annotations

import datetime as dt
import uuid

from django.utils import timezone

from cauce.content.errors import unknown
from cauce.content.loader import parameter_on
from cauce.custody.journal.door import Entry, act
from cauce.protocol.editions.access import current_edition
from cauce.rules.permissions import Actor
from cauce.staff.offices.access import day_at

from ..models import CueSwitch

SCOPES = ("cues", "links")


@act("cues.switch", requires="cues.switch")
def switch_cues(*, actor: Actor, entry: Entry, scope: str, on: bool, reason: str) -> CueSwitch:
    """Turn all passive cues (``cues``) or only coincidences (``links``) off, or on until their term.

    It holds at every post from the next page on. Raises ``Unknown`` for a scope or a reason that
    there is not.
    """
    if scope not in SCOPES:
        raise unknown("señales", "cues", scope, SCOPES, "scope")
    edition, now = current_edition(), timezone.now()
    reasons = [row.id for row in edition.catalogues["switch_reasons"]]
    if reason not in reasons:
        raise unknown("razones", "reasons", reason, reasons, "reason")
    days = parameter_on(edition, "passive-cue-term", now.date()).value
    made = CueSwitch.objects.create(
        id=uuid.uuid4(),
        scope_of=scope,
        on=on,
        reason=reason,
        at=now,
        by=actor.user,
        ends_on=day_at(None, now) + dt.timedelta(days=days) if on else None,
    )
    entry.about("cue_switch", made.id)
    entry.detail(scope=scope, on=on, reason=reason)
    return made
