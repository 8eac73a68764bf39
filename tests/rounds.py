"""The rounds of one feature, for tests that ask nothing of the others."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from typing import Any

from cauce.custody.features import features
from cauce.operations.loop.tick import steps


def one_by_one(rows: Iterable[Any], do: Callable[[Any], int]) -> int:
    """As the loop does, but that a row that fails is a failure."""
    return sum(do(row) for row in rows)


def rounds_of(package: str, at: dt.datetime, each: Callable[..., int] = one_by_one) -> dict[str, int]:
    """What the loop does of this feature, in its order; how many of each."""
    assert package in [feature.package for feature in features()], package
    done: dict[str, int] = {}
    for step in steps():
        if step.feature.package == package:
            said = step.feature.read(step.round.do)(at, each)
            done |= said if isinstance(said, dict) else {step.name: said}
    return done
