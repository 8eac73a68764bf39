"""Does each case file say what the plan says, and is every action and every branch in some case?"""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from cauce.rules import casefiles
from cauce.rules.content.checks.report import Finding
from cauce.rules.content.checks.world import World
from cauce.rules.content.conditions import compile_condition
from cauce.rules.errors import CauceError, nearest
from cauce.rules.pathway import Planner

_NEEDED = ("edition", "pathways", "facts", "acts", "parameters", "sources", "cases", "branches")


@dataclass(frozen=True)
class _Written:
    """What a plan needs of the content as the checks read it."""

    info: Any
    actions: dict[str, Any]
    facts: dict[str, Any]
    acts: dict[str, Any]
    parameters: dict[str, Any]
    sources: dict[str, Any]
    catalogues: dict[str, Any]
    hash: str


def _edition(world: World) -> _Written | None:
    """The content, ready to plan; None: it is broken, which other checks say."""
    posts = world.documents.get("catalogues/posts.csv")
    if posts is None or not world.of("edition") or not world.whole(*_NEEDED[1:]):
        return None
    text = "\0".join(doc.text for doc in world.documents.values())
    names = ("facts", "acts", "parameters", "sources")
    found = _Written(
        info=world.of("edition")[0].value,
        actions=world.values("pathways"),
        catalogues={"posts": tuple(csv.DictReader(io.StringIO(posts.text, newline="")))},
        hash=f"check:{hashlib.sha256(text.encode()).hexdigest()}",
        **{name: world.values(name) for name in names},
    )
    try:
        planner = Planner(found)
        for scope in ("post", "encounter", "case"):
            planner.steps(scope)
    except CauceError:
        return None
    return found


def check_cases_and_plan_agree(world: World) -> Iterator[Finding]:
    """``must``, ``must_not``, ``ask`` and ``by_when`` of each case, against its plan."""
    edition = _edition(world)
    if edition is None:
        return
    for entry in world.of("cases"):
        if not (entry.value.must or entry.value.must_not or entry.value.facts):
            continue
        try:
            found = casefiles.stands(edition, entry.value)
        except CauceError as problem:
            yield entry.finding(
                "case_not_plannable", ("facts",), problem.es, problem.en,
                problem.cure_es or "Revise facts y acts.", problem.cure_en or "Check facts and acts.",
            )  # fmt: skip
            continue
        for loc, said, stands in casefiles.differences(entry.value, found):
            yield entry.finding(
                "case_plan_differs", loc,
                f"el caso dice «{said}» en {loc[0]} y el plan dice otra cosa: {stands}.",
                f"the case says '{said}' in {loc[0]} and the plan says otherwise: {stands}.",
                "Corrija el caso, sus hechos o la condición de la acción.",
                "Correct the case, its facts or the condition of the action.",
            )  # fmt: skip


def check_every_action_is_in_a_case(world: World) -> Iterator[Finding]:
    if not world.whole("cases", "pathways"):
        return
    reached = {id for entry in world.of("cases") for id in entry.value.must}
    for entry in world.of("pathways"):
        if entry.value.id not in reached:
            yield entry.finding(
                "unreachable_in_cases", ("id",),
                f"ningún caso lleva a {entry.value.id}: nadie ha visto que se pida.",
                f"no case leads to {entry.value.id}: nobody has seen it required.",
                "Agregue un caso, o nómbrela en «must» de uno.",
                "Add a case, or name it in 'must' of one.",
            )  # fmt: skip


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
                yield entry.finding(
                    "branch_not_in_cases", ("id",),
                    f"no hay caso en que la rama «{entry.value.id}» {es}.",
                    f"there is no case in which the branch '{entry.value.id}' {en}.",
                    "Agregue un caso con esos hechos.", "Add a case with those facts.",
                )  # fmt: skip


def check_recipients_exist(world: World) -> Iterator[Finding]:
    known = world.catalogue("recipients")
    for entry in world.of("cases"):
        for i, one in enumerate(entry.value.may_know):
            if one.who not in known:
                near = ", ".join(nearest(one.who, sorted(known))) or "–"
                yield entry.finding(
                    "unknown_recipient", ("may_know", i, "who"),
                    f"«{one.who}» no está en recipients.yaml.",
                    f"'{one.who}' is not in recipients.yaml.",
                    f"Lo más parecido: {near}.", f"Nearest: {near}.",
                )  # fmt: skip
