"""Does each copy-sheet take only what a case has, say that it is ours, and tell nobody outside who it is?"""

from __future__ import annotations

from collections.abc import Iterator

from cauce.content.checks.report import Finding
from cauce.content.checks.world import Entry, World
from cauce.content.errors import nearest
from cauce.content.model_registers import RegisterSheet

# What a sheet takes from a case besides its facts and the numbers of other registers.
ORIGINS = (
    "post:code",
    "post:name",
    "post:city",
    "case:folio",
    "case:opened_on",
    "case:officer",
    "identity:given_names",
    "identity:first_surname",
    "identity:second_surname",
    "identity:birth_date",
)


def check_registers_take_what_exists(world: World) -> Iterator[Finding]:
    facts = {f"fact:{id}" for id in world.ids("facts")}
    numbers = {f"number:{id}" for id in world.ids("registers")}
    for entry in world.of("registers"):
        known = {*ORIGINS, *facts, *numbers} - {f"number:{entry.value.id}"}
        for i, field in enumerate(entry.value.fields):
            if field.origin not in known:
                yield _unknown(entry, ("fields", i, "origin"), field.origin, known)
        for key, known in (
            ("meets", world.ids("acts")),
            ("asks", world.catalogue("consent_purposes")),
            ("duty", world.ids("sources")),
        ):
            named = getattr(entry.value, key)
            if named is not None and named not in known:
                yield _unknown(entry, (key,), named, set(known))


def _unknown(entry: Entry, loc: tuple[str | int, ...], word: str, known: set[str]) -> Finding:
    near = ", ".join(nearest(word, sorted(known))) or "–"
    return entry.finding("unknown_in_register", loc, word=word, near=near)


def check_registers_outside_learn_nothing_of_the_person(world: World) -> Iterator[Finding]:
    """What is told of somebody to another organisation goes in a referral, with the person's yes."""
    for entry in world.of("registers"):
        sheet: RegisterSheet = entry.value
        for i, field in enumerate(sheet.fields):
            if sheet.kept_by == "outside" and field.origin.startswith(("identity:", "fact:")):
                yield entry.finding("register_tells_too_much", ("fields", i, "origin"), id=field.id)


def check_registers_name_nobody_without_a_yes(world: World) -> Iterator[Finding]:
    """Who somebody is goes to a register with the person's yes, or because a text that is cited demands
    it.
    """
    for entry in world.of("registers"):
        sheet: RegisterSheet = entry.value
        names = [i for i, one in enumerate(sheet.fields) if one.origin.startswith("identity:")]
        if names and sheet.kept_by == "ministry" and sheet.asks is None and sheet.duty is None:
            yield entry.finding("register_names_without_a_yes", ("fields", names[0], "origin"))


def check_registers_are_ours(world: World) -> Iterator[Finding]:
    """The fields of those registers are not public: an order of ours never passes for theirs."""
    for entry in world.of("registers"):
        if entry.value.provenance != "proposed":
            yield entry.finding("register_not_official", ("provenance",))


def check_sheets_name_a_field_once(world: World) -> Iterator[Finding]:
    for entry in world.of("registers"):
        seen: set[str] = set()
        for i, field in enumerate(entry.value.fields):
            if field.id in seen:
                yield entry.finding("register_field_twice", ("fields", i, "id"), id=field.id)
            seen.add(field.id)
