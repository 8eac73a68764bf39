"""The branches in the invented histories: which circumstances a case has, and their steps."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from typing import Any, Protocol

from cauce.content.conditions import Condition, compile_condition
from cauce.content.loader import Edition
from cauce.content.model import Action
from cauce.content.model_toolbox import CaseFile
from cauce.protocol.editions.access import current_edition

HOUR = dt.timedelta(hours=1)
ROUND = dt.timedelta(minutes=1)  # in which a case goes over to an edition that began
# What may be known before anybody agrees that it be kept, and what only afterwards.
AT_ONCE = ("person.with_children", "person.pregnant", "person.needs_support", "violence.sexual_recent")
WHEN_KEPT = ("person.temporary_visa", "person.lgbti", "labour.situation", "person.sex")


class Walk(Protocol):
    """Whoever walks a case through its steps; see ``histories``."""

    at: dt.datetime

    def did(self, name: str, within: dt.timedelta, *, action: str = "") -> bool: ...


def circumstances(told: CaseFile) -> dict[str, Any]:
    """What the case file knows of the branches, as facts of the invented case."""
    return {name: told.facts[name] for name in (*AT_ONCE, *WHEN_KEPT) if name in told.facts}


def taken_out(facts: dict[str, Any]) -> dict[str, Any]:
    """Take out what is kept only with permission; it is put back when the person agrees."""
    return {name: facts.pop(name) for name in WHEN_KEPT if name in facts}


def steps(walk: Walk, facts: dict[str, Any], phases: tuple[str, ...]) -> None:
    """Walk the steps that the open branches add in these phases, each as the post's habit goes."""
    # The edition that the case follows then: it goes over to a new one at the next round of the clock.
    edition = current_edition(walk.at - ROUND)
    for action, applies in _lettered(edition):
        if action.id[:2] in phases and applies.decide(facts).value:
            walk.did(action.done_by[0], HOUR, action=action.id)


@lru_cache(maxsize=8)
def _lettered(edition: Edition) -> tuple[tuple[Action, Condition], ...]:
    """The steps that branches add to an edition, each with its condition."""
    return tuple(
        (action, compile_condition(action.when, edition.facts))
        for action in edition.actions.values()
        if action.branch is not None and action.id[-1].isalpha()
    )
