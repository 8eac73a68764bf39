"""The only look-ups of links: by whoever holds one, and for the page of the case that gave it."""

from __future__ import annotations

import datetime as dt

from django.utils.crypto import constant_time_compare

from cauce.custody.journal.door import Absent, as_id
from cauce.rules.permissions import Actor, Grant
from cauce.sharing.referrals.rules.reply_link import Standing
from cauce.staff.accounts.secrets import digest

from .links import TOKEN, opens, standing_of
from .models import Referral, ReplyLink


def receiver_of(link: ReplyLink) -> Actor:
    """The actor whoever holds a link is: of one referral, and of nothing else."""
    return Actor(f"link:{link.id.hex}", (Grant("link_receiver", partner=f"-{link.referral_id}"),))


def link_by(token: str, at: dt.datetime) -> ReplyLink:
    """The link with this token, while it opens. Raises ``Absent`` for every other, all alike.

    What a secret makes of the token is compared, so the time it takes says nothing of it.
    """
    rows = ReplyLink.objects.select_related(
        "referral__case__post",
        "referral__case__officer",
        "referral__service__organization",
        "referral__consent",
        "referral__group",
    )
    found = rows.filter(id=as_id(token[:32])).first()
    given = digest(TOKEN, token)
    if found is None or not constant_time_compare(found.token, given) or not opens(found, at):
        raise Absent()
    return found


def newest_of(referral: Referral, at: dt.datetime) -> tuple[ReplyLink, Standing] | None:
    """The last link given for a referral (already looked up), and whether it opens; None: none was."""
    found = referral.links.order_by("-made_at").first()
    return (found, standing_of(found, at)) if found else None
