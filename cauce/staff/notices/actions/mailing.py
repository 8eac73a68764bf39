"""What waits in the outbox leaves: on a page, in an e-mail of its own, or in one a day.

An e-mail is a row before it is sent, and each try is written down before it is made: a server that
dies at any point sends it again under the same Message-ID, and loses none.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from cauce.custody.features import closed_of
from cauce.custody.journal.door import Entry, act
from cauce.rules.permissions import Actor
from cauce.staff.notices import rules as mailing

from .. import access
from ..models import Mail, Message, Preference

A_ROUND = 200  # e-mails of one turn of the loop
# That a message may be for somebody is known to whoever attends them alone: one who stands in may be who
# took it at the counter. A warning, which is urgent, is told to them all the same.
OWN = ("passing:",)


@act("notices.collect", requires="system.run")
def collect(
    *, actor: Actor, entry: Entry, at: dt.datetime, mails: bool, stands: Callable[[str, str], bool]
) -> int:
    """Decide for each message that waits how it is told; how many. ``mails`` False: no mail server.

    Whoever is away keeps theirs for the day they are back, and whoever stands in is told as well while
    ``stands`` (ids of both) says that they still may: a folio is nothing for who works elsewhere by now.
    """
    rows = access.waiting()
    held = Preference.objects.filter(recipient__in={row.recipient for row in rows})
    chosen = {row.recipient: access.as_rule(row) for row in held}
    for recipient in dict.fromkeys(row.recipient for row in rows):
        own = [row for row in rows if row.recipient == recipient]
        how = chosen.get(recipient, mailing.Preference())
        if how.is_away(at) and how.stand_in and stands(recipient, how.stand_in):
            _pass_on(own, how.stand_in, at)
        _tell(own, how, at, mails)
    entry.about("notices", "outbox")
    entry.detail(messages=len(rows))
    return len(rows)


def _tell(rows: list[Message], chosen: mailing.Preference, at: dt.datetime, mails: bool) -> None:
    now = [row for row in rows if mails and mailing.leaves_at_once(chosen, row.urgent)]
    later = [row for row in rows if mails and chosen.by_mail() and row not in now]
    shown = [row for row in rows if row not in now and row not in later]
    if now:
        mail = Mail.objects.create(
            recipient=now[0].recipient,
            new=len(now),
            made_at=at,
            next_at=at,
            standing_in=any(row.standing_in for row in now),
        )
        Message.objects.filter(id__in=[row.id for row in now]).update(mail=mail)
    Message.objects.filter(id__in=[row.id for row in later]).update(daily=True)
    Message.objects.filter(id__in=[row.id for row in shown]).update(sent_at=at)


def _pass_on(rows: list[Message], to: str, at: dt.datetime) -> None:
    """What came to somebody as a stand-in goes no further: two people away would pass it for ever. Nor
    does what is for nobody else, or of a case to which whoever stands in is a party."""
    closed = closed_of([to]).get(to, set())
    for row in rows:
        own = row.key.startswith(OWN) and not row.urgent
        if not row.standing_in and not own and row.about not in closed:
            Message.objects.get_or_create(
                key=f"stand-in:{row.id}",
                defaults={
                    "recipient": to,
                    "about": row.about,
                    "subject": row.subject,
                    "body": row.body,
                    "made_at": at,
                    "urgent": row.urgent,
                    "standing_in": True,
                },
            )


@act("notices.daily", requires="system.run")
def daily(*, actor: Actor, entry: Entry, recipient: str, today: int, late: int, at: dt.datetime) -> bool:
    """Make the daily e-mail of one person, unless nothing waits or another turn made it; whether.

    ``today``, ``late``: how much is due to them today and was due before.
    """
    entry.about("user", recipient)
    row = Preference.objects.select_for_update(no_key=True).filter(recipient=recipient).first()
    if row is None or row.daily_at is None or row.daily_at > at:
        return False
    chosen = access.as_rule(row)
    row.daily_at = mailing.next_hour(chosen, at)
    row.save(update_fields=["daily_at"])
    held = Message.objects.filter(recipient=recipient, daily=True, sent_at=None, mail=None)
    counts = mailing.Counts(held.count(), today, late)
    if not counts or chosen.is_away(at) or not chosen.by_mail():
        return False
    mail = Mail.objects.create(
        recipient=recipient,
        new=counts.new,
        today=today,
        late=late,
        made_at=at,
        next_at=at,
        standing_in=held.filter(standing_in=True).exists(),
    )
    held.update(mail=mail)
    entry.detail(new=counts.new, today=today, late=late)
    return True


@act("notices.take", requires="system.run")
def take(*, actor: Actor, entry: Entry, at: dt.datetime) -> list[Mail]:
    """Take the e-mails that are due, each with its try written down before it is made.

    One that was tried for days and never left is given up, and is not among them.
    """
    taken = []
    due = Mail.objects.select_for_update(no_key=True, skip_locked=True).filter(next_at__lte=at)
    for row in due.order_by("next_at")[:A_ROUND]:
        row.tries += 1
        wait = mailing.next_try(row.tries)
        row.next_at, row.given_up_at = (at + wait, None) if wait else (None, at)
        row.save(update_fields=["tries", "next_at", "given_up_at"])
        if wait:
            taken.append(row)
        else:
            Message.objects.filter(mail=row, sent_at=None).update(sent_at=at)
    entry.about("notices", "mail")
    entry.detail(taken=len(taken))
    return taken


@act("notices.settle", requires="system.run")
def settle(*, actor: Actor, entry: Entry, mail: Mail, sent: bool, at: dt.datetime) -> None:
    """It left, or (``sent`` False) it never will: the address was refused, or there is none."""
    left = {"sent_at": at} if sent else {"given_up_at": at}
    Mail.objects.filter(id=mail.id, sent_at=None).update(next_at=None, **left)
    Message.objects.filter(mail_id=mail.id, sent_at=None).update(sent_at=at)
    entry.about("mail", mail.id)
    entry.detail(sent=sent, tries=mail.tries)
