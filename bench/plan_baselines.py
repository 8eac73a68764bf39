"""The same conditions in other engines: plain Python (the floor), CEL, SpiffWorkflow's DMN tables.

Each engine is a function ``facts -> list of verdicts``, one per condition, for cases in which every
fact is known: none of the others has a third value. An engine that is not installed is a line.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from types import SimpleNamespace
from typing import Any
from xml.sax.saxutils import escape

from cauce.content.conditions import Condition
from cauce.content.grammar import AtLeast, Below, Both, Not, NotKnown, OneOf, parse_rows

Engine = Callable[[Mapping[str, Any]], list[bool]]
_DMN = "https://www.omg.org/spec/DMN/20191111/MODEL/"


def _literal(value: Any, *, python: bool) -> str:
    if isinstance(value, bool):
        return str(value) if python else str(value).lower()
    return f'"{value}"' if isinstance(value, str) else str(value)


def _test(test: Any, name: str, *, python: bool) -> str:
    """The test as an expression of Python or of CEL."""
    match test:
        case OneOf(values) if len(values) == 1:
            return f"{name} == {_literal(values[0], python=python)}"
        case OneOf(values):
            return f"{name} in [{', '.join(_literal(v, python=python) for v in values)}]"
        case Below(limit):
            return f"{name} < {limit}"
        case AtLeast(limit):
            return f"{name} >= {limit}"
        case NotKnown():
            # Every fact is known here. DMN reads a cell that does not name its fact as a value of it.
            return f"{name} is None" if python else "false"
        case Not(inner):
            sign = "not " if python else "!"
            return f"{sign}({_test(inner, name, python=python)})"
        case Both(first, second):
            joined = " and " if python else " && "
            return f"({joined.join(_test(t, name, python=python) for t in (first, second))})"
    raise TypeError(test)


def _expression(condition: Condition, facts: Mapping[str, Any], *, python: bool) -> str:
    land, lor = (" and ", " or ") if python else (" && ", " || ")
    rows = []
    for row in parse_rows(condition.rows, facts):
        tests = [
            _test(test, f'f["{name}"]' if python else name.replace(".", "_"), python=python)
            for name, test in row
        ]
        rows.append(f"({land.join(tests)})")
    return lor.join(rows)


def python_floor(conditions: list[Condition], facts: Mapping[str, Any]) -> Engine:
    """One Python function per condition, as if somebody had written it by hand."""
    functions = [
        eval(compile(f"lambda f: {_expression(c, facts, python=True)}", "floor", "eval")) for c in conditions
    ]
    return lambda values: [function(values) for function in functions]


def cel(conditions: list[Condition], facts: Mapping[str, Any]) -> Engine:
    """common-expression-language, compiled; a context is built for each case.

    CEL knows instants and no dates: a date is given as the instant at which it begins.
    """
    import cel as engine

    programs = [engine.compile(_expression(c, facts, python=False)) for c in conditions]
    dates = [name for name, fact in facts.items() if fact.type == "date"]

    def decide(values: Mapping[str, Any]) -> list[bool]:
        variables = {name.replace(".", "_"): value for name, value in values.items()}
        for name in dates:
            if name in values:
                begins = dt.datetime.combine(values[name], dt.time(), dt.UTC)
                variables[name.replace(".", "_")] = begins
        context = engine.Context(variables=variables)
        return [program.execute(context) for program in programs]

    return decide


def _dmn(condition: Condition, facts: Mapping[str, Any]) -> str:
    """The condition as a decision table in DMN, one rule per row."""
    inputs = "".join(
        f'<input id="i{n}" label="{name}"><inputExpression id="e{n}">'
        f"<text>{name.replace('.', '_')}</text></inputExpression></input>"
        for n, name in enumerate(condition.names)
    )
    rules = []
    for index, row in enumerate(parse_rows(condition.rows, facts)):
        tests = dict(row)
        cells = "".join(
            f'<inputEntry id="c{index}_{n}"><text>'
            f"{escape(_test(tests[name], '?', python=True)) if name in tests else ''}</text></inputEntry>"
            for n, name in enumerate(condition.names)
        )
        rules.append(
            f'<rule id="r{index}">{cells}<outputEntry id="o{index}"><text>True</text></outputEntry></rule>'
        )
    return (
        f'<definitions xmlns="{_DMN}" id="d" name="d">'
        '<decision id="when" name="when"><decisionTable id="t" hitPolicy="UNIQUE">'
        f'{inputs}<output id="o" label="applies" name="applies" typeRef="boolean"/>'
        f"{''.join(rules)}</decisionTable></decision></definitions>"
    )


def spiff(conditions: list[Condition], facts: Mapping[str, Any]) -> Engine:
    """SpiffWorkflow's DMN engine, one table per condition, stopping at the first rule that holds."""
    from lxml import etree
    from SpiffWorkflow.bpmn.script_engine import PythonScriptEngine
    from SpiffWorkflow.dmn.engine.DMNEngine import DMNEngine
    from SpiffWorkflow.dmn.parser.DMNParser import DMNParser

    engines = []
    for condition in conditions:
        node = etree.fromstring(_dmn(condition, facts))
        parser = DMNParser(None, node, {"dmn": _DMN})
        parser.parse()
        engines.append(DMNEngine(parser.decision.decisionTables[0]))
    workflow = SimpleNamespace(script_engine=PythonScriptEngine())

    def decide(values: Mapping[str, Any]) -> list[bool]:
        data = {name.replace(".", "_"): value for name, value in values.items()}
        task = SimpleNamespace(data=data, workflow=workflow)
        return [bool(engine.decide(task)) for engine in engines]

    return decide


BASELINES: dict[str, Callable[[list[Condition], Mapping[str, Any]], Engine]] = {
    "Python, written by hand (floor)": python_floor,
    "CEL, a context for each case": cel,
    "SpiffWorkflow DMN": spiff,
}
