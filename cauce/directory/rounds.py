"""What is due in the directory: old entries are asked about once a period, agreements that end are told."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from typing import Any
from uuid import UUID

from cauce.content.loader import parameter_on
from cauce.custody.features import Each
from cauce.directory.access import keeping, upkeep
from cauce.directory.actions import chase_entries, remind_agreed
from cauce.directory.actions.correcting import REVIEWERS
from cauce.protocol.editions.access import current_edition
from cauce.rules.permissions import SYSTEM
from cauce.staff.notices import access as notices
from cauce.staff.offices import access as offices


def entries_chased(at: dt.datetime, each: Each) -> int:
    """Whoever answers for entries that nobody checked for long is asked once a period, whatever their
    number; where nobody of an organisation signs in, a post is asked, once for each time it grows old."""
    days = int(parameter_on(current_edition(), "entry-chase", at.date()).value)
    period = at.date().toordinal() // days
    by_partner: dict[UUID, int] = defaultdict(int)
    for service in upkeep.stale(at.date()):
        if service.organization.partner_id:
            by_partner[service.organization.partner_id] += 1
    answering = offices.staff_of_partners(by_partner)

    def chase(partner: UUID) -> int:
        key = f"entry_old:{partner}:{period}"
        if notices.exists(key):
            return 0
        people = [str(user.id) for user in answering[partner]]
        chase_entries(actor=SYSTEM, key=key, recipients=people, entries=by_partner[partner], at=at)
        return 1

    return each(sorted(answering), chase) + _handed_over(at, each)


def _handed_over(at: dt.datetime, each: Each) -> int:
    """Old entries with nobody of their own go to the post that keeps them, or to headquarters."""
    on = offices.day_at(None, at)
    rows = keeping.to_hand_over(on)
    kept, by_post = keeping.keepers(rows, on), defaultdict(list)
    for row in rows:
        by_post[kept[row.id]].append(row.id)

    def hand(post: str) -> int:
        people = offices.staff(post, *REVIEWERS) if post else []
        people = people or offices.holders("headquarters")
        if not people:
            return 0  # given to nobody, it would count as given: it waits for somebody
        chase_entries(
            actor=SYSTEM,
            key=f"entry_kept:{post or 'network'}:{on}",
            entries=len(by_post[post]),
            recipients=[str(user.id) for user in people],
            handed=by_post[post],
            at=at,
        )
        return 1

    return each(sorted(by_post), hand)


def agreements_told(at: dt.datetime, each: Each) -> int:
    """An agreement that ends soon is told to its post, once."""

    def tell(agreement: Any) -> int:
        if notices.exists(f"agreed_ends:{agreement.id}"):
            return 0
        remind_agreed(actor=SYSTEM, agreement=agreement, at=at)
        return 1

    return each(upkeep.agreements_ending(at.date()), tell)
