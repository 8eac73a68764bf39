"""The part of the loop that tells people: what waits in the outbox, the daily message, the e-mails."""

from __future__ import annotations

import datetime as dt
import logging

from cauce.cases import access_due
from cauce.custody.features import Each
from cauce.rules.permissions import SYSTEM
from cauce.staff.accounts.access_telling import address_code, stands_in
from cauce.staff.notices import access, sending
from cauce.staff.notices.actions import collect, daily, settle, take
from cauce.staff.notices.sending import Result
from cauce.staff.offices import access as offices

log = logging.getLogger("cauce")


def messages_sent(at: dt.datetime, each: Each) -> int:
    """How many messages were decided on."""
    if not access.waiting(1):
        return 0
    return collect(actor=SYSTEM, at=at, mails=sending.is_open(), stands=stands_in)


def daily_made(at: dt.datetime, each: Each) -> int:
    """How many daily messages were made."""
    made = 0
    for user in access.daily_due(at) if sending.is_open() else ():
        today, late = access_due.counts(user, at, access.preference_of(user).tz)
        made += daily(actor=SYSTEM, recipient=user, today=today, late=late, at=at)
    return made


def mails_sent(at: dt.datetime, each: Each) -> int:
    """How many e-mails were made and left."""
    if not access.mail_waits(at) or not sending.is_open():
        return 0
    sent = 0
    for mail in take(actor=SYSTEM, at=at):
        address = access.address_of(mail, at)
        code = address_code(mail.confirmation, address) if mail.confirmation else ""
        active = bool(offices.actor_of(mail.recipient).grants)
        result = sending.send(mail, address, code) if address and active else Result.NEVER
        if result is Result.LATER:
            log.warning("mail %s not sent, try %s", mail.id, mail.tries)
            continue
        settle(actor=SYSTEM, mail=mail, sent=result is Result.SENT, at=at)
        sent += result is Result.SENT
    return sent
