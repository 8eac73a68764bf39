"""Whom to call near the place of an outing: the directory as the reader may see it, sealed addresses
sealed.
"""

from __future__ import annotations

from dataclasses import dataclass

from cauce.directory.access.finding import Wanted, find
from cauce.directory.access.views import EntryView
from cauce.protocol.editions.access import current_edition
from cauce.rules.permissions import Actor, permits

from .models import Outing

MOST = 40


@dataclass(frozen=True, slots=True)
class Near:
    """``by_distance`` False: no point is known for the place, so these are those of its city and state."""

    rows: tuple[EntryView, ...]
    by_distance: bool


def point_of(city: str, state: str) -> tuple[float, float] | None:
    """The point of a city that a post stands in (``posts.csv``); None: no list here knows it."""
    wanted = " ".join(city.lower().split()), state.upper()
    for row in current_edition().catalogues["posts"]:
        if (row["city"].lower(), row["state"]) == wanted and row["lat"]:
            return float(row["lat"]), float(row["lon"])
    return None


def near(actor: Actor, outing: Outing, km: int) -> Near | None:
    """The services around the place of an outing, the nearest first; None: the reader's role sees none.

    Distances are measured here, to nobody outside; that to a sealed place is to its square alone.
    """
    if not permits(actor, "directory.find").allowed:
        return None
    if outing.latitude is None or outing.longitude is None:
        city = find(actor, Wanted(state=outing.state, city=outing.city, limit=MOST)).rows
        more = find(actor, Wanted(state=outing.state, limit=MOST)).rows
        known = {one.id for one in city}
        return Near((*city, *(one for one in more if one.id not in known))[:MOST], False)
    here = (outing.latitude, outing.longitude)
    close = find(actor, Wanted(near=here, within=km, limit=MOST)).rows
    return Near(tuple(sorted(close, key=lambda one: one.distance_km or 0)), True)
