"""How one is told of what waits, who is told instead while one is away, and one's calendar."""

from __future__ import annotations

import datetime as dt
import hmac
import secrets

from django.conf import settings

from cauce.content.errors import BadInputs
from cauce.custody.journal.door import Entry, act
from cauce.custody.journal.withdrawing import again, close
from cauce.rules.permissions import Actor
from cauce.staff.notices import access as notices
from cauce.staff.notices import rules as mailing
from cauce.staff.notices import sending
from cauce.staff.notices.actions import ask_code, keep_preference, queue, try_code
from cauce.staff.offices.models import User

from ..access_telling import address_code, stand_ins
from ..models import Calendar
from ..secrets import digest

bad_input = BadInputs(__file__)

SUBJECT = "Suplencia / Standing in"


def _check_stand_in(user: User, chosen: mailing.Preference) -> None:
    if chosen.stand_in and chosen.stand_in not in {str(one.id) for one in stand_ins(user)}:
        raise bad_input("that_person_cannot_stand_in_for_you", where="stand_in")


@act("notices.choose", requires="self")
def choose_notices(
    *, actor: Actor, entry: Entry, user: User, chosen: mailing.Preference, at: dt.datetime
) -> bool:
    """Choose how one is told, and who is told too while one is away; that person learns of it.

    Whether a code was sent: an address that nobody confirmed gets that code and nothing else.

    Raises ``BadInput`` naming the field: an address that is none or not of the institution, days
    that cannot be, somebody who cannot stand in, too many codes in a day.
    """
    mailing.check(chosen, settings.MAIL_DOMAINS, chosen.today(at))
    _check_stand_in(user, chosen)
    confirmed = keep_preference(user=actor.user, chosen=chosen, at=at)
    asks = chosen.wants_mail() and not confirmed and sending.is_open()
    if asks and notices.open_code(actor.user, at) is None:
        ask_code(user=actor.user, at=at)
    if chosen.stand_in and chosen.away_from and chosen.away_to:
        said = f"{chosen.away_from:%d/%m/%Y} – {chosen.away_to:%d/%m/%Y}"
        queue(
            key=f"cover:{actor.user}:{chosen.stand_in}:{chosen.away_from}:{chosen.away_to}",
            recipient=chosen.stand_in,
            about=None,
            subject=SUBJECT,
            at=at,
            body=f"Usted recibe también los avisos de {user.display_name}: {said}. / "
            f"You also get the notices of {user.display_name}: {said}.",
        )
    entry.about("user", actor.user)
    entry.detail(mode=chosen.mode, away=chosen.away_from is not None, stand_in=chosen.stand_in)
    return asks


def _check_waits(user: str) -> mailing.Preference:
    held = notices.preference_of(user)
    if not held.wants_mail() or held.confirmed:
        raise bad_input("there_is_no_address_to_confirm")
    return held


@act("notices.ask_code", requires="self")
def ask_for_code(*, actor: Actor, entry: Entry, at: dt.datetime) -> None:
    """Ask for another code for one's own address; the one before ends.

    Raises ``BadInput`` when nothing waits to be confirmed, when this installation sends no e-mail,
    or when too many were sent in a day.
    """
    _check_waits(actor.user)
    if not sending.is_open():
        raise bad_input("system_does_not_send_e_mail_yet")
    ask_code(user=actor.user, at=at)
    entry.about("user", actor.user)


@act("notices.confirm", requires="self")
def confirm_address(*, actor: Actor, entry: Entry, code: str, at: dt.datetime) -> bool:
    """Type the code that came to one's address; whether it was the right one. Each try counts.

    Raises ``BadInput`` when nothing waits to be confirmed, or when no code is open any more.
    """
    held = _check_waits(actor.user)
    found = notices.open_code(actor.user, at)
    if found is None:
        raise bad_input("that_code_no_longer_works", where="code")
    figures = "".join(one for one in code if one in "0123456789")
    right = hmac.compare_digest(figures, address_code(found, held.email))
    try_code(code=found, right=right, at=at)
    entry.about("user", actor.user)
    entry.detail(confirmed=right, tries=found.tries)
    return right


@act("calendar.make", requires="self")
def make_calendar(*, actor: Actor, entry: Entry, user: User, at: dt.datetime) -> str:
    """A secret address from which a calendar reads when something is due; an older one ends.

    Told once: only its digest is kept. Whoever has the address learns instants and nothing else.
    """
    close("calendar", Calendar.objects.filter(user=user, ended_at=None), ended_at=at)
    token = secrets.token_urlsafe(32)
    Calendar.objects.create(user=user, digest=digest("calendar", token), made_at=at)
    entry.about("user", user.id)
    return token


@act("calendar.end", requires="self")
def end_calendar(*, actor: Actor, entry: Entry, user: User, at: dt.datetime) -> None:
    """The address of one's calendar opens no more."""
    close("calendar", Calendar.objects.filter(user=user, ended_at=None), ended_at=at)
    entry.about("user", user.id)


@again("calendar")
def _end_calendars_again(ids: tuple[str, ...], at: dt.datetime) -> int:
    return Calendar.objects.filter(id__in=ids, ended_at=None).update(ended_at=at)
