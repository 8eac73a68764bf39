"""What a partner's system says beside its answer: its own id, dates, free places. Never a text."""

from __future__ import annotations

import datetime as dt

from cauce.cases.models import Case
from cauce.content.errors import BadInputs
from cauce.custody.journal.door import Entry, act, effect
from cauce.rules.permissions import Actor
from cauce.sharing.machines.rules import EXTERNAL_ID
from cauce.sharing.referrals.actions import answer
from cauce.sharing.referrals.models import Referral

from ..models import Machine, Report
from .keys import saw

bad_input = BadInputs(__file__)

MOST_PLACES = 9999


def _check(said: dict[str, object], at: dt.datetime) -> None:
    number, places = str(said.get("external_id", "")), said.get("free_places")
    if number and not EXTERNAL_ID.fullmatch(number):
        raise bad_input("the_identifier_is_no_code", where="identifier")
    if places is not None and not (isinstance(places, int) and 0 <= places <= MOST_PLACES):
        raise bad_input("the_places_are_no_number", where="output")
    start, end = said.get("started_on"), said.get("ended_on")
    days = [day for day in (start, end) if isinstance(day, dt.date)]
    # A day ahead, for who lives east of here.
    if any(day > at.date() + dt.timedelta(days=1) or day.year < 2000 for day in days) or (
        len(days) == 2 and days[1] < days[0]
    ):
        raise bad_input("the_dates_cannot_be", where="executionPeriod")


@act("referral.report", requires="referral.answer", on="referral")
def report(
    *,
    actor: Actor,
    entry: Entry,
    referral: Referral,
    machine: Machine,
    what: str,
    reason: str,
    said: dict[str, object],
    at: dt.datetime,
) -> None:
    """Take one message of a partner's system whole: its answer (``what`` empty: none) and what it
    says beside it. Raises what ``answer`` raises and ``BadInput``; then nothing of it is kept."""
    _check(said, at)
    if what:
        answer(actor=actor, referral=referral, what=what, reason=reason, at=at)
    entry.about("referral", referral.id, post=referral.case.post_id)
    entry.detail(what=what, said=sorted(said))
    saw(machine=machine, at=at)
    if said:
        # A later message that says nothing of the places leaves them as old as they are.
        dated = {"free_places_at": at} if said.get("free_places") is not None else {}
        Report.objects.update_or_create(
            referral=referral, defaults={**said, **dated, "machine": machine, "at": at}
        )


@effect
def forget_reports(case: Case, at: dt.datetime) -> None:
    """By which id a partner's system knows the person of a case: it goes with who the person is."""
    Report.objects.filter(referral__case=case).delete()
