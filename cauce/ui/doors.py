"""How a feature is entered. Doors are found by their folders: nobody keeps a list of them.

A folder of pages says in its ``door.py`` what it adds to the house::

    DOOR = Door(
        __package__,
        urls=(Mount("hojas/", "urls", "kits"),),
        menu=(
            Section("kits:home", "kit.manage", both("Captura de papel", "Paper entry"), "papers", weight=40),
        ),
    )

The light come first in their group. What it names is read when one of its pages is wanted.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module

from cauce.content.model import Text
from cauce.custody.features import modules

# What the address of a part of a case begins with, whatever feature it is of.
CASE = "casos/<uuid:case_id>/"
# Where the pages of the house stand, with the depth of their folders.
ROOMS = ("public", "api", "api/*", "demo", "desk/*", "desk/*/*", "desk/*/*/*")


@dataclass(frozen=True, slots=True)
class Mount:
    """Addresses of the feature: how they begin, the module that lists them whole, and the name that it bears
    (``app_name``). Several modules may share a name; '': the names stand by themselves.

    ``also``: how others of the module begin; parts of a case begin with ``CASE``. Nothing of a module is
    read for an address that begins otherwise. ``rate``: whose limit counts how often they are asked
    (``settings.RATES``); '': that of pages.
    """

    prefix: str
    module: str
    name: str = ""
    rate: str = ""
    also: tuple[str, ...] = ()

    @property
    def begins(self) -> tuple[str, ...]:
        return (self.prefix, *self.also)


@dataclass(frozen=True, slots=True)
class Section:
    """An entry of the menu: its address, what one needs to enter (the one map of permissions decides), its
    name, and its group (``menu.GROUPS``).

    ``first_for``: the roles that begin there when they sign in. ``unless``: permissions; whoever has one of
    them has a wider page of the same matter instead.
    """

    route: str
    permission: str
    label: Text
    group: str
    weight: int
    first_for: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CasePart:
    """A page among the parts of a case: in which group, its address (of a case's id), its name.

    ``under``: the address of another part of the group, beside which it is a tab; '': it stands by itself.
    """

    group: str
    route: str
    label: Text
    weight: int
    under: str = ""


@dataclass(frozen=True, slots=True)
class Numbered:
    """What an exact number that is typed in the box of the header opens: the function that knows it, of
    (actor, typed), whose answer is an id or None; and the address that takes the id. The light are asked
    first."""

    knows: str  # «cauce.intake.kits.access.kit_of_number»
    route: str
    weight: int


@dataclass(frozen=True, slots=True)
class Door:
    """What the pages of a feature add to the house."""

    package: str
    urls: tuple[Mount, ...] = ()
    menu: tuple[Section, ...] = ()
    case_parts: tuple[CasePart, ...] = ()
    # Where an action of the Protocol is done, by its id: the page, among those of a case.
    places: Mapping[str, str] = field(default_factory=dict)
    # Addresses that take the server long, or bring out much at once: papers, downloads, searches.
    costly: tuple[str, ...] = ()
    # Addresses that take the photograph of a paper: a larger body than any other page does.
    photographs: tuple[str, ...] = ()
    numbers: tuple[Numbered, ...] = ()
    # The page that a notice of the feature opens, by what its key begins with: an address of the id that the
    # key names next; within a case, of the case's id and that one.
    notices: Mapping[str, str] = field(default_factory=dict)
    # Where the help tells of its pages: «guides/head#figures», alike in both languages; ``help_at``: of a
    # route that has a part of its own.
    help: str = ""
    help_at: Mapping[str, str] = field(default_factory=dict)
    demonstration: bool = False  # it stands on the demonstration network alone


@cache
def doors() -> tuple[Door, ...]:
    """Every door, in the order of its folder's name."""
    return tuple(import_module(name).DOOR for name in modules("door", *ROOMS))


@cache
def door_of(module: str) -> Door | None:
    """The door of the feature whose pages stand in that module; None: they are of no feature."""
    within = [one for one in doors() if f"{module}.".startswith(f"{one.package}.")]
    return max(within, key=lambda one: len(one.package), default=None)


def help_of(route: str, module: str) -> str:
    """Where the help tells of the page of that route, written in that module; its first page: nowhere."""
    door = door_of(module)
    return (door.help_at.get(route) or door.help if door else "") or "index"
