"""The loop over referrals that nobody answers: reminded on fixed days, ended when their time is over."""

from __future__ import annotations

import datetime as dt
import logging
from typing import Any

from django.db import DatabaseError

from cauce.content.errors import Bilingual
from cauce.content.loader import Edition, parameter_on
from cauce.custody.features import Each
from cauce.protocol.editions.access import current_edition
from cauce.rules.permissions import SYSTEM
from cauce.rules.referral import PRIORITIES, chase_now
from cauce.sharing.referrals import access, access_envelopes, access_transfers
from cauce.sharing.referrals.actions import (
    chase,
    chase_round,
    chase_transfer,
    expire,
    lapse,
    lapse_envelope,
    lapse_transfer,
)
from cauce.staff.notices.access import once

log = logging.getLogger("cauce")
CHASES = ("chase-first", "chase-second", "chase-third")
ROUND = 500  # in one transaction: nobody who answers waits longer than that takes
# For which day a silence is chased whose time was over before the first day of the list.
AT_ONCE = 1


def open_for(edition: Edition, on: dt.date) -> dict[str, dt.timedelta]:
    """How long an unanswered referral stays open after it was sent, by priority."""
    found = {}
    for priority in PRIORITIES:
        parameter = edition.parameters[f"referral-{priority}"]
        found[priority] = dt.timedelta(**{parameter.unit: parameter_on(edition, parameter.id, on).value})
    return found


def permissions_over(at: dt.datetime, each: Each) -> int:
    """What was shared goes when the yes it rests on is over, taken back, or followed by a no."""
    over = access.without_consent(at)
    return each(over, lambda referral: int(lapse(actor=SYSTEM, referral=referral, at=at)))


def envelopes_over(at: dt.datetime, each: Each) -> int:
    """How many envelopes were ended that a yes, a referral or a case no longer carries."""
    return each(
        access_envelopes.without_consent(at),
        lambda row: int(lapse_envelope(actor=SYSTEM, envelope=row, at=at)),
    )


def transfers_over(at: dt.datetime, each: Each) -> int:
    """What another post was asked and waits in vain for: over, and its note destroyed."""

    def end(transfer: Any) -> int:
        lapse_transfer(actor=SYSTEM, transfer=transfer, at=at)
        return 1

    return each(access_transfers.over(at), end)


def transfers_chased(at: dt.datetime, each: Each) -> int:
    """A case that another post was asked to receive, unanswered the same day: said once."""
    return each(
        access_transfers.late(at),
        once("transfer_late", lambda row: chase_transfer(actor=SYSTEM, transfer=row, at=at)),
    )


def referrals_chased(at: dt.datetime, each: Each) -> int:
    """Remind when the time to answer is over and on fixed days after sending, once for each silence; one that
    stays unanswered for long ends. How many were done; ``each`` does one row after the other, so that
    one that fails holds up no other."""
    edition = current_edition()
    days = [parameter_on(edition, name, at.date()).value for name in CHASES]
    kept = open_for(edition, at.date())
    over, late = [], []
    for referral in access.silent(at, days):
        passed = referral.due_at is not None and referral.due_at <= at
        if passed and referral.sent_at + kept[referral.priority] <= at:
            over.append(referral)
        elif passed and not referral.chased:
            late.append((referral, max(AT_ONCE, (at - referral.sent_at).days)))
        elif (day := chase_now(referral.sent_at, days, referral.chased, at)) is not None:
            late.append((referral, day))

    def end(referral) -> int:
        expire(actor=SYSTEM, referral=referral, at=at)
        return 1

    done = each(over, end)
    for start in range(0, len(late), ROUND):
        done += _round(late[start : start + ROUND], max(days), at, each)
    return done


def _round(part: list[tuple[Any, int]], last: int, at: dt.datetime, each: Each) -> int:
    try:
        return chase_round(actor=SYSTEM, due=part, last=last, at=at)
    except (Bilingual, DatabaseError) as error:
        log.error("tick referrals %s", type(error).__name__)
    day_of = {referral.id: day for referral, day in part}

    def one(referral) -> int:
        day = day_of[referral.id]
        chase(actor=SYSTEM, referral=referral, day=day, last=day == last, at=at)
        return 1

    return each([referral for referral, _ in part], one)
