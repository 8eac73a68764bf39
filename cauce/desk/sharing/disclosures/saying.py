"""In words: on what something rests, to whom it went, which data; and the log of a case."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.utils import timezone

from cauce.cases.facts import vocabulary_of
from cauce.cases.models import Case
from cauce.content.model import Text
from cauce.desk.cases.frame.consent_bar import recipient_names
from cauce.family.reunification import access_returning as returns
from cauce.family.reunification.actions.returning_going import FIELDS
from cauce.protocol.editions.access import current_edition
from cauce.rules.binational import ALONE
from cauce.sharing.binational import access as petitions
from cauce.sharing.binational.facts import agreed_now as agreed_there
from cauce.sharing.disclosures import access as disclosures
from cauce.sharing.disclosures.models import Disclosure
from cauce.sharing.referrals import access as referrals
from cauce.sharing.referrals.facts import agreed_now

WITH_YES = Text(es="con su permiso", en="with consent")
DEMANDED = Text(
    es="por un documento de una autoridad, decidido por dos personas",
    en="under a demand, decided by two people",
)
GENERAL = Text(es="información general, sin nombres", en="general information, without names")


def labels_of(case: Case, ids: Iterable[str]) -> list[Text]:
    """What each of these data is called, those that ended too."""
    names = vocabulary_of(case).labels
    return [names.get(id, Text(es=id, en=id)) for id in ids]


def joined(texts: Iterable[Text]) -> Text | None:
    """One line of them; None for none."""
    told = list(texts)
    if not told:
        return None
    return Text(es=", ".join(one.es for one in told), en=", ".join(one.en for one in told))


def basis(row: Disclosure) -> Text:
    """On what it rests."""
    if row.kind == "exception":
        names = {one.id: one.title for one in current_edition().catalogues["sharing_exceptions"]}
        return names.get(row.exception, Text(es=row.exception, en=row.exception))
    return DEMANDED if row.kind == "demand" else WITH_YES


def whom(row: Disclosure, said: dict[str, Any] | None = None) -> Text:
    if row.kind == "demand":
        name = (said or {}).get("who", "")
        return Text(es=name or "quien lo pidió", en=name or "whoever asked")
    known = {one.id: one.title for one in current_edition().catalogues["us_authorities"]}
    return known.get(row.recipient, Text(es=row.recipient, en=row.recipient))


def shared_with_providers(case) -> list[dict[str, Any]]:
    """Each request to a provider: to whom, when, which data it may still see, and if it was taken back."""
    found = []
    for one in referrals.of_case(case):
        now = agreed_now(one) & set(one.fields) if one.shared is not None else frozenset()
        ended = one.consent.withdrawn_at
        found.append(
            {
                "name": one.service.organization.name,
                "at": one.sent_at,
                "id": one.id,
                "fields": joined(labels_of(case, one.fields or sorted(now))),
                "now": joined(labels_of(case, sorted(now))) if now else None,
                "withdrawn_at": ended,
                "seen": any(step.state == "acknowledged" for step in one.steps.all()),
            }
        )
    for trip, yes in returns.shared_of_case(case):
        carried = sorted(returns.shown_to_receiver(trip, timezone.now()))
        found.append(
            {
                "name": trip.partner.name,
                "at": yes.given_at,
                "id": trip.id,
                "fields": joined(labels_of(case, FIELDS)),
                "now": joined(labels_of(case, carried)) if carried else None,
                "withdrawn_at": yes.withdrawn_at,
                "seen": trip.confirmed_at is not None,
            }
        )
    return found


def shared_with_authorities(case) -> list[dict[str, Any]]:
    found = []
    for row, said in disclosures.of_case(case):
        if row.state != "made":
            continue
        found.append(
            {
                "row": row,
                "name": whom(row, said),
                "at": row.made_at,
                "basis": basis(row),
                "fields": joined(labels_of(case, row.fields)),
                "told_at": row.told_at,
                "withdrawn_at": row.consent.withdrawn_at if row.consent else None,
            }
        )
    return found


def _basis_there(one) -> Text:
    names = {e.id: e.title for e in current_edition().catalogues["sharing_exceptions"]}
    return names.get(one.exception) or (WITH_YES if one.consent_id else ALONE)


def shared_with_mexico(case, at: dt.datetime) -> list[dict[str, Any]]:
    """Each thing that left for an office in Mexico: which data, on what it rests, if it still may see
    them.
    """
    found = []
    for one in petitions.of_case(case):
        if one.sent_at is None:
            continue
        now = agreed_there(one, at) & set(one.fields) if one.shared is not None else frozenset()
        found.append(
            {
                "row": one,
                "name": one.partner.name,
                "at": one.sent_at,
                "basis": _basis_there(one),
                "fields": joined(labels_of(case, one.fields)) or GENERAL,
                "now": joined(labels_of(case, (field for field in one.fields if field in now))),
                "ended_at": one.ended_at,
            }
        )
    return found


def answers(case, consents: Iterable[Any], at: dt.datetime) -> list[dict[str, Any]]:
    """Every yes about sharing and whether it was taken back: what she decided, beside what was done."""
    to_one = vocabulary_of(case).to_one
    rows = [row for row, _ in consents if row.purpose in to_one]
    names = recipient_names({row.recipient for row in rows if row.recipient})
    return [
        {
            "name": names.get(row.recipient, Text(es="–", en="–")),
            "given": row.given,
            "at": row.given_at,
            "withdrawn_at": row.withdrawn_at,
            "over": bool(row.given and row.expires_at and row.expires_at <= at),
        }
        for row in rows
    ]
