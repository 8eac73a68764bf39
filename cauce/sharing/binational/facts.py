"""What a petition shows of the person at this moment, and what each sealed part is bound to."""

from __future__ import annotations

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

from cauce.cases.access import WORKING
from cauce.cases.facts import agreed_fields, edition_of
from cauce.content.loader import parameter_on
from cauce.content.model_petitions import PetitionKind
from cauce.custody.keystore import KeyGone
from cauce.rules import binational as rules
from cauce.rules.dates import add
from cauce.staff.offices.models import Partner

from .models import Petition

COARSE, IDENTITY = "coarse", "identity"


def reference_of(petition: Petition) -> str:
    """A short name to say on the telephone; it tells nothing and is not the folio of the case."""
    return f"M-{petition.id.hex[:6].upper()}"


def has_ended(petition: Petition) -> bool:
    """Whether its case no longer asks anything: closed, blocked or erased."""
    case = petition.case
    return case.status not in WORKING or bool(case.blocked_at or case.erased_at)


def kind_of(petition: Petition) -> PetitionKind:
    """What is asked, in the words of the edition that its case follows."""
    return rules.kind_of(edition_of(petition.case).petition_kinds, petition.kind)


def zone_of(partner: Partner) -> ZoneInfo:
    """The clock of an office: its own, or that of the capital where none is said."""
    return ZoneInfo(partner.time_zone or rules.HOME_ZONE)


def stored_of(petition: Petition) -> dict[str, dict[str, Any]]:
    """Both parts as they were sealed; empty once it ended."""
    if petition.shared is None:
        return {COARSE: {}, IDENTITY: {}}
    try:
        return Petition.shared.open(petition)
    except KeyGone:
        return {COARSE: {}, IDENTITY: {}}


def agreed_now(petition: Petition, at: dt.datetime) -> frozenset[str]:
    """Which data of identity this office may have at this moment, by the person's last word."""
    if petition.basis == "exception":
        return frozenset(petition.fields)
    if petition.basis == "none":
        return frozenset()
    return agreed_fields(petition.case, rules.PURPOSE, str(petition.partner_id), at)


def shown_of(petition: Petition, at: dt.datetime) -> dict[str, dict[str, Any]]:
    """What the office sees now: the general part, and of identity what a yes still carries."""
    stored = stored_of(petition)
    agreed = agreed_now(petition, at) if stored[IDENTITY] else frozenset()
    kept = {name: value for name, value in stored[IDENTITY].items() if name in agreed}
    return {COARSE: stored[COARSE], IDENTITY: kept}


def why_of(petition: Petition) -> str:
    """The reason of an exception, for the post; '': it rests on none."""
    if petition.why is None:
        return ""
    return Petition.why.open(petition)


def note_of(petition: Petition) -> str:
    """The short line that came back; '': there is none."""
    if petition.note is None:
        return ""
    return Petition.note.open(petition)


def still_carried(petition: Petition, at: dt.datetime) -> bool:
    """Whether the person's last word still carries all that is stored of who they are."""
    if petition.basis != "consent" or petition.shared is None:
        return True
    return set(stored_of(petition)[IDENTITY]) <= agreed_now(petition, at)


def due_of(petition: Petition, at: dt.datetime) -> dt.datetime:
    """By when, counted on the clock of whoever must do it."""
    edition = edition_of(petition.case)
    name = getattr(kind_of(petition).within, petition.level)
    amount = parameter_on(edition, name, at.date()).value
    return add(at, int(amount), edition.parameters[name].unit, zone_of(petition.partner))


def reminder_of(petition: Petition) -> dt.datetime | None:
    """When the office is reminded; None: nothing waits there."""
    if petition.sent_at is None or petition.due_at is None:
        return None
    edition = edition_of(petition.case)
    hours = parameter_on(edition, "mexico-reminder", petition.sent_at.date()).value
    return rules.remind_at(petition.sent_at, petition.due_at, dt.timedelta(hours=hours))
