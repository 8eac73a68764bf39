"""Who looks after an old entry when its organisation has nobody here: a post, or headquarters."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q

from cauce.custody.journal.door import check_may
from cauce.rules.permissions import Actor
from cauce.staff.offices import access as offices
from cauce.staff.offices.models import Post

from ..freshness import oldest_current
from ..models import Agreement, Invitation, Location, Service, ServiceAtLocation
from ..nearness import distance
from .entries import may_see
from .upkeep import stale

HEADQUARTERS = ""  # no post is near, or none is known


def without_anybody(on: dt.date) -> list[Service]:
    """Old entries whose organisation has no account, or one in which nobody signs in today."""
    rows = stale(on)
    partners = {row.organization.partner_id for row in rows if row.organization.partner_id}
    with_people = offices.staff_of_partners(partners)
    return [row for row in rows if row.organization.partner_id not in with_people]


def to_hand_over(on: dt.date) -> list[Service]:
    """Those of them that nobody was asked about since they grew old; checked again, they may return."""
    since = oldest_current(on)
    return [row for row in without_anybody(on) if not _asked(row, on, since)]


def _asked(row: Service, on: dt.date, since: dt.date) -> bool:
    if row.asked_at is None:
        return False
    known = [day for day in (row.verified_on, row.assured_date) if day]
    # It grew old when its last check did: as many days ago as that check is older than it may be.
    old_for = (since - max(known)).days if known else 0
    return not known or offices.day_at(None, row.asked_at) > on - dt.timedelta(days=old_for)


def keepers(services: Iterable[Service], on: dt.date) -> dict[UUID, str]:
    """The post of each: the one that agreed something with its organisation, else the nearest of its
    state, else the one that last sent it a link; ``HEADQUARTERS``: none of these is known."""
    rows = list(services)
    agreed = _agreed({row.organization_id for row in rows}, on)
    near = _nearest([row.id for row in rows])
    linked = dict(
        Invitation.objects.filter(service__in=rows).order_by("made_at").values_list("service_id", "post_id")
    )
    return {
        row.id: agreed.get(row.organization_id) or near.get(row.id) or linked.get(row.id, HEADQUARTERS)
        for row in rows
    }


def _agreed(organizations: set[UUID], on: dt.date) -> dict[UUID, str]:
    rows = Agreement.objects.filter(
        Q(valid_to=None) | Q(valid_to__gte=on), organization__in=organizations, valid_from__lte=on
    )
    return dict(rows.order_by("valid_from").values_list("organization_id", "post_id"))


def _nearest(services: list[UUID]) -> dict[UUID, str]:
    places: dict[UUID, list[Location]] = defaultdict(list)
    links = ServiceAtLocation.objects.filter(service__in=services).select_related("location")
    for link in links.order_by("id"):
        places[link.service_id].append(link.location)
    posts: dict[str, list[Post]] = defaultdict(list)
    for post in offices.posts():
        posts[post.state].append(post)
    found = {}
    for service, where in places.items():
        pairs = [(_far(post, place), post.code) for place in where for post in posts[place.state]]
        if pairs:
            found[service] = min(pairs)[1]
    return found


def _far(post: Post, place: Location) -> float:
    """Whole kilometres, of a sealed place as everywhere; not known counts as far."""
    if None in (post.latitude, post.longitude, place.latitude, place.longitude):
        return float("inf")
    here, there = (post.latitude, post.longitude), (place.latitude, place.longitude)
    return distance(here, there, place.confidential)


def old_entries(actor: Actor, post_code: str, on: dt.date) -> list[Service]:
    """Old entries with nobody of their own that this post looks after (``HEADQUARTERS``: that no post
    does), of those this actor may see. Raises ``Absent``."""
    check_may(actor, "directory.edit")
    rows = [row for row in without_anybody(on) if row.visibility in may_see(actor)]
    kept = keepers(rows, on)
    return sorted((row for row in rows if kept[row.id] == post_code), key=lambda row: (row.name, str(row.id)))
