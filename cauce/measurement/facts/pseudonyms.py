"""Whose fact it is, without saying who: keys under the secret of a year, from a seed that dies with the case.

subject = HMAC(secret of the year, chance value of the case). The chance value lies sealed under the
key of the case: once that is destroyed nobody, not even with the secret, gets from the case to its
facts. Once the secret is destroyed nobody gets there from any case. Keys of two years share nothing.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Q

from cauce.cases.models import Case
from cauce.custody.journal.chain import NETWORK
from cauce.custody.journal.door import effect
from cauce.custody.keystore import KeyGone, create_key, mark

from ..models import Period, Seed

LENGTH = 32  # hexadecimal digits of a key: 128 bits


@dataclass(frozen=True, slots=True)
class Whose:
    """The keys of one case. ``subject`` '': they cannot be made any more, or must not be."""

    period: int
    subject: str = ""
    group: str = ""
    seed: str = ""

    def item(self, kind: str, id: object) -> str:
        """The key of one contact, referral or family of hers; '' without a subject."""
        if not self.subject:
            return ""
        return pseudonym(self.period, "item", f"{self.seed}|{kind}|{id}")


def secret_of(year: int) -> UUID | None:
    """The key of a year, as it is now; None: it was destroyed, or there is none yet."""
    found = Period.objects.filter(year=year).first()
    return found.key_id if found and found.destroyed_at is None else None


def pseudonym(year: int, purpose: str, plain: str) -> str:
    """A key under the secret of a year; '' when the year has none any more."""
    key_id = secret_of(year)
    try:
        return mark(key_id, f"fact.{purpose}", plain)[:LENGTH] if key_id else ""
    except KeyGone:
        return ""


@effect
def open_period(year: int) -> None:
    """Make the secret of a year with its first fact."""
    found, new = Period.objects.get_or_create(year=year)
    if new:
        create_key(found.key_id, NETWORK)  # a key without a row harms nobody


def year_of(case: Case) -> int:
    """The year in which her service began, where it began."""
    return case.opened_at.astimezone(ZoneInfo(case.post.time_zone)).year


@effect
def whose(case: Case) -> Whose:
    """The keys of a case; its seed is made with its first fact."""
    year = year_of(case)
    if case.erased_at or case.keeping == "refused":
        return Whose(year)
    open_period(year)
    row = Seed.objects.filter(case=case).first()
    try:
        told = Seed.sealed.open(row, case.key_id) if row else _sown(case, year)
    except KeyGone:
        return Whose(year)
    group = pseudonym(year, "group", told["group"]) if told["group"] else ""
    return Whose(year, pseudonym(year, "subject", told["subject"]), group, told["subject"])


def _sown(case: Case, year: int) -> dict[str, str]:
    told = {"subject": os.urandom(16).hex(), "group": ""}
    _keep(Seed(case=case, period=year), case, told)
    return told


def _keep(row: Seed, case: Case, told: dict[str, str]) -> None:
    row.sealed = Seed.sealed.seal(row, told, case.key_id)
    row.save()


@effect
def join_group(case: Case, others: list[Case]) -> None:
    """They came together: the same chance value lies in the seed of each."""
    rows = {row.case_id: row for row in Seed.objects.filter(case__in=[case, *others])}
    told = {}
    for one in (case, *others):
        try:
            if one.id in rows:
                told[one.id] = Seed.sealed.open(rows[one.id], one.key_id)
        except KeyGone:
            continue
    value = next((said["group"] for said in told.values() if said["group"]), os.urandom(16).hex())
    for one in (case, *others):
        if one.id in told and told[one.id]["group"] != value:
            _keep(rows[one.id], one, told[one.id] | {"group": value})


@effect
def forget_ended() -> int:
    """What led from a case to its facts goes where the record was erased, or she refused that it be
    kept; how many there were."""
    ended = Q(case__erased_at__isnull=False) | Q(case__keeping="refused")
    return Seed.objects.filter(ended).delete()[0]
