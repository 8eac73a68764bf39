"""The menu of an actor: the sections that they may enter, in their groups, and where they are."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from django.http import HttpRequest

from cauce.content.model import Text
from cauce.rules.permissions import Actor, Grant, permits

from .addresses import address_of
from .menu import MOST, Group, grouped, sections


@dataclass(frozen=True, slots=True)
class Entry:
    """A page of the menu. ``current``: ``page``, or ``true`` for one that leads to the page that is shown;
    '': neither. ``count``: how many wait there; None: they are not counted."""

    href: str
    label: Text
    current: str = ""
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Entries:
    """A group as it is drawn. ``open``: it is unfolded when the page comes."""

    label: Text
    pages: tuple[Entry, ...]
    current: bool = False
    open: bool = False


@dataclass(frozen=True, slots=True)
class Menu:
    """What ``ui/nav.html`` draws. ``here``: the menu's word for where one is; None: in none of its pages.
    ``flat``: so few pages that they need no groups."""

    groups: tuple[Entries, ...]
    here: Text | None = None
    flat: bool = False

    def __bool__(self) -> bool:
        return sum(len(group.pages) for group in self.groups) > 1


NOTHING = Menu(())


@lru_cache(maxsize=256)
def _open_to(grants: tuple[Grant, ...]) -> tuple[Group, ...]:
    """The groups of what may be entered with these roles: the same for everybody who has them."""
    actor = Actor("", grants)

    def may(permission: str) -> bool:
        return permits(actor, permission).allowed

    return grouped(one for one in sections() if may(one.permission) and not any(map(may, one.unless)))


def _current(routes: list[str], *said: str) -> str:
    """The entry in which one is, of what the request and the page say of it; '': in none."""
    for one in said:
        if one in routes:
            return one
    doors = [one.partition(":")[0] for one in said if one]
    return next((route for route in routes if route.partition(":")[0] in doors), "")


def nav(request: HttpRequest, current: str = "") -> Menu:
    """The menu; ``current`` is the address name or its door ('directory'). Empty: one section alone needs
    none. A section that is not mounted on this server is left out."""
    if request.actor is None:
        return NOTHING
    match = request.resolver_match
    route = match.view_name if match else ""
    shown = [
        (group, [(one, href) for one in group.sections if (href := address_of(one.route))])
        for group in _open_to(request.actor.grants)
    ]
    routes = [one.route for _, pages in shown for one, _ in pages]
    at = _current(routes, route if route in routes else "", current or route)
    groups = []
    for group, pages in shown:
        if pages:
            mark = "page" if at == route else "true"
            entries = tuple(Entry(href, one.label, mark if one.route == at else "") for one, href in pages)
            inside = any(one.current for one in entries)
            groups.append(Entries(group.label, entries, inside, inside or not (at or groups)))
    here = next((one.label for group in groups for one in group.pages if one.current), None)
    return Menu(tuple(groups), here, len(routes) <= MOST)
