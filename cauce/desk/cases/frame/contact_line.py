"""One line on every page of a case: whether, how and when the person may be reached. Default: no."""

from __future__ import annotations

import datetime as dt
from typing import Any

from cauce.cases.access import Page
from cauce.cases.contact import against_there, record_of, record_shown
from cauce.cases.facts import consents_of
from cauce.cases.models import Case
from cauce.cases.rules.detention import HEARD
from cauce.content.model import Text
from cauce.protocol.editions.access import current_edition
from cauce.rules.consent import ConsentVerdict, may
from cauce.rules.contact import (
    CONSENT_TO_ASK,
    NEVER,
    NO_CONSENT,
    NOT_NOW,
    SHE_COMES,
    SafeRecord,
    SafeWay,
    may_contact,
    open_now,
)

DAYS = (
    Text(es="lun", en="Mon"),
    Text(es="mar", en="Tue"),
    Text(es="mié", en="Wed"),
    Text(es="jue", en="Thu"),
    Text(es="vie", en="Fri"),
    Text(es="sáb", en="Sat"),
    Text(es="dom", en="Sun"),
)


STAY = Text(
    es="Si está con usted o en la línea, siga con la persona. Si se va o se corta, no le llame ni le "
    "escriba.",
    en="If the person is with you or on the line, stay with them. If they leave or are cut off, do not call "
    "or write to them.",
)
# One line of a phone.
NOT_FOR_NOW = Text(
    es="Por ahora no la contacte si no está aquí.",
    en="Do not contact them unless they are here.",
)


def way_names() -> dict[str, Text]:
    return {one.id: one.title for one in current_edition().catalogues["contact_ways"]}


def hours(way: SafeWay) -> Text | None:
    """«lun, mié 09:00–12:00»; None for a way that has no hours."""
    if way.way in (NEVER, SHE_COMES):
        return None
    days = [DAYS[day] for day in sorted(way.days)]
    every = len(days) == 7
    span = "" if way.start == way.end else f" {way.start:%H:%M}–{way.end:%H:%M}"
    es = "todos los días" if every else ", ".join(one.es for one in days)
    en = "every day" if every else ", ".join(one.en for one in days)
    return Text(es=es + span, en=en + span)


def _ways(record: SafeRecord) -> Text:
    names = way_names()
    said = [(names.get(one.way, Text(es=one.way, en=one.way)), hours(one)) for one in record.ways]
    return Text(
        es="; ".join(f"{name.es} {when.es}" if when else name.es for name, when in said),
        en="; ".join(f"{name.en} {when.en}" if when else name.en for name, when in said),
    )


def reach(page: Page, at: dt.datetime) -> dict[str, Any]:
    """The ``words`` of the line, why (``more``, which a phone folds; absent: all is said), and what must be
    known of every call and visit (``heard``; None: nothing).
    """
    held = page.facts.get("person.detained") is True
    if page.facts.get("danger.immediate") is True:
        # Whoever is told to stay with the person is told nothing else beside it.
        return {"words": STAY, "heard": HEARD if held else None}
    line = _line(page.case, record_shown(page.case), at, may(page.consents, "contact", at))
    return line | {"heard": HEARD if held else None}


def reach_of(case: Case, at: dt.datetime) -> dict[str, Any]:
    """The same line for a page about a case that is read in another way."""
    return _line(case, record_of(case), at, may(consents_of(case), "contact", at))


def _line(case: Case, record: SafeRecord | None, at: dt.datetime, consent: ConsentVerdict) -> dict[str, Any]:
    danger, agreed = case.danger, consent.allowed
    open_ways = open_now(record, at, agreed=agreed, danger=danger)
    there: list[Text] = []
    if open_ways and case.joined_with_id:
        # Of two joined files the more cautious holds: a way counts where neither is against it.
        each = [against_there(case, *pair, at) for pair in open_ways]
        there = list(min(each, key=len))
    if open_ways and record and not there:
        ways = _ways(record)
        return {
            "words": Text(
                es=f"Ahora se le puede contactar. Medio seguro: {ways.es}.",
                en=f"May be contacted now. Safe: {ways.en}.",
            )
        }
    way = record.ways[0].way if record and record.ways else ""
    language = min(record.ways[0].languages, default="") if record and record.ways else ""
    why = may_contact(record, way, language, at, agreed=agreed, danger=danger).reasons
    why = why or tuple(there)
    reason = why[0] if why else NOT_NOW
    if reason == NO_CONSENT and consent.state not in ("refused", "withdrawn"):
        reason = CONSENT_TO_ASK
    tail = _ways(record) if record and record.expires_at > at and agreed else None
    return {
        "words": NOT_FOR_NOW,
        "more": Text(
            es=reason.es + (f" Seguro: {tail.es}." if tail else ""),
            en=reason.en + (f" Safe: {tail.en}." if tail else ""),
        ),
    }
