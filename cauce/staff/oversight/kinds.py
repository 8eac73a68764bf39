"""What needs a second person: what features say of it. A kind that none says cannot be proposed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from cauce.content.model import Text, both
from cauce.custody.features import named


@dataclass(frozen=True, slots=True)
class Kind:
    """As ``Decided``, with its title in both languages."""

    propose: str
    decide: str
    hours: int
    title: Text
    weighed: bool = False


@cache
def kinds() -> dict[str, Kind]:
    """Every kind that may be proposed."""
    return {
        name: Kind(one.propose, one.decide, one.hours, both(*one.title), one.weighed)
        for name, (_, one) in named("decides").items()
    }


def done_at_once(kind: str) -> Callable[..., Any] | None:
    """The act that does it in the moment of its approval; None: it waits for whoever proposed it."""
    feature, one = named("decides")[kind]
    return feature.read(one.done) if one.done else None
