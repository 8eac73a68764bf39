"""How one is told of what waits, who is told instead while one is away, and one's calendar."""

from __future__ import annotations

import datetime as dt
import secrets

from django.conf import settings

from cauce.journal.door import Entry, act
from cauce.notices.actions import keep_preference, queue
from cauce.offices.models import User
from cauce.rules import mailing
from cauce.rules.errors import BadInput
from cauce.rules.permissions import Actor

from ..access_telling import stand_ins
from ..models import Calendar
from ..secrets import digest

SUBJECT = "Suplencia / Standing in"


def _check_stand_in(user: User, chosen: mailing.Preference) -> None:
    if chosen.stand_in and chosen.stand_in not in {str(one.id) for one in stand_ins(user)}:
        raise BadInput(
            "Esa persona no puede suplirle.", "That person cannot stand in for you.",
            where="stand_in", cure_es="Elija a alguien de su oficina con su misma función.",
            cure_en="Choose somebody of your office with your role.",
        )  # fmt: skip


@act("notices.choose", requires="self")
def choose_notices(
    *, actor: Actor, entry: Entry, user: User, chosen: mailing.Preference, at: dt.datetime
) -> None:
    """Choose how one is told, and who is told too while one is away; that person learns of it.

    Raises ``BadInput`` naming the field: an address that is none or not of the institution, days
    that cannot be, somebody who cannot stand in.
    """
    mailing.check(chosen, settings.MAIL_DOMAINS, chosen.today(at))
    _check_stand_in(user, chosen)
    keep_preference(user=actor.user, chosen=chosen, at=at)
    if chosen.stand_in and chosen.away_from and chosen.away_to:
        said = f"{chosen.away_from:%d/%m/%Y} – {chosen.away_to:%d/%m/%Y}"
        queue(
            key=f"cover:{actor.user}:{chosen.stand_in}:{chosen.away_from}:{chosen.away_to}",
            recipient=chosen.stand_in, subject=SUBJECT, at=at,
            body=f"Usted recibe también los avisos de {user.display_name}: {said}. / "
                 f"You also get the notices of {user.display_name}: {said}.",
        )  # fmt: skip
    entry.about("user", actor.user)
    entry.detail(mode=chosen.mode, away=chosen.away_from is not None, stand_in=chosen.stand_in)


@act("calendar.make", requires="self")
def make_calendar(*, actor: Actor, entry: Entry, user: User, at: dt.datetime) -> str:
    """A secret address from which a calendar reads when something is due; an older one ends.

    Told once: only its digest is kept. Whoever has the address learns instants and nothing else.
    """
    Calendar.objects.filter(user=user, ended_at=None).update(ended_at=at)
    token = secrets.token_urlsafe(32)
    Calendar.objects.create(user=user, digest=digest("calendar", token), made_at=at)
    entry.about("user", user.id)
    return token


@act("calendar.end", requires="self")
def end_calendar(*, actor: Actor, entry: Entry, user: User, at: dt.datetime) -> None:
    """The address of one's calendar opens no more."""
    Calendar.objects.filter(user=user, ended_at=None).update(ended_at=at)
    entry.about("user", user.id)
