"""Places free as they came back with an answer: from the portal, a link, a call, or a partner's system."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from uuid import UUID

from cauce.machines import access as machines
from cauce.referrals import access as referrals


def places_reported(
    service_ids: Iterable[UUID] | None = None, since: dt.date | None = None
) -> dict[UUID, tuple[int, dt.datetime]]:
    """The newest of each service, and when it was said. ``service_ids`` None: of any; ``since`` None:
    however long ago. A number of that day, never a promise."""
    ids = None if service_ids is None else list(service_ids)
    found = referrals.places_reported(ids, since)
    for service, said in machines.places_reported(ids, since).items():
        if service not in found or found[service][1] < said[1]:
            found[service] = said
    return found
