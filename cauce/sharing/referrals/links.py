"""Whether a link for a receiver without an account still opens, by the parameters in force."""

from __future__ import annotations

import datetime as dt

from cauce.content.loader import parameter_on
from cauce.protocol.editions.access import current_edition
from cauce.sharing.referrals.rules.reply_link import Limits, Standing, standing

from .models import ReplyLink

TOKEN, CODE = "link token", "link code"  # noqa: S105 - what the digests are for
# What was withdrawn, expired or entered by mistake looks to its holder like a link that never was.
SHUT = ("draft", "withdrawn", "expired", "error")


def limits(at: dt.datetime) -> Limits:
    """How often the code may be wrong and the request looked at."""
    edition = current_edition()
    tries, views = (
        int(parameter_on(edition, name, at.date()).value) for name in ("link-tries", "link-views")
    )
    return Limits(tries, views)


def standing_of(link: ReplyLink, at: dt.datetime) -> Standing:
    """Whether this link opens at this instant, and why not."""
    return standing(
        expires_at=link.expires_at,
        closed=link.closed_at is not None,
        tries=link.tries,
        views=link.views,
        limits=limits(at),
        at=at,
    )


def opens(link: ReplyLink, at: dt.datetime) -> bool:
    """Whether the link still leads to its referral; to one of a record that ended, none does."""
    case = link.referral.case
    if case.blocked_at or case.erased_at or link.referral.state in SHUT:
        return False
    return standing_of(link, at).opens
