"""Can each condition be read, can it ever hold, and does it leave a child out when the age is unknown?"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from cauce.content.checks.report import Finding
from cauce.content.checks.world import Entry, World
from cauce.content.conditions import compile_condition
from cauce.content.errors import CauceError, nearest
from cauce.content.grammar import AtLeast, Below, Both, FactValue, Not, OneOf, Test, parse_test
from cauce.content.model import Fact

_AN_INSTANT = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
ADULT = 18
GROUND = "person.age_doubt_ground"
# Who learns, by being told, that somebody may be under 18 (catalogues/recipients.yaml).
FOR_CHILDREN = frozenset({"child_protection", "otip", "orr", "immigration"})


def tests(world: World) -> Iterator[tuple[Entry, tuple[Any, ...], str, Any]]:
    """Every test of every condition, with its place: (entry, place, fact, test as written)."""
    kinds = ("pathways", "tools", "branches", "programmes")
    for entry in (one for kind in kinds for one in world.of(kind)):
        for base, rows in conditions(entry):
            for i, row in enumerate(rows):
                for name, written in row.items():
                    yield entry, (*base, i, name), name, written


def conditions(entry: Entry) -> Iterator[tuple[tuple[Any, ...], list[Any]]]:
    """The conditions of one action or tool: its own and those of its periods (a tool has none)."""
    yield ("when",), entry.value.when
    for i, within in enumerate(getattr(entry.value, "within", ())):
        yield ("within", i, "when"), within.when


def check_facts_are_declared(world: World) -> Iterator[Finding]:
    known = world.ids("facts")
    for entry, loc, name, _ in tests(world):
        if name not in known:
            near = ", ".join(nearest(name, known)) or "–"
            yield entry.finding("undeclared_fact", loc, name=name, near=near)


def _kind(fact: Fact, written: Any) -> str:
    """Which mistake a test that cannot be read makes."""
    text = str(written).strip().removeprefix("not ").strip()
    if not str(written).strip():
        return "empty_test"
    if isinstance(written, list):
        special = any(str(word) == "unknown" or str(word)[:4] == "not " for word in written)
        if special:
            return "not_list"
    if text[:1] in "<>=" and fact.type != "integer":
        return "number_test"
    if fact.type == "choice" and text[:1] not in "<>=" and " " not in text:
        return "value_outside_catalogue"
    return "bad_test"


def check_tests_can_be_read(world: World) -> Iterator[Finding]:
    facts = world.values("facts")
    for entry, loc, name, written in tests(world):
        if name not in facts:
            continue
        try:
            parse_test(written, facts[name])
        except CauceError as problem:
            kind = _kind(facts[name], written)
            if isinstance(written, list) and kind == "bad_test" and facts[name].type == "choice":
                kind = "value_outside_catalogue"
            yield entry.finding(kind, loc, problem.es, problem.en, problem.cure_es, problem.cure_en)


def check_rows_are_not_empty(world: World) -> Iterator[Finding]:
    for entry in (*world.of("pathways"), *world.of("programmes")):
        for base, rows in conditions(entry):
            for i, row in enumerate(rows):
                if not row:
                    yield entry.finding("empty_row", (*base, i))


def _limits(test: Test) -> list[int]:
    match test:
        case Below(limit) | AtLeast(limit):
            return [limit]
        case OneOf(values):
            return [value for value in values if type(value) is int]
        case Not(inner):
            return _limits(inner)
        case Both(first, second):
            return _limits(first) + _limits(second)
    return []


def domain(fact: Fact, test: Test) -> list[FactValue | None]:
    """Values that stand for all that the fact may have, as far as this test can tell them apart."""
    known: list[FactValue]
    match fact.type:
        case "boolean":
            known = [True, False]
        case "choice":
            known = list(fact.values)
        case "integer":
            known = [near for n in _limits(test) for near in (n - 1, n, n + 1)] or [0]
        case "date":
            known = [_AN_INSTANT.date()]
        case _:
            known = [_AN_INSTANT]
    return [None, *known]


def _holds_for(fact: Fact, written: Any) -> list[FactValue | None] | None:
    """The values for which the test holds; None: it cannot be read (said elsewhere)."""
    try:
        test = parse_test(written, fact)
        condition = compile_condition([{fact.id: written}], {fact.id: fact})
    except CauceError:
        return None
    return [value for value in domain(fact, test) if condition.decide({fact.id: value}).value]


def check_tests_can_hold(world: World) -> Iterator[Finding]:
    """A test that no value passes makes its row dead: a range turned round, most often."""
    facts = world.values("facts")
    for entry, loc, name, written in tests(world):
        if name in facts and _holds_for(facts[name], written) == []:
            yield entry.finding("never_holds", loc, name=name, written=written)


def can_apply(entry: Entry, facts: dict[str, Fact]) -> bool:
    """Whether some facts make the action apply; what cannot be read is taken to be possible."""
    rows = entry.value.when
    return not rows or any(
        all(name not in facts or _holds_for(facts[name], test) != [] for name, test in row.items())
        for row in rows
    )


def _for_children(values: list[FactValue | None]) -> bool:
    ages = [value for value in values if type(value) is int]
    return bool(ages) and max(ages) < ADULT


def check_unknown_age_is_a_child(world: World) -> Iterator[Finding]:
    """What is done for a child is done while the age is not known: never skipped, never asked first."""
    facts = world.values("facts")
    for entry in (*world.of("pathways"), *world.of("tools")):
        telling = getattr(entry.value, "tells", None) in FOR_CHILDREN
        for base, rows in conditions(entry):
            if not (telling and base == ("when",)):
                yield from _unknown_missing(entry, base, rows, facts)


def _holds_unknown(facts: dict[str, Fact], row: Any) -> bool:
    """Whether a row may hold of somebody whose age nobody knows and of whom no ground was stated."""
    return GROUND not in row and all(
        None in (_holds_for(facts[name], row[name]) or []) for name in row if name == "person.age"
    )


def check_unknown_age_is_told_to_nobody(world: World) -> Iterator[Finding]:
    """An authority for children learns of no adult: age under 18, or a stated doubt with its ground."""
    facts = world.values("facts")
    for entry in world.of("pathways"):
        if entry.value.tells not in FOR_CHILDREN or GROUND not in facts:
            continue
        rows = entry.value.when
        wrong = [i for i, row in enumerate(rows) if _holds_unknown(facts, row)]
        if rows and not wrong and any(GROUND in row for row in rows):
            continue
        yield entry.finding(
            "unknown_age_told",
            ("when", wrong[0]) if wrong else ("when",) if rows else ("tells",),
            ground=GROUND,
        )


def check_who_is_told_exists(world: World) -> Iterator[Finding]:
    known = world.catalogue("recipients")
    for entry in world.of("pathways"):
        if entry.value.tells is not None and entry.value.tells not in known:
            near = ", ".join(nearest(entry.value.tells, sorted(known))) or "–"
            yield entry.finding(
                "unknown_recipient",
                ("tells",),
                who=entry.value.tells,
                near=near,
            )


def _unknown_missing(
    entry: Entry, base: tuple[Any, ...], rows: list[Any], facts: dict[str, Fact]
) -> Iterator[Finding]:
    for name in {name for row in rows for name in row if name.endswith(".age") and name in facts}:
        held = [(i, _holds_for(facts[name], row[name]) or []) for i, row in enumerate(rows) if name in row]
        child = [i for i, values in held if _for_children(values)]
        if child and not any(None in values for _, values in held):
            yield entry.finding("age_unknown_left_out", (*base, child[0], name), name=name)


def check_consent_moves_nothing(world: World) -> Iterator[Finding]:
    for entry, loc, name, _ in tests(world):
        if "consent" in name:
            yield entry.finding("consent_in_when", loc)
