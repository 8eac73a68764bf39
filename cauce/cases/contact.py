"""From rows to what the rules read: how the person of a case may be reached. One way only."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

from cauce.cases.rules.follow_up import counts_as_safe
from cauce.content.model import Text
from cauce.rules.consent import may
from cauce.rules.contact import (
    ASKED_NOT_TO,
    DANGER,
    NEVER,
    NO_CONSENT,
    ContactVerdict,
    SafeRecord,
    SafeWay,
    may_contact,
    open_now,
)

from . import sections
from .facts import consents_of, other_of, own_consents, zone_of
from .models import Case, SafeContact


def _newest(case: Case) -> SafeContact | None:
    return SafeContact.objects.filter(case=case).order_by("-confirmed_at", "-expires_at").first()


def said(case: Case) -> dict[str, Any]:
    """What was typed the last time, with numbers and cares; empty: nothing was."""
    row = _newest(case)
    return SafeContact.sealed.open(row, case.key_id) if row else {}


def record_of(case: Case) -> SafeRecord | None:
    """What the person last said, as the rules read it; None: it was never asked."""
    return _record(case, _newest(case))


def record_shown(case: Case) -> SafeRecord | None:
    """The same from what ``case_for`` read with the case, for the line on each of its pages."""
    row = (
        SafeContact(
            id=case.contact_id,
            confirmed_at=case.contact_from,
            expires_at=case.contact_until,
            sealed=case.contact_sealed,
        )
        if case.contact_id
        else None
    )
    return _record(case, row)


def _record(case: Case, row: SafeContact | None) -> SafeRecord | None:
    if row is None:
        return None
    told = SafeContact.sealed.open(row, case.key_id)
    ways = tuple(_way(one) for one in told["ways"])
    if any(one.lacks_language for one in ways):
        # What was agreed before the language was known holds in that of the case, once it is told.
        tongue = (sections.latest(case, "tongue")[1] or {}).get("language")
        known = frozenset({tongue} - {None, ""})
        ways = tuple(replace(one, languages=known) if one.lacks_language else one for one in ways)
    return SafeRecord(confirmed_at=row.confirmed_at, expires_at=row.expires_at, zone=zone_of(case), ways=ways)


def _way(one: dict[str, Any]) -> SafeWay:
    return SafeWay(
        one["way"],
        frozenset(one.get("days", ())),
        dt.time.fromisoformat(one.get("start", "00:00")),
        dt.time.fromisoformat(one.get("end", "00:00")),
        frozenset(one.get("languages", ())),
    )


def verdict_for(case: Case, way: str, language: str, at: dt.datetime) -> ContactVerdict:
    """Whether the person may be reached this way, now. Nothing is sent or printed without it."""
    agreed = may(consents_of(case), "contact", at).allowed
    here = may_contact(record_of(case), way, language, at, agreed=agreed, danger=case.danger)
    there = against_there(case, way, language, at)
    if not there:
        return here
    return ContactVerdict(False, tuple(dict.fromkeys((*here.reasons, *there))))


def against_there(case: Case, way: str, language: str, at: dt.datetime) -> tuple[Text, ...]:
    """What the file that it is joined with says against reaching the person now; empty: nothing.

    The more cautious of both holds. «No contactar» counts there however old it is; an answer whose
    time is over counts for nothing else.
    """
    other = other_of(case)
    if other is None:
        return ()
    found: list[Text] = [DANGER] if other.danger else []
    if may(own_consents(other), "contact", at).state in ("refused", "withdrawn"):
        found.append(NO_CONSENT)
    record = record_of(other)
    if record is not None and any(one.way == NEVER for one in record.ways):
        found.append(ASKED_NOT_TO)
    elif record is not None and record.confirmed_at <= at < record.expires_at:
        found += may_contact(record, way, language, at, agreed=True).reasons
    return tuple(found)


def is_safe_try(case: Case, way: str, language: str, at: dt.datetime) -> bool:
    """Whether an attempt made this way at ``at`` counts as safe; in danger, as the rules of silence say."""
    agreed = may(consents_of(case), "contact", at).allowed
    return counts_as_safe(record_of(case), way, language, at, agreed=agreed, danger=case.danger)


def safe_now(case: Case, at: dt.datetime) -> frozenset[str]:
    """The ways in which the person may be reached at this moment, in some language; of two joined files
    only where the other is not against it."""
    agreed = may(consents_of(case), "contact", at).allowed
    pairs = open_now(record_of(case), at, agreed=agreed, danger=case.danger)
    return frozenset(way for way, language in pairs if not against_there(case, way, language, at))
