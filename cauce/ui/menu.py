"""The menu: which groups it has, and which of them stand together where a role would see too many.

A feature says its entries and the group of each (``Section``, in its ``door.py``); here stand the words of
the groups, their order, and nothing about any feature.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from cauce.content.model import Text, both

from .doors import Section, doors

MOST = 6  # groups, and entries of a group, that somebody can take in at a glance

GROUPS: dict[str, Text] = {
    "day": both("Mi día", "My day"),
    "cases": both("Casos", "Cases"),
    "referral": both("Canalización", "Referral"),
    "papers": both("Formatos y oficios", "Forms and letters"),
    "outreach": both("Jornadas y visitas", "Outreach"),
    "training": both("Capacitación", "Training"),
    "sign": both("Autorizaciones", "To sign"),
    "post": both("Mi consulado", "My consulate"),
    "network": both("La red", "The network"),
    "records": both("Registros de la red", "Network records"),
    "publish": both("Publicar", "Publish"),
    "audit": both("Auditoría", "Audit"),
    "admin": both("Administración", "Administration"),
}


@dataclass(frozen=True, slots=True)
class Join:
    """``group`` goes to the end of ``into``, called ``label`` from then on, for whoever has ``beside``."""

    beside: str
    group: str
    into: str
    label: Text


# In this order, until no more than ``MOST`` groups are left; never more than ``MOST`` entries in one.
JOINS = (
    Join("post", "admin", "post", GROUPS["post"]),
    Join("post", "records", "post", GROUPS["post"]),
    Join("post", "training", "outreach", both("Jornadas y capacitación", "Outreach and training")),
    Join("post", "post", "sign", both("Autorizaciones y consulado", "Signing and my consulate")),
    Join("post", "referral", "cases", both("Casos y canalización", "Cases and referral")),
    Join("records", "day", "network", GROUPS["network"]),
    Join("records", "papers", "publish", both("Publicar y descargar", "Publish and download")),
    Join("records", "outreach", "referral", both("Canalización y jornadas", "Referral and outreach")),
    Join("records", "training", "admin", both("Administración y manual", "Administration and handbook")),
)


@dataclass(frozen=True, slots=True)
class Group:
    """Entries that belong together, the light first; ``id`` is a key of ``GROUPS``."""

    id: str
    label: Text
    sections: tuple[Section, ...]


@cache
def sections() -> tuple[Section, ...]:
    """Every entry, group by group, the light first. Raises ``ValueError`` for an entry of no group."""
    order = list(GROUPS)
    return tuple(
        sorted(
            (one for door in doors() for one in door.menu),
            key=lambda one: (order.index(one.group), one.weight),
        )
    )


def grouped(entries: Iterable[Section]) -> tuple[Group, ...]:
    """The groups of these entries, joined where there would be more than ``MOST``."""
    held: dict[str, Group] = {id: Group(id, label, ()) for id, label in GROUPS.items()}
    for one in entries:
        held[one.group] = Group(one.group, held[one.group].label, (*held[one.group].sections, one))
    held = {id: group for id, group in held.items() if group.sections}
    for join in JOINS:
        if len(held) > MOST and {join.beside, join.group, join.into} <= held.keys():
            both_of = held[join.into].sections + held[join.group].sections
            if len(both_of) <= MOST:
                held[join.into] = Group(join.into, join.label, both_of)
                del held[join.group]
    return tuple(held.values())
