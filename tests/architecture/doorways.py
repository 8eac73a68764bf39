"""The people of the doors, and the kinds of door there are (``doors.py`` has one line for each route)."""

from __future__ import annotations

from dataclasses import dataclass

STAFF = (
    "lucia",
    "ines",
    "mateo",
    "aurora",
    "tomas",
    "sofia",
    "nora",
    "paula",
    "raul",
    "elena",
    "bruno",
    "valeria",
)
PARTNERS = ("clara", "omar", "julia")
EVERYBODY = frozenset({*STAFF, *PARTNERS})
PROTECTION = frozenset({"ines", "mateo", "tomas"})
HOUSTON = frozenset({"ines", "mateo"})
OF_HOUSTON = ("lucia", "ines", "mateo", "aurora")
LEARNING = frozenset({"lucia", *PROTECTION, "aurora", "sofia", "elena", "nora", "paula"})


@dataclass(frozen=True)
class Door:
    """``listing``: who may without an id; ``thing``: who may when it is Houston's and exists.

    ``theirs``: who may when it is Laredo's, where that does not follow from Houston.
    """

    listing: frozenset[str] = frozenset()
    thing: frozenset[str] = frozenset()
    theirs: frozenset[str] | None = None

    @property
    def laredo(self) -> frozenset[str]:
        """Who may when it is the same thing of Laredo: whoever is of Houston no more, but Tomás.

        What opens to Tomás though it is Houston's belongs to no post, and opens as it does there.
        """
        if self.theirs is not None:
            return self.theirs
        if "tomas" in self.thing:
            return self.thing
        there = {"ines": "tomas", "clara": "omar"}
        moved = {there[who] for who in self.thing if who in there}
        return frozenset(moved | (self.thing - set(OF_HOUSTON) - set(PARTNERS)))


def lists(*people: str) -> Door:
    return Door(listing=frozenset(people), thing=frozenset(people))


def things(*people: str) -> Door:
    return Door(thing=frozenset(people))


def anyone(*people: str) -> Door:
    """Of whatever post it is, when it exists."""
    return Door(thing=frozenset(people), theirs=frozenset(people))


CASE = things(*HOUSTON)
# Tomás of Laredo opened a case of Houston, and Inés of Houston one of Laredo.
OPENED = Door(thing=frozenset({"tomas"}), theirs=frozenset({"ines"}))
