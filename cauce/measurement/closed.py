"""Every table of numbers of the network, and what it counts: the one list of what is closed once a week.

Each is read through ``access_closed.closed`` by whoever has its permission; nothing else tells a number of
the network. A count is asked of the feature it belongs to, whole and true, and leaves here for
``tree.tell`` alone.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from cauce.aid import access as aid
from cauce.family.reunification import access_board as families
from cauce.family.reunification import access_returning as returning
from cauce.family.searches import access as searches
from cauce.intake.crews import access as crews
from cauce.protocol.editions.access import current_edition
from cauce.rules.binational import STATES
from cauce.sharing.binational import access_counts as petitions
from cauce.sharing.disclosures import access as disclosures
from cauce.sharing.referrals import access_unmet as unmet
from cauce.staff.offices import access as offices

from .boards import likeness_table, steps_table
from .hiding import cues_table, figures_tree, opened_table
from .hiding.closing import Counted
from .hiding.tree import ALL, CellKey, Line, Table
from .indicators.by_edition import by_edition
from .indicators.network_numbers import network_numbers


def with_totals(
    cells: Mapping[tuple[str, str], int], *, told: bool = True
) -> tuple[dict[CellKey, int], list[Line]]:
    """Cells by row and column with the total of each column (row ``ALL``). ``told`` False: for the attack."""
    found: dict[CellKey, int] = dict(cells)
    lines = []
    for column in sorted({column for _, column in cells}):
        parts = tuple(sorted(key for key in cells if key[1] == column))
        found[ALL, column] = sum(cells[key] for key in parts)
        lines.append(Line((ALL, column), parts))
    return found, lines


def plain(cells: Mapping[tuple[str, ...], int]) -> Table:
    """Numbers whose sum is told nowhere."""
    return Table(dict(cells))


def _posts(at: dt.datetime) -> Table:
    found = network_numbers([post.code for post in offices.posts()], at)
    cells = {
        (one.post, name): number
        for one in found
        for name, number in {
            "open": one.cases.open,
            "overdue": one.overdue,
            "signing": one.signatures.waiting,
            "unanswered": one.referrals.waiting,
            "seen": one.encounters.raised,
        }.items()
    }
    every, lines = with_totals(cells)
    answers: dict[CellKey, float] = {
        (one.post, "seen"): one.encounters.median.total_seconds()
        for one in found
        if one.encounters.median is not None
    }
    return Table(every, tuple(lines), along=answers)


def _petitions(at: dt.datetime) -> Table:
    kinds, asked, waiting = petitions.counted(at)
    cells: dict[CellKey, int] = {}
    lines = []
    for head, pairs in (("kinds", kinds), ("offices", asked)):
        for state in STATES:
            parts = [(head, row, state) for row in sorted({row for row, _ in pairs})]
            cells |= {key: pairs[key[1], state] for key in parts}
            if parts:  # what was asked is the same, however it is set out
                cells["all", state] = sum(cells[key] for key in parts)
                lines.append(Line(("all", state), tuple(parts)))
    cells |= {("waiting", days, due): number for (days, due), number in waiting.items()}
    return Table(cells, tuple(lines), never=frozenset(key for key in cells if key[0] == "all"))


def _unmet(at: dt.datetime) -> Table:
    day = offices.day_at(None, at)
    needs, reasons = unmet.counted(day)
    cells: dict[CellKey, int] = {}
    lines = []
    columns = sorted({need for _, need in needs})
    states = sorted({state for state, _ in needs})
    for state in states:
        parts = tuple(("need", state, need) for need in columns)
        cells |= {key: needs[state, key[2]] for key in parts}
        cells["total", state] = sum(cells[key] for key in parts)
        lines.append(Line(("total", state), parts))
    if states:
        cells["all",] = needs.total()
        lines.append(Line(("all",), tuple(("total", state) for state in states)))
    cells |= {("reason", name): number for name, number in reasons.items()}
    return Table(cells, tuple(lines), beside={"since": unmet.since_when(day).isoformat()})


def _families(at: dt.datetime) -> Table:
    years, steps = families.counted(at)
    cells: dict[CellKey, int] = {("step", name): number for name, number in steps.items()}
    for year, found in years.items():
        cells["year", str(year), "cases"] = found.cases
        cells["year", str(year), "persons"] = found.persons
    return Table(cells)


def _disclosures(at: dt.datetime) -> Table:
    return plain(disclosures.counted())


def _editions(at: dt.datetime) -> Table:
    return plain({(id, state): n for id, states in by_edition().items() for state, n in states.items()})


TABLES: dict[str, Counted] = {
    "posts": Counted("numbers.network", _posts),
    "petitions": Counted("petition.count", _petitions),
    "unmet": Counted("unmet.count", _unmet),
    "families": Counted("numbers.network", _families),
    "returns": Counted("return.count", lambda at: plain({(s,): n for s, n in returning.counted().items()})),
    "searches": Counted("search.count", lambda at: plain(searches.counted())),
    "crews": Counted("crew.count", lambda at: plain(crews.counted_by_post())),
    "aid": Counted("aid.allot", lambda at: plain(aid.counted())),
    "disclosures": Counted("disclosure.count", _disclosures),
    "steps": Counted("numbers.network", steps_table.table_of),
    "likeness": Counted("numbers.network", likeness_table.table_of),
    "opened": Counted("totals.take", opened_table.table_of),
    "cues": Counted("numbers.network", cues_table.table_of),
    "editions": Counted("numbers.network", _editions),
}
BOARD = "board:"  # and the id of an indicator: all its periods and parts


def names() -> list[str]:
    """Every table that is closed."""
    return [*TABLES, *(BOARD + id for id in current_edition().indicators)]


def counted(name: str) -> Counted:
    """A table of this name. Raises ``KeyError`` for none."""
    if name.startswith(BOARD):
        one = current_edition().indicators[name.removeprefix(BOARD)]
        return Counted("figures.network", lambda at: figures_tree.table_of(one, at), grows=True)
    return TABLES[name]
