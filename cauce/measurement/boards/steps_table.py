"""How each post follows each step, for the closing of the network: never a step that only some come to."""

from __future__ import annotations

import datetime as dt

from cauce.content.loader import parameter_on
from cauce.protocol.editions.access import current_edition
from cauce.rules.hiding import LEAST
from cauce.staff.offices import access as offices

from ..hiding.closing import Closed
from ..hiding.tree import CellKey, Table
from ..rules.post_outliers import Standing
from .post_comparison.steps import steps
from .sensitive import of_some


def table_of(at: dt.datetime) -> Table:
    """Cases in which each step was due at each post, and was followed. What was followed tells of work: it is
    hidden with its whole alone."""
    edition = current_edition()
    found = steps(at, int(parameter_on(edition, "alike-least", offices.day_at(None, at)).value))
    cells: dict[CellKey, int] = {}
    people: dict[CellKey, int] = {}
    sides: dict[str, str] = {}
    told = [one for one in found.standings.values() if not of_some(edition.actions[one.action])]
    for one in told:
        cells[one.action, one.post, "due"] = one.cases
        cells[one.action, one.post, "met"] = one.met
        people[one.action, one.post, "met"] = one.cases
        if one.cases >= LEAST:
            sides[f"{one.action}|{one.post}"] = one.side
    rates = {one.action: round(one.rate, 2) for one in told}
    spread = {action: None if (far := found.spread[action]) is None else round(far, 1) for action in rates}
    return Table(cells, people=people, beside={"sides": sides, "rates": rates, "spread": spread})


def standings_of(closed: Closed, action: str) -> dict[str, Standing]:
    """Every post in a step as the closing tells it; those that are hidden are not there."""
    found: dict[str, Standing] = {}
    for key in closed.told:
        if key[0] == action and key[2] == "due":
            due, met = closed.number(*key), closed.number(action, key[1], "met")
            side = closed.beside["sides"].get(f"{action}|{key[1]}")
            if due and met is not None and side is not None:
                rate = closed.beside["rates"][action]
                found[key[1]] = Standing(key[1], action, min(met, due), due, rate, 1.0, side)
    return found
