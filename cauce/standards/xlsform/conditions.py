"""When a question is asked, as the telephone can work it out: XPath from the rows of the content.

A stop must not wipe what was answered before it, and a telephone empties whatever stops applying.
So a stop counts only for the questions after the last one that it looks at; a running value carries
it forward from there.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from cauce.content.model_toolbox import AnswerRow, Instrument, Item, StopRule
from cauce.rules.field_form import laid_out

AGREES = "${agreed} = 'yes'"


@dataclass(frozen=True, slots=True)
class Halt:
    """One running value: «yes» from the moment a stop before it holds. ``stops``: what to say then."""

    name: str
    calculation: str
    relevant: str  # of the line that tells the officer to stop here
    stops: tuple[StopRule, ...]


@dataclass(frozen=True, slots=True)
class Paths:
    """``asked``: when each item is asked, "" always; ``halts``: running values by the item after
    which they stand."""

    asked: Mapping[str, str]
    halts: Mapping[str, Halt]


def is_asked(item: Item) -> bool:
    """Whether the form takes an answer to it; a free account is only an invitation to tell."""
    return item.kind != "free_account"


def items_of(instrument: Instrument) -> list[Item]:
    """The items in the order in which the form asks them."""
    return [item for _, items in laid_out(instrument) for item in items]


def _test(item: str, value: str, asked: Collection[str]) -> str:
    if item not in asked:  # never answered in the form: it was not asked
        return "true()" if value == "not_asked" else "false()"
    if value == "not_asked":
        return f"(${{{item}}} = '' or ${{{item}}} = 'not_asked')"
    return f"${{{item}}} = '{value}'"


def _row(row: AnswerRow, asked: Collection[str]) -> str:
    parts = []
    for item, values in row.items():
        tests = [_test(item, value, asked) for value in values]
        parts.append(tests[0] if len(tests) == 1 else f"({' or '.join(tests)})")
    return " and ".join(parts)


def rows_as_path(rows: Sequence[AnswerRow], asked: Collection[str]) -> str:
    """Any row; inside a row, all. An empty list: "" (always)."""
    found = [_row(row, asked) for row in rows]
    return found[0] if len(found) == 1 else " or ".join(f"({one})" for one in found)


def _stops_after(instrument: Instrument, asked: Sequence[str]) -> dict[str, list[tuple[str, StopRule]]]:
    """Rows of stops by the last item that they look at, each with its stop."""
    found: dict[str, list[tuple[str, StopRule]]] = {}
    place = {item.id: number for number, item in enumerate(items_of(instrument))}
    for stop in instrument.stop_rules:
        for row in stop.when:
            last = max(row, key=lambda one: place[one])
            found.setdefault(last, []).append((_row(row, asked), stop))
    return found


def paths(instrument: Instrument, *, consent: bool) -> Paths:
    """The conditions of an instrument. ``consent``: everything waits for a yes to being asked."""
    asked = [item.id for item in instrument.items if is_asked(item)]
    stops, running = _stops_after(instrument, asked), ""
    relevant: dict[str, str] = {}
    halts: dict[str, Halt] = {}
    for item in items_of(instrument):
        parts = [AGREES] if consent else []
        if running and not item.after_stop:
            parts.append(f"${{{running}}} = 'no'")
        if item.ask_if:
            parts.append(f"({rows_as_path(item.ask_if, asked)})")
        relevant[item.id] = " and ".join(parts)
        if item.id in stops:
            here = " or ".join(f"({path})" for path, _ in stops[item.id])
            before = f"${{{running}}} = 'yes' or " if running else ""
            name = f"halt_{len(halts) + 1:02d}"
            only = f"${{{running}}} = 'no' and ({here})" if running else here
            here_stops = {stop.id: stop for _, stop in stops[item.id]}
            halts[item.id] = Halt(name, f"if({before}{here}, 'yes', 'no')", only, tuple(here_stops.values()))
            running = name
    return Paths(relevant, halts)
