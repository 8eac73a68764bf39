"""Preparing, proposing, signing and refusing the estimate of a year: two people, never one alone."""

from __future__ import annotations

import datetime as dt

from django.db import IntegrityError, transaction
from django.utils import timezone

from cauce.content.errors import BadInputs
from cauce.custody.journal.door import Absent, Entry, act
from cauce.rules.permissions import Actor

from ..estimating import Made
from ..facts import code
from ..models import YearEstimate
from ..publishing.announced import day_now

bad_input = BadInputs(__file__)

FIRST_YEAR = 2015


@act("estimate.prepare", requires="statistics.prepare")
def prepare_estimate(*, actor: Actor, entry: Entry, year: int, made: Made) -> YearEstimate:
    """Keep what the lists of a year say, for two people to read; a draft of that year is made anew.

    Raises ``BadInput`` for a year that has not ended, where one of that year waits to be signed, and
    where somebody else prepared one at the same moment.
    """
    now = timezone.now()
    if not FIRST_YEAR <= year or dt.date(year + 1, 1, 1) > day_now(now):
        raise bad_input("the_year_has_not_ended", where="year", year=year)
    under_way = YearEstimate.objects.filter(year=year)
    if under_way.filter(state="proposed").exists():
        raise bad_input("estimate_of_year_waits_for_signature", where="year", year=year)
    under_way.filter(state="draft").delete()
    row = YearEstimate(
        year=year,
        origin=made.origin,
        linkage_id=made.linkage_id,
        given_hash=made.given_hash,
        document=made.document,
        code_version=code.version(),
        prepared_by=actor.user,
        prepared_at=now,
    )
    row.hash = row.fingerprint()
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as problem:  # two at once: the first one's stays
        raise bad_input("estimate_of_year_was_just_prepared", where="year", year=year) from problem
    entry.about("estimate", row.id)
    entry.detail(year=year, hash=row.hash)
    return row


@act("estimate.discard", requires="statistics.prepare", on="estimate")
def discard_estimate(*, actor: Actor, entry: Entry, estimate: YearEstimate) -> None:
    """Leave a draft. Raises ``Absent`` when it is none any more."""
    if estimate.state != "draft":
        raise Absent()
    entry.about("estimate", estimate.id)
    entry.detail(year=estimate.year)
    estimate.delete()


@act("estimate.propose", requires="statistics.prepare", on="estimate")
def propose_estimate(*, actor: Actor, entry: Entry, estimate: YearEstimate, seen: str) -> None:
    """The first signature. ``seen``: the hash of what was read. Raises ``BadInput``."""
    _check_state(estimate, "draft", "en borrador", "a draft")
    _check_seen(estimate, seen)
    estimate.state, estimate.proposed_by = "proposed", actor.user
    estimate.proposed_at = timezone.now()
    estimate.save(update_fields=["state", "proposed_by", "proposed_at"])
    entry.about("estimate", estimate.id)
    entry.detail(year=estimate.year, hash=estimate.hash)


@act("estimate.sign", requires="statistics.sign", on="estimate")
def sign_estimate(*, actor: Actor, entry: Entry, estimate: YearEstimate, seen: str) -> None:
    """The second signature, of another person: from here on it stands for its year, range or refusal.

    One that stood before is ``replaced`` and stays readable. Raises ``BadInput`` where the same person
    prepared it or signed first, where it is not proposed, or where it changed since it was read.
    """
    _check_another(estimate, actor)
    _check_state(estimate, "proposed", "firmada por una primera persona", "signed by a first person")
    _check_seen(estimate, seen)
    now = timezone.now()
    for before in YearEstimate.objects.filter(year=estimate.year, state="signed"):
        before.hold()
        before.state, before.replaced_at = "replaced", now
        before.save(update_fields=["state", "replaced_at"])
    estimate.state, estimate.signed_by, estimate.signed_at = "signed", actor.user, now
    estimate.save(update_fields=["state", "signed_by", "signed_at"])
    entry.about("estimate", estimate.id)
    entry.detail(year=estimate.year, hash=estimate.hash)


@act("estimate.refuse", requires="statistics.sign", on="estimate")
def refuse_estimate(*, actor: Actor, entry: Entry, estimate: YearEstimate, why: str) -> None:
    """The second person does not sign, and says why. Raises ``BadInput`` without a reason."""
    _check_another(estimate, actor)
    _check_state(estimate, "proposed", "firmada por una primera persona", "signed by a first person")
    if not why.strip():
        raise bad_input("it_does_not_say_why", where="why")
    estimate.state, estimate.refused_by = "rejected", actor.user
    estimate.refused_at, estimate.refused_why = timezone.now(), why.strip()[:2000]
    estimate.save(update_fields=["state", "refused_by", "refused_at", "refused_why"])
    entry.about("estimate", estimate.id)
    entry.detail(year=estimate.year)


def _check_state(estimate: YearEstimate, wanted: str, es: str, en: str) -> None:
    if estimate.state != wanted:
        raise bad_input("it_is_not_any_more", where="state", es=es, en=en)


def _check_seen(estimate: YearEstimate, seen: str) -> None:
    if not (seen == estimate.hash == estimate.fingerprint()):
        raise bad_input("it_changed_since_you_read_it", where="seen")


def _check_another(estimate: YearEstimate, actor: Actor) -> None:
    if actor.user in (estimate.prepared_by, estimate.proposed_by):
        raise bad_input("the_same_person_signs_once", where="user")
