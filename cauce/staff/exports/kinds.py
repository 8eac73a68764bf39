"""What may leave at all: what features say, with the permission it needs and whether it names a person."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from cauce.content.model import Text, both
from cauce.custody.features import named

MOST_ROWS = 500
HOURS = 24
# What a second person approves before an identity leaves.
APPROVAL = "identity.export"


@dataclass(frozen=True, slots=True)
class Kind:
    """``identity``: it names somebody, so a second person approves it first. The person's own copy
    names her to herself: it is hers, and needs nobody's approval."""

    title: Text
    permission: str
    identity: bool = False


@cache
def kinds() -> dict[str, Kind]:
    """Every kind of file that may leave."""
    return {
        name: Kind(both(*one.title), one.permission, one.identity)
        for name, (_, one) in named("leaves").items()
    }
