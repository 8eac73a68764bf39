"""A case file as a plan: what is required at the moment of its story, and does the file say the same?"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping

from cauce.content.conditions import FactValue
from cauce.content.model import Scope
from cauce.content.model_toolbox import CaseFile
from cauce.rules.pathway.model import Act, Clock, EditionLike, Obligation
from cauce.rules.pathway.planner import plan
from cauce.rules.pathway.reading import read_facts

# A moment that no parameter was changed at; every story is told as if it were now.
MOMENT = dt.datetime(2026, 11, 24, 18, tzinfo=dt.UTC)
REQUIRED = ("open", "overdue", "blocked")
_UNITS = {"m": "minutes", "h": "hours", "d": "days"}


def facts_of(edition: EditionLike, case: CaseFile) -> dict[str, FactValue | None]:
    """What is known when the exercise begins. Raises Unknown or BadInput with the cure."""
    return read_facts(edition, case.facts)


def acts_of(case: CaseFile, at: dt.datetime = MOMENT) -> list[Act]:
    """What was already done, counted back from ``at``."""
    return [
        Act(one.act, at - dt.timedelta(**{_UNITS[one.ago[-1]]: int(one.ago[:-1])}), one.action)
        for one in case.acts
    ]


def moment_of(edition: EditionLike) -> dt.datetime:
    """When the stories are told: now, or the first day of an edition that is still to come."""
    first = edition.info.in_force_from
    return max(MOMENT, dt.datetime(first.year, first.month, first.day, 18, tzinfo=dt.UTC))


def stands(edition: EditionLike, case: CaseFile, at: dt.datetime | None = None) -> dict[str, Obligation]:
    """Every action as it stands in the story, by id: those of a post, or of a person and the contact.

    ``at`` None: the moment of the edition. Raises what ``plan`` raises: a fact, an act or a post that
    does not exist.
    """
    at = at or moment_of(edition)
    facts, acts = facts_of(edition, case), acts_of(case, at)
    found: dict[str, Obligation] = {}
    scopes: tuple[Scope, ...] = ("post",) if case.scope == "post" else ("encounter", "case")
    for scope in scopes:
        found |= {o.action: o for o in plan(edition, facts, acts, at, case.post, scope)}
    return found


def clock_of(obligation: Obligation) -> str | None:
    """The parameter of its deadline; None: no deadline is stated."""
    return next((r.parameter for r in obligation.reasons if isinstance(r, Clock)), None)


def differences(
    case: CaseFile, found: Mapping[str, Obligation]
) -> Iterator[tuple[tuple[str | int, ...], str, str]]:
    """Where the file and the plan disagree: (place in the file, what the file says, what stands)."""
    for i, id in enumerate(case.must):
        state = found[id].state if id in found else "–"
        if state not in REQUIRED:
            yield ("must", i), id, state
    for i, id in enumerate(case.must_not):
        state = found[id].state if id in found else "–"
        if state in (*REQUIRED, "to_find_out"):
            yield ("must_not", i), id, state
    asked = {name for o in found.values() for name in o.missing}
    for i, name in enumerate(case.ask):
        if name not in asked:
            yield ("ask", i), name, "no step waits for it"
    for id, parameter in case.by_when.items():
        clock = clock_of(found[id]) if id in found else None
        if clock != parameter:
            yield ("by_when", id), parameter, clock or "–"
