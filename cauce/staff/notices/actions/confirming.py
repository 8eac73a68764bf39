"""An address is confirmed by a code that came to it; until then it gets that code and nothing else."""

from __future__ import annotations

import datetime as dt

from cauce.custody.journal.door import effect
from cauce.staff.notices import rules as mailing

from .. import access
from ..models import Confirmation, Mail, Preference


@effect
def ask_code(*, user: str, at: dt.datetime) -> Confirmation:
    """Put a new code for the address of somebody in the queue; an older one ends.

    Raises ``BadInput`` when too many were made in a day.
    """
    mailing.check_codes(access.codes_of_a_day(user, at), where="email")
    end_codes(user=user, at=at)
    made = Confirmation.objects.create(recipient=user, made_at=at, until=at + mailing.CODE_LIFE)
    Mail.objects.create(recipient=user, confirmation=made, made_at=at, next_at=at)
    return made


@effect
def end_codes(*, user: str, at: dt.datetime) -> None:
    """No code of somebody may be typed any more."""
    Confirmation.objects.filter(recipient=user, ended_at=None).update(ended_at=at)


@effect
def try_code(*, code: Confirmation, right: bool, at: dt.datetime) -> None:
    """A code was typed: the right one confirms the address and is spent; too many wrong ones end it."""
    code.tries += 1
    if right or code.tries >= mailing.CODE_TRIES:
        code.ended_at = at
    code.save(update_fields=["tries", "ended_at"])
    if right:
        Preference.objects.filter(recipient=code.recipient).update(confirmed_at=at)
