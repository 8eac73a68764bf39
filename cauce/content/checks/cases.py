"""Does each case file agree with the conditions, and is every action and every branch in some case?

The whole plan of each case is compared in the tests; here its conditions alone, which need no clock.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from cauce.content.checks.report import Finding
from cauce.content.checks.world import Entry, World
from cauce.content.conditions import Condition, Verdict, compile_condition
from cauce.content.errors import BadInputs, CauceError, nearest, unknown
from cauce.content.grammar import check_value
from cauce.content.model import Action, Fact

bad_input = BadInputs(__file__)

CLOSED = "closed"


def _value(fact: Fact, written: Any) -> Any:
    """The value as a condition takes it. Raises BadInput or Unknown with the cure."""
    if fact.type in ("date", "instant"):
        kind = dt.date if fact.type == "date" else dt.datetime
        try:
            written = kind.fromisoformat(str(written))
        except ValueError:
            raise bad_input("written_is_not_a_date_of_id", written=written, id=fact.id) from None
    check_value(fact, written, fact.id)
    return written


def _known(case: Any, facts: dict[str, Fact], acts: set[str]) -> dict[str, Any]:
    """The facts of a case as values; its acts exist. Raises BadInput or Unknown with the cure."""
    for one in case.acts:
        if one.act not in acts:
            raise unknown("actos", "acts", one.act, acts)
    for name in case.facts:
        if name not in facts:
            raise unknown("hechos declarados", "declared facts", name, facts)
    return {name: _value(facts[name], value) for name, value in case.facts.items()}


class _Case:
    """How each action stands in one case, as far as its conditions tell."""

    def __init__(self, world: World, case: Any) -> None:
        self.case, self.facts = case, world.values("facts")
        self.actions: dict[str, Action] = world.values("pathways")
        self.known = _known(case, self.facts, world.ids("acts"))
        self.done = {one.act for one in case.acts}
        self.compiled = world.conditions

    def applies(self, action: Action) -> Verdict:
        return self.condition(action).decide(self.known)

    def condition(self, one: Any) -> Condition:
        """That of an action, or of one of its periods."""
        found = self.compiled.get(id(one))
        if found is None:
            found = self.compiled[id(one)] = compile_condition(one.when, self.facts)
        return found

    def closed(self, action: Action) -> bool:
        """Done or declined, and nothing makes its clock run again."""
        restarts = {one.start.removeprefix("last:") for one in action.within if one.start.startswith("last:")}
        again = action.recurs or bool(self.done & restarts)
        return not again and bool(self.done & {*action.done_by, *action.declined_by})

    def stands(self, id: str) -> str:
        action = self.actions.get(id)
        if action is None:
            return "–"
        if self.closed(action):
            return CLOSED
        value = self.applies(action).value
        return "to_find_out" if value is None else "required" if value else "not_required"

    def asked(self) -> set[str]:
        """The facts that some step waits for."""
        found: set[str] = set()
        for action in self.actions.values():
            if not self.closed(action) and (verdict := self.applies(action)).value is not False:
                found.update(verdict.missing)
                found.update(one.start for one in action.within)
        return found - self.known.keys()

    def parameter(self, id: str) -> str:
        """The period that counts: the first whose condition is not false; «–»: none."""
        for one in self.actions[id].within if id in self.actions else ():
            if self.condition(one).decide(self.known).value is not False:
                return one.parameter
        return "–"

    def differences(self) -> Iterator[tuple[tuple[Any, ...], str, str]]:
        case = self.case
        for i, id in enumerate(case.must):
            if (state := self.stands(id)) != "required":
                yield ("must", i), id, state
        for i, id in enumerate(case.must_not):
            if (state := self.stands(id)) not in ("not_required", CLOSED):
                yield ("must_not", i), id, state
        asked = self.asked() if case.ask else set()
        for i, name in enumerate(case.ask):
            if name not in asked:
                yield ("ask", i), name, "no step waits for it"
        for id, wanted in case.by_when.items():
            if (found := self.parameter(id)) != wanted:
                yield ("by_when", id), wanted, found


def _of(world: World, entry: Entry) -> _Case | CauceError | None:
    """One case, ready to compare; an error of its own; None: a condition is broken, said elsewhere."""
    try:
        found = _Case(world, entry.value)
    except CauceError as problem:
        return problem
    try:
        for action in found.actions.values():
            found.applies(action)
            for one in action.within:
                found.condition(one)
    except CauceError:
        return None
    return found


def check_cases_and_conditions_agree(world: World) -> Iterator[Finding]:
    """``must``, ``must_not``, ``ask`` and ``by_when`` of each case, against the conditions."""
    if not world.whole("pathways", "facts", "acts"):
        return
    for entry in world.of("cases"):
        found = _of(world, entry)
        if isinstance(found, CauceError):
            yield entry.finding(
                "case_not_plannable",
                ("facts",),
                found.es,
                found.en,
                found.cure_es or "Revise facts y acts.",
                found.cure_en or "Check facts and acts.",
            )
        elif found is not None:
            for loc, said, stands in found.differences():
                yield entry.finding("case_plan_differs", loc, said=said, loc=loc[0], stands=stands)


def check_every_action_is_in_a_case(world: World) -> Iterator[Finding]:
    if not world.whole("cases", "pathways"):
        return
    reached = {id for entry in world.of("cases") for id in entry.value.must}
    for entry in world.of("pathways"):
        if entry.value.id not in reached:
            yield entry.finding("unreachable_in_cases", ("id",), id=entry.value.id)


def check_every_branch_is_in_a_case(world: World) -> Iterator[Finding]:
    """Each branch has a case where it holds and one where its facts are known and it does not."""
    facts = world.values("facts")
    if not world.whole("cases", "branches", "facts"):
        return
    people = [e.value for e in world.of("cases") if e.value.scope == "case" and e.value.facts]
    for entry in world.of("branches"):
        try:
            opens = compile_condition(entry.value.when, facts)
        except CauceError:
            continue  # said by the checks of conditions
        found = {opens.decide(one.facts).value for one in people}
        for wanted, es, en in ((True, "se abra", "opens"), (False, "no se abra", "does not open")):
            if wanted not in found:
                yield entry.finding("branch_not_in_cases", ("id",), id=entry.value.id, es=es, en=en)


def check_recipients_exist(world: World) -> Iterator[Finding]:
    known = world.catalogue("recipients")
    for entry in world.of("cases"):
        for i, one in enumerate(entry.value.may_know):
            if one.who not in known:
                near = ", ".join(nearest(one.who, sorted(known))) or "–"
                yield entry.finding("unknown_recipient", ("may_know", i, "who"), who=one.who, near=near)
