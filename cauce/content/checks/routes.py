"""Is each sheet one of the catalogue's routes, with dates that somebody can be reminded of?"""

from __future__ import annotations

from collections.abc import Iterator

from cauce.content.checks.report import Finding
from cauce.content.checks.world import World
from cauce.content.errors import nearest

NONE = "none"  # no route: nothing to explain


def check_routes_exist(world: World) -> Iterator[Finding]:
    known, routes = world.catalogue("us_routes"), world.ids("routes")
    for entry in world.of("routes"):
        if entry.value.kind == "status" and entry.value.id not in known:
            near = ", ".join(nearest(entry.value.id, sorted(known))) or "–"
            yield entry.finding("unknown_route/of_no_list", ("id",), id=entry.value.id, near=near)
        for i, date in enumerate(entry.value.dates):
            for word in date.settled_by:
                if word not in routes:
                    yield entry.finding("unknown_route", ("dates", i, "settled_by"), word=word)


def check_every_route_has_a_sheet(world: World) -> Iterator[Finding]:
    if not world.whole("routes"):
        return
    found = world.ids("routes")
    for entry in world.of("catalogue"):
        if entry.doc.path != "catalogues/us_routes.yaml":
            continue
        if entry.value.id not in found | {NONE}:
            yield entry.finding("route_without_sheet", ("id",), id=entry.value.id)
