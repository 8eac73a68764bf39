"""Are the values of each fact named, and is everything that is declared used?"""

from __future__ import annotations

from collections.abc import Iterator

from cauce.content.annex import LOCAL_DONE
from cauce.content.checks.conditions import tests
from cauce.content.checks.report import Finding
from cauce.content.checks.world import World


def check_values_are_named(world: World) -> Iterator[Finding]:
    for entry in world.of("facts"):
        fact = entry.value
        if (fact.type == "choice") != bool(fact.values):
            yield entry.finding("fact_values", ("type",))
        for i, value in enumerate(fact.values):
            if value == "unknown" or value.startswith("not "):
                yield entry.finding("reserved_value", ("values", i), value=value)
            elif value not in fact.value_labels:
                yield entry.finding("value_without_label", ("values",), value=value)


def check_acts_are_used(world: World) -> Iterator[Finding]:
    if not world.whole("facts", "pathways"):
        return
    used = {LOCAL_DONE}  # what annexes of posts are met by
    used |= {act for e in world.of("facts") for act in e.value.set_by}
    for entry in world.of("pathways"):
        used |= {*entry.value.done_by, *entry.value.declined_by}
        used |= {within.start.removeprefix("last:") for within in entry.value.within}
        used |= {within.known for within in entry.value.within if within.known}
    used |= {entry.value.meets for entry in world.of("tools") if entry.value.meets}
    for entry in world.of("acts"):
        if entry.value.id not in used and not entry.value.by_system:
            yield entry.finding("act_unused", ("id",), warning=True, id=entry.value.id)


def check_facts_are_used(world: World) -> Iterator[Finding]:
    if not world.whole("pathways"):
        return
    used = {name for _, _, name, _ in tests(world)}
    for entry in world.of("pathways"):
        used |= {within.start for within in entry.value.within}
    for entry in world.of("tools"):
        origins = (field.from_case or "" for field in entry.value.fields)
        used |= {origin.removeprefix("fact:") for origin in origins}
    # What is agreed with the person names a need and records its fact.
    used |= {f"need.{id}" for id in world.catalogue("needs")}
    for entry in world.of("facts"):
        if entry.value.id not in used:
            yield entry.finding("fact_unused", ("id",), warning=True, id=entry.value.id)
