"""The loop over due rows. Idempotent: run twice, or after three days off, it does each thing once.

What there is to do is said by the features (``feature.py``); the order between phases is decided here.
"""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any, get_args

from cauce.custody.features import Feature, Phase, Round, features

log = logging.getLogger("cauce")

# What is over goes before anybody is reminded: what a yes no longer carries is nobody's to read. Then whoever
# keeps somebody waiting is told, what changed by itself is looked at, and all of it is sent. At last, what
# nobody waits for: the anchors, keys, figures, and the cases that move to another edition. Before all of it,
# what is urgent: whoever stands at the window or calls at night waits for no other work, and a deputy who is
# called after midnight still reads the number of the turn.
PHASES: tuple[Phase, ...] = get_args(Phase)


@dataclass(frozen=True, slots=True)
class Step:
    """A round of a feature."""

    feature: Feature
    round: Round

    @property
    def name(self) -> str:
        return self.round.name

    def take(self, at: dt.datetime) -> dict[str, int]:
        """Do it; how many of what."""
        done = self.feature.read(self.round.do)(at, each)
        return done if isinstance(done, dict) else {self.name: done}


@cache
def steps() -> tuple[Step, ...]:
    """Every round in its order: what is urgent, then by phase, in a phase by weight, and then as the features
    stand and say them."""
    found = [Step(feature, one) for feature in features() for one in feature.rounds]
    return tuple(sorted(found, key=_place))


def _place(step: Step) -> tuple[bool, int, int]:
    return not step.round.urgent, PHASES.index(step.round.phase), step.round.weight


def tick(at: dt.datetime) -> dict[str, int]:
    """Do everything that is due at this instant; how many of each were done.

    A step that breaks holds up no other: whoever waits for a call at night does not wait for a mistake
    elsewhere. What broke first is raised at the end.
    """
    done, broken = dict[str, int](), list[Exception]()
    for step in steps():
        try:
            done |= step.take(at)
        except Exception as error:  # of any kind: it is raised below, after the others
            log.error("tick %s %s", step.name, type(error).__name__)
            broken.append(error)
    if broken:
        raise broken[0]
    return done


def each(rows: Iterable[Any], do: Callable[[Any], int]) -> int:
    """How much was done; a row that fails is tried again next time and holds up no other."""
    done = 0
    for row in rows:
        try:
            done += do(row)
        except Exception as error:  # of any kind: the others wait for nobody's mistake
            # Not every row is of a table: a pair to be compared has no key of its own.
            which = getattr(row, "pk", "-")
            log.error("tick %s %s %s", type(row).__name__, which, type(error).__name__)
    return done
