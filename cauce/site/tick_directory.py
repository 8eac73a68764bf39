"""What is due in the directory: old entries are asked about once a period, agreements that end are told."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any
from uuid import UUID

from cauce.directory.access import living
from cauce.directory.actions import chase_entries, remind_agreed
from cauce.editions.access import current_edition
from cauce.notices import access as notices
from cauce.offices import access as offices
from cauce.rules.content.loader import parameter_on
from cauce.rules.permissions import SYSTEM

Each = Callable[[Iterable[Any], Callable[[Any], int]], int]


def entries_chased(at: dt.datetime, each: Each) -> int:
    """Whoever answers for entries that nobody checked for long is asked once a period, whatever their
    number; where nobody signs in, the network's own directory task does it."""
    days = int(parameter_on(current_edition(), "entry-chase", at.date()).value)
    period = at.date().toordinal() // days
    by_partner: dict[UUID, int] = defaultdict(int)
    for service in living.stale(at.date()):
        if service.organization.partner_id:
            by_partner[service.organization.partner_id] += 1

    def chase(partner: UUID) -> int:
        key = f"entry_old:{partner}:{period}"
        if notices.exists(key):
            return 0
        people = [str(user.id) for user in offices.partner_staff(partner)]
        chase_entries(actor=SYSTEM, key=key, recipients=people, entries=by_partner[partner], at=at)
        return 1

    return each(sorted(by_partner), chase)


def agreements_told(at: dt.datetime, each: Each) -> int:
    """An agreement that ends soon is told to its post, once."""

    def tell(agreement: Any) -> int:
        if notices.exists(f"agreed_ends:{agreement.id}"):
            return 0
        remind_agreed(actor=SYSTEM, agreement=agreement, at=at)
        return 1

    return each(living.agreements_ending(at.date()), tell)
