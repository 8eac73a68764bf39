"""A receiver without an account: a link shown once, a code told by another way, and what it opens."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass

from django.utils.crypto import constant_time_compare

from cauce.content.errors import BadInputs
from cauce.custody.journal.door import Absent, Entry, act
from cauce.custody.journal.withdrawing import again, close, note
from cauce.rules.permissions import Actor
from cauce.rules.referral import OPEN
from cauce.sharing.referrals.rules.reply_link import DIGITS, plain_code
from cauce.staff.accounts.secrets import digest, new_figures, new_token

from ..facts import agreed_now
from ..links import CODE, TOKEN, limits, opens
from ..models import Referral, ReplyLink
from ._shared import number, take_step, tell_officer
from .sending import NoConsent

bad_input = BadInputs(__file__)


@dataclass(frozen=True, slots=True)
class Invited:
    """A new link and its code: shown once, kept nowhere."""

    link: ReplyLink
    token: str
    code: str


@act("referral.invite", requires="referral.send", on="referral")
def invite(*, actor: Actor, entry: Entry, referral: Referral, at: dt.datetime) -> Invited:
    """Give a receiver without an account a link and a code; the links given before close.

    Raises ``BadInput`` where the receiver has an account or the referral has ended, ``NoConsent``
    when the person's yes is over.
    """
    if referral.partner_id is not None:
        raise bad_input("this_organisation_has_an_account", where="partner")
    if referral.state not in OPEN:
        raise bad_input("this_request_has_ended", where="state")
    if not agreed_now(referral):
        raise NoConsent("El permiso de la persona terminó.", "The person's permission is over.")
    code = new_figures(DIGITS)
    close("link", referral.links.filter(closed_at=None), closed_at=at)
    made = ReplyLink(
        id=uuid.uuid4(),
        referral=referral,
        made_at=at,
        made_by=actor.user,
        expires_at=at + dt.timedelta(days=number("link-days", at.date())),
    )
    # The row by its id, and beside it a secret that stands nowhere else.
    token = made.id.hex + new_token()
    made.token = digest(TOKEN, token)
    made.code = digest(CODE, str(made.id), code)
    made.save(force_insert=True)
    entry.about("referral", referral.id, post=referral.case.post_id)
    entry.detail(link=str(made.id))
    return Invited(made, token, code)


@act("referral.close_link", requires="referral.send", on="referral")
def close_links(*, actor: Actor, entry: Entry, referral: Referral, at: dt.datetime) -> int:
    """No link to this referral opens any more; how many were closed."""
    entry.about("referral", referral.id, post=referral.case.post_id)
    return close("link", referral.links.filter(closed_at=None), closed_at=at)


@again("link")
def _close_again(ids: tuple[str, ...], at: dt.datetime) -> int:
    return ReplyLink.objects.filter(id__in=ids, closed_at=None).update(closed_at=at)


@act("referral.try_code", requires="referral.answer", on="link")
def try_code(*, actor: Actor, entry: Entry, link: ReplyLink, code: str, at: dt.datetime) -> bool:
    """Whether the code is the one told by the other way; a wrong one counts and closes in the end.

    Raises ``Absent`` when the link does not open any more.
    """
    referral = link.referral
    if not opens(link, at):
        raise Absent()
    typed = plain_code(code)
    right = bool(typed) and constant_time_compare(link.code, digest(CODE, str(link.id), typed))
    entry.about("referral", referral.id, post=referral.case.post_id)
    entry.detail(link=str(link.id), right=right)
    if right:
        link.tries, link.opened_at = 0, link.opened_at or at
    else:
        link.tries += 1
        if link.tries >= limits(at).tries:
            link.closed_at = at
            note("link", link.id)
            tell_officer(
                referral,
                key=f"link:{link.id}",
                at=at,
                body="Un enlace se cerró; dé otro por teléfono. / A link closed; give another.",
            )
    link.save(update_fields=["tries", "opened_at", "closed_at"])
    return right


@act("referral.look", requires="referral.answer", on="link")
def look(*, actor: Actor, entry: Entry, link: ReplyLink, at: dt.datetime) -> None:
    """The receiver looks at the request: it counts, and the first look is its reading.

    Raises ``Absent`` when the link does not open any more.
    """
    referral = link.referral
    if not opens(link, at):
        raise Absent()
    link.views += 1
    link.save(update_fields=["views"])
    if referral.state == "sent":
        take_step(referral, "acknowledge", side="receiver", by=actor.user, at=at, way="link")
        referral.save()
    entry.about("referral", referral.id, post=referral.case.post_id)
    entry.detail(link=str(link.id))
