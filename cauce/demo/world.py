"""What the demonstration is made of, one thing after the other: each module of this folder says its own.

    INVENTED = Invented(110, lambda world: load(world.now))

The light come first; the network itself stands before all, its cases are ``CASES``.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from importlib import import_module

from cauce.custody.features import modules
from cauce.staff.offices.models import Partner, Post

from . import network

Progress = Callable[[str], None]


@dataclass
class World:
    """What is known of the network while it is made."""

    now: dt.datetime
    since: dt.date
    encoded: str  # the password of every account
    chance: random.Random
    staff: dict[str, network.PostStaff]
    cases: int
    progress: Progress
    partners: dict[str, Partner] = field(default_factory=dict)
    offices: dict[str, Partner] = field(default_factory=dict)  # in Mexico
    counts: dict[str, int] = field(default_factory=dict)

    @property
    def here(self) -> network.PostStaff:
        """Who works at the post that the tour shows."""
        return self.staff[network.SHOWN]

    @property
    def post(self) -> Post:
        return self.here.post


@dataclass(frozen=True)
class Invented:
    """Something invented: after whatever is lighter. ``says``: what is told meanwhile; '': nothing."""

    weight: int
    load: Callable[[World], object]
    says: str = ""


def invented() -> list[Invented]:
    """Everything that is invented, the light first. Raises ``ValueError`` for two of one weight."""
    found: list[Invented] = []
    for name in modules("*", "demo"):
        said = getattr(import_module(name), "INVENTED", ())
        found += [said] if isinstance(said, Invented) else said
    found.sort(key=lambda one: one.weight)
    if len({one.weight for one in found}) < len(found):
        raise ValueError("two invented things of one weight: which is first?")
    return found
