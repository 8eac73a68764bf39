"""Where somebody is held, as it was kept: now and before. One way only."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from cauce.rules.places import Serving, post_for_county

from .facts import edition_of, zone_of
from .models import Case, Section

KIND = "detention"


@dataclass(frozen=True, slots=True)
class Held:
    """``version`` 0: nothing was kept yet. ``serving`` None: the county is not known. ``before``: the
    centres they were in until then, the newest first. ``ended``: they are not held any more."""

    version: int = 0
    centre: str = ""
    county: str = ""
    since: dt.datetime | None = None
    hearing_at: dt.datetime | None = None
    removal_on: dt.date | None = None
    ended: bool = False
    serving: Serving | None = None
    before: tuple[tuple[str, dt.datetime], ...] = ()

    def goes_to(self, post: str) -> str | None:
        """The post whose district the centre is in, when it is another one; None: it is not, or not known."""
        there = self.serving.post if self.serving and not self.ended else None
        return there if there and there != post else None


def held_of(case: Case, at: dt.datetime) -> Held:
    """Where the person of a case whose page was read is held."""
    rows = Section.objects.filter(case=case, kind=KIND).order_by("-version")
    kept: list[tuple[int, dict[str, Any]]] = [
        (row.version, Section.sealed.open(row, case.key_id)) for row in rows
    ]
    if not kept:
        return Held()
    version, now = kept[0]
    day, county = at.astimezone(zone_of(case)).date(), now.get("county", "")
    before: dict[str, dt.datetime] = {}
    for _, one in kept[1:]:
        if one.get("since") and one["since"] != now.get("since"):
            before.setdefault(one["centre"], dt.datetime.fromisoformat(one["since"]))
    return Held(
        version,
        now.get("centre", ""),
        county,
        _instant(now.get("since")),
        _instant(now.get("hearing_at")),
        dt.date.fromisoformat(now["removal_on"]) if now.get("removal_on") else None,
        bool(now.get("ended")),
        post_for_county(edition_of(case), county, day) if county else None,
        tuple(before.items()),
    )


def _instant(text: str | None) -> dt.datetime | None:
    return dt.datetime.fromisoformat(text) if text else None
