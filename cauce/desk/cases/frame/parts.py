"""The parts of a case in six groups, in the order of the work, and what waits in each.

A group opens in its place without loading anything: going through the list reads nothing of the case,
so the journal keeps only the pages that somebody meant to see.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import cache
from typing import Any
from uuid import UUID

from cauce.content.model import Text
from cauce.rules.pathway import Obligation
from cauce.ui.addresses import address_of
from cauce.ui.doors import CasePart, doors
from cauce.ui.tabs import Tab, Tabs

from .where import places

LOG = "disclosures:log"

# The groups in the order of the work; each page says which is its own (``door.py``).
GROUPS: dict[str, Text] = {
    "next": Text(es="Lo siguiente", en="Next"),
    "person": Text(es="La persona", en="The person"),
    "happened": Text(es="Qué pasó", en="What happened"),
    "help": Text(es="Apoyos", en="Support"),
    "family": Text(es="Familia y regreso", en="Family and return"),
    "file": Text(es="Expediente", en="File"),
}


@cache
def groups() -> tuple[tuple[Text, tuple[CasePart, ...]], ...]:
    """Each group with its pages, the light first. Raises ``KeyError`` for a page of no group."""
    pages: dict[str, list[CasePart]] = {name: [] for name in GROUPS}
    for door in doors():
        for page in door.case_parts:
            pages[page.group].append(page)
    return tuple(
        (label, tuple(sorted(pages[name], key=lambda page: page.weight))) for name, label in GROUPS.items()
    )


def waiting(plan: Iterable[Obligation], untold: bool) -> tuple[Counter[str], set[str]]:
    """How many steps wait on each page, by route, and the pages where one is overdue.

    ``untold``: the person has not been told of something that was shared. What is done on the page
    of the case itself, or not yet known to apply, is not counted.
    """
    owed: Counter[str] = Counter()
    late = set()
    for one in plan:
        route = places().get(one.action)
        if route is None or one.state not in ("open", "overdue"):
            continue
        owed[route] += 1
        if one.state == "overdue":
            late.add(route)
    if untold:
        owed[LOG] += 1
    return owed, late


def _family(members: Iterable[CasePart], route: str) -> list[str]:
    """The addresses of a part and of the tabs beside it."""
    return [route, *(one.route for one in members if one.under == route)]


def tabs_of(case_id: UUID, current: str, path: str) -> Tabs:
    """The part that is shown and those that are tabs beside it, for ``ui/tabs.html``; none: it has none."""
    for _, members in groups():
        shown = next((one for one in members if one.route == current), None)
        if shown is None:
            continue
        head = shown.under or shown.route
        family = [one for one in members if head in (one.route, one.under)]
        rows = [(one, address_of(one.route, case_id)) for one in family]
        return Tabs(
            next(one.label for one in family if one.route == head),
            tuple(
                Tab(one.label, href, ("page" if href == path else "true") if one == shown else "")
                for one, href in rows
                if href
            ),
        )
    return Tabs("")


def parts_of(
    case_id: UUID, current: str, path: str, plan: Iterable[Obligation] = (), untold: bool = False
) -> list[dict[str, Any]]:
    """The groups with their pages for ``ui/parts.html``; a page that this server has not is left out.

    ``current``: the route of the part that is shown; ``path``: the address that is shown, which is
    the part itself or a page under it.
    """
    owed, late = waiting(plan, untold)
    found = []
    for label, members in groups():
        pages = []
        for part in members:
            if not part.under and (href := address_of(part.route, case_id)):
                routes = _family(members, part.route)
                here = ("page" if href == path else "true") if current in routes else ""
                pages.append(
                    {
                        "href": href,
                        "label": part.label,
                        "current": here,
                        "count": sum(owed[route] for route in routes),
                        "late": not late.isdisjoint(routes),
                    }
                )
        if pages:
            found.append(
                {
                    "label": label,
                    "pages": pages,
                    "only": len(members) == 1,
                    "current": any(page["current"] for page in pages),
                    "count": sum(page["count"] for page in pages),
                    "late": any(page["late"] for page in pages),
                }
            )
    return found
