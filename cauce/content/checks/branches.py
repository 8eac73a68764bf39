"""Do the branches have steps, does nobody get asked what is never asked, and is sex never a silent reason?"""

from __future__ import annotations

from collections.abc import Iterator

from cauce.content.checks.conditions import conditions
from cauce.content.checks.report import Finding
from cauce.content.checks.world import World
from cauce.content.conditions import compile_condition
from cauce.content.errors import CauceError, nearest

SEX = "person.sex"


def check_branches_exist(world: World) -> Iterator[Finding]:
    known = world.ids("branches")
    for entry in world.of("pathways"):
        if entry.value.branch is not None and entry.value.branch not in known:
            near = ", ".join(nearest(entry.value.branch, sorted(known))) or "–"
            yield entry.finding("unknown_branch", ("branch",), branch=entry.value.branch, near=near)


def check_branches_have_steps(world: World) -> Iterator[Finding]:
    if not world.whole("pathways"):
        return
    used = {entry.value.branch for entry in world.of("pathways")}
    for entry in world.of("branches"):
        if entry.value.id not in used:
            yield entry.finding("branch_without_steps", ("id",), id=entry.value.id)


def check_what_is_never_asked_is_not_asked(world: World) -> Iterator[Finding]:
    """A test that is undecided without the fact makes the plan ask for it."""
    facts = world.values("facts")
    never = {
        name
        for entry in world.of("branches")
        if entry.value.never_asked
        for name in entry.value.facts
        if name in facts
    }
    for entry in world.of("pathways"):
        for base, rows in conditions(entry):
            for i, row in enumerate(rows):
                for name in never & row.keys():
                    try:
                        test = compile_condition([{name: row[name]}], facts)
                    except CauceError:
                        continue
                    if test.decide({}).value is None:
                        yield entry.finding("asks_never_asked", (*base, i, name), name=name)


def check_sex_has_a_reason(world: World) -> Iterator[Finding]:
    for entry in (*world.of("pathways"), *world.of("programmes")):
        named = any(SEX in row for _, rows in conditions(entry) for row in rows)
        if named != (entry.value.by_sex is not None):
            yield entry.finding("sex_without_reason", ("by_sex",) if entry.value.by_sex else ("when",))
