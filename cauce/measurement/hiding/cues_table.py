"""Passive cues of the network, by quarter: the table that is closed, and the page as the closing tells it."""

from __future__ import annotations

import datetime as dt

from cauce.rules.hiding import BEYOND, LEAST
from cauce.staff.offices import access as offices

from ..facts.periods import period_of
from ..indicators.cues import CueNumbers, counted
from ..indicators.disparity import Group, is_astray
from .closing import Closed
from .tree import CellKey, Line, Table

BACK = 9  # quarters that the page offers


def table_of(at: dt.datetime) -> Table:
    """The quarters in one: by group, and each group of the same people."""
    cells: dict[CellKey, int] = {}
    lines: list[Line] = []
    alerts: list[list[str]] = []
    today = offices.day_at(None, at)
    for back in range(BACK):
        quarter = period_of(today, "quarter", back)
        found, code = counted(None, quarter.since, quarter.until), quarter.code
        cells |= {(code, name): number for name, number in found.numbers.items()}
        for dimension, groups in found.groups.items():
            talks = tuple((code, dimension, value, "talks") for value in groups)
            sure = tuple((code, dimension, value, "confirmed") for value in groups)
            cells |= dict(zip(talks, (one for one, _ in groups.values()), strict=True))
            cells |= dict(zip(sure, (one for _, one in groups.values()), strict=True))
            every = sum(one for one, _ in groups.values()), found.numbers["confirmed"]
            cells[code, "cases"] = every[0]
            lines += [Line((code, "cases"), talks), Line((code, "confirmed"), sure)] if groups else []
            alerts += [
                [code, dimension, value]
                for value, mine in groups.items()
                if mine[0] >= LEAST and is_astray(mine, every, BEYOND)
            ]
    over = period_of(at.date() - dt.timedelta(days=7), "quarter").code
    return Table(
        cells,
        tuple(lines),
        never=frozenset(key for key in cells if key[1] == "cases"),
        lasting=frozenset(key for key in cells if key[0] < over),
        beside={"alerts": alerts},
    )


def numbers_of(closed: Closed, since: dt.date, until: dt.date) -> CueNumbers:
    """One quarter as the closing tells it: in fives, without intervals."""
    code = period_of(since, "quarter").code
    groups: dict[str, tuple[Group, ...]] = {}
    for dimension in ("sex", "language", "state"):
        values = {key[2] for key in closed.told if key[:2] == (code, dimension)}
        groups[dimension] = tuple(_group(closed, code, dimension, value) for value in sorted(values))
    names = ("raised", "asked", "accepted", "declined", "confirmed", "notices", "queries")
    told = {name: closed.number(code, name) for name in names}
    return CueNumbers(since=since, until=until, groups=groups, small=BEYOND, **told)


def _group(closed: Closed, code: str, dimension: str, value: str) -> Group:
    talks = closed.number(code, dimension, value, "talks")
    confirmed = closed.number(code, dimension, value, "confirmed")
    alert = talks is not None and [code, dimension, value] in closed.beside.get("alerts", [])
    return Group(value, talks, confirmed, None, alert)
