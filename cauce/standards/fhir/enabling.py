"""When a question is enabled, in the terms of FHIR R4: lists of tests of which any suffices.

The content says «any row; inside a row, all». R4 joins one list by «any» or by «all» and knows no
brackets, so a condition is turned into clauses that must all hold, each an «any» list: the first
ones stand on groups around the question. «!=» is never used: what it means without an answer is
not the same in every reader. A condition on what was not asked is «exists: false».
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from typing import Any

from cauce.content.model import Text
from cauce.content.model_toolbox import AnswerRow, Instrument
from cauce.rules.field_form import laid_out

Json = dict[str, Any]
SYSTEM = "urn:cauce:answers"
ANSWERS = (
    ("yes", Text(es="Sí", en="Yes")),
    ("no", Text(es="No", en="No")),
    ("does_not_know", Text(es="No sabe", en="Does not know")),
    ("prefers_not_to_say", Text(es="Prefiere no responder", en="Prefers not to say")),
)


def _test(question: str, value: str) -> Json:
    if value == "not_asked":
        return {"question": question, "operator": "exists", "answerBoolean": False}
    return {
        "question": question,
        "operator": "=",
        "answerCoding": {"system": SYSTEM, "code": value},
    }


def clauses_of(rows: Sequence[AnswerRow]) -> list[list[Json]]:
    """The clauses of a condition: all must hold, of each any test suffices. Empty: always."""
    if not rows:
        return []
    # Rows are alternatives, so every way of picking one question from each row is a clause.
    found = []
    for picked in product(*(row.items() for row in rows)):
        tests = [_test(item, value) for item, values in picked for value in values]
        clause = [one for number, one in enumerate(tests) if one not in tests[:number]]
        if clause not in found:
            found.append(clause)
    return found


def unless(row: AnswerRow) -> list[Json]:
    """The clause that holds as long as a row does not: some question was answered otherwise."""
    values = [code for code, _ in ANSWERS] + ["not_asked"]
    return [_test(item, value) for item, named in row.items() for value in values if value not in named]


def enabled(clause: list[Json]) -> Json:
    """One clause as the two elements of an item."""
    return {"enableWhen": clause, **({"enableBehavior": "any"} if len(clause) > 1 else {})}


def guarded(name: str, made: Json, clauses: Sequence[list[Json]]) -> Json:
    """The item under its clauses: the last stands on itself, the others on groups around it."""
    if not clauses:
        return made
    made |= enabled(clauses[-1])
    for number, clause in enumerate(reversed(clauses[:-1]), 1):
        made = {"linkId": f"{name}{number}", "type": "group", **enabled(clause), "item": [made]}
    return made


def stops_by_last(instrument: Instrument) -> dict[str, list[AnswerRow]]:
    """The rows of the stop rules by the last question that each looks at."""
    items = [item for _, items in laid_out(instrument) for item in items]
    place = {item.id: number for number, item in enumerate(items)}
    found: dict[str, list[AnswerRow]] = {}
    for stop in instrument.stop_rules:
        for row in stop.when:
            found.setdefault(max(row, key=lambda one: place[one]), []).append(row)
    return found
