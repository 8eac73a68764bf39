"""One indicator of the network, all its periods and parts in one table: what each hides the others keep.

A cell is (period, breakdown, value, side): of a count the side is «n»; of a share «met», «rest» and «of».
Whole periods of each kind hang together (a year, its halves, its quarters), parts of a year with the year,
posts with their region. Who is in several parts hangs nowhere: such lines do not add up and are left out.

Where people are followed for a horizon the cells are how many met so far within it: those add up, on every
day. What is estimated of a cohort that is still young stands beside its cell, where that is told.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from itertools import pairwise
from math import ceil
from typing import Any

from cauce.content.errors import BadInput, NotInForce
from cauce.content.model_indicators import Indicator
from cauce.measurement.rules.indicators.model import Cell, Cohort
from cauce.protocol.editions.access import current_edition
from cauce.rules.hiding import BASE, LEAST, fives, share_in_fives
from cauce.staff.offices import access as offices

from ..facts.periods import KINDS, Kind, Period, period_of, run_of
from ..facts.reading import read_once
from ..indicators.figures import Under, figures
from .showing import TIMES
from .tree import CellKey, Line, Table

BACK: dict[Kind, int] = {"quarter": 16, "half": 12, "year": 12}  # what pages offer, and the eight before
PARTED: Kind = "year"  # the one kind of period that is broken down: a year less its quarters would tell
PEOPLE = frozenset({"person", "case", "contact", "referral"})  # of other units each is work, or a thing
SIDES = ("met", "rest")
VERSION = "version"  # in the year in which the definition changed: by the one before, and what that has more
HORIZON = "horizon"  # of a year, within as many days as the definition also names; out of the same people
DAYS = "days"  # as many days of the period before as the one under way has had
Cells = dict[CellKey, int]


class _Tree:
    """A table in the making."""

    def __init__(self, one: Indicator, at: dt.datetime) -> None:
        self.one, self.at = one, at
        self.today = offices.day_at(None, at)
        self.until = self.today + dt.timedelta(days=1)
        self.cells: Cells = {}
        self.people: Cells = {}
        self.never: set[CellKey] = set()
        self.medians: dict[str, int] = {}
        self.lines: list[Line] = []
        self.along: dict[CellKey, Any] = {}

    def take(self, head: tuple[str, str, str], cell: Cell | None) -> None:
        """One cell of the figures, with its sides."""
        if cell is not None and cell.cohort is not None:
            if self.one.measure == "median":
                self.along[*head, "n"] = _followed(cell.cohort) | {"late": cell.cohort.value is None}
            elif cell.cohort.young:
                self.along[*head, "met"] = _young(cell.denominator or 0, cell.cohort)
        if self.one.measure in ("count", "median"):
            number = 0 if cell is None else cell.numerator
            if self.one.measure == "median":
                number = 0 if cell is None else cell.denominator or 0
                late = cell is not None and cell.cohort is not None and cell.cohort.value is None
                if cell is not None and not late and min(number, cell.contributors) >= LEAST:
                    self.medians["|".join(head)] = cell.numerator
            self._put((*head, "n"), number, cell)
            return
        of = 0 if cell is None else cell.denominator or 0
        met = 0 if cell is None else min(cell.numerator, of)
        for side, number in (("met", met), ("rest", of - met), ("of", of)):
            self._put((*head, side), number, cell if side == "of" else None)
        if self.one.unit in PEOPLE:
            self.never.add((*head, "rest"))
            self.lines.append(Line((*head, "of"), tuple((*head, side) for side in SIDES)))
        else:  # how much was done in time of what there was tells of work: hidden with its whole alone
            self.cells.pop((*head, "rest"))
            self.people[*head, "met"] = of

    def _put(self, key: CellKey, number: int, cell: Cell | None) -> None:
        self.cells[key] = number
        if cell is not None and self.one.unit in PEOPLE:
            self.people[key] = cell.contributors

    def join(self, total: tuple[str, str, str], parts: Iterable[tuple[str, str, str]]) -> None:
        """A total and its parts, on each side on which they add up."""
        inside = list(parts)
        for side in ("n", "met", "rest", "of"):
            whole = (*total, side)
            keys = tuple((*one, side) for one in inside)
            if whole in self.cells and keys and all(key in self.cells for key in keys):
                if sum(self.cells[key] for key in keys) == self.cells[whole]:
                    self.lines.append(Line(whole, keys))

    def found(
        self, by: tuple[str, ...], since: dt.date, until: dt.date, **under: Under
    ) -> dict[tuple[str, ...], Cell]:
        return figures(self.one.id, since=since, until=until, known=self.at, by=by, **under).cells


def _followed(cohort: Cohort) -> dict[str, Any]:
    return {"days": cohort.days, "young": cohort.young, "whole_on": cohort.whole_on.isoformat()}


def _young(of: int, cohort: Cohort) -> dict[str, Any]:
    """What is estimated of a young cohort, as people in fives. The interval is as wide as it was, or wider,
    and lies about the share that is told: its ends by themselves would say more than that."""
    if cohort.value is None or cohort.low is None or cohort.high is None:
        return _followed(cohort) | {"share": None}
    told, share = max(fives(of), BASE), share_in_fives(cohort.value, of)
    wide = (cohort.value - cohort.low, cohort.high - cohort.value)
    below, above = (BASE * ceil(one * of / BASE) / told for one in wide)
    ends = {"low": max(share - below, 0.0), "high": min(share + above, 1.0)}
    return _followed(cohort) | {"share": share} | ends


def table_of(one: Indicator, at: dt.datetime) -> Table:
    """The whole tree of an indicator as it is known at an instant; empty where it refuses a figure."""
    tree = _Tree(one, at)
    try:
        with read_once():
            periods = _wholes(tree)
            if any(tree.cells.values()):
                _parts(tree)
                _days(tree)
                _before(tree)
                _horizons(tree)
    except (BadInput, NotInForce):
        return Table({})
    _across(tree, periods)
    over = at.date() - dt.timedelta(days=7)  # at the closing before it was over too
    ended = {period.code for period in periods if period.until <= over}
    return Table(
        tree.cells,
        tuple(tree.lines),
        people=tree.people,
        never=frozenset(tree.never),
        lasting=frozenset(key for key in tree.cells if key[0] in ended),
        beside={"medians": tree.medians},
        along=tree.along,
    )


def _wholes(tree: _Tree) -> list[Period]:
    """Every period that a page may draw, in one question for each kind."""
    periods: list[Period] = []
    for kind in KINDS if tree.one.measure != "estimate" else (PARTED,):
        run = run_of(period_of(tree.today, kind), BACK[kind])
        if tree.one.measure == "estimate":
            run = run[-5:-1]
            found = {(p.code,): tree.found((), p.since, p.until).get(()) for p in run}
        else:
            found = dict(tree.found((kind,), run[0].since, tree.until))
        for period in run:
            tree.take((period.code, "", ""), found.get((period.code,)))
        periods += run
    return periods


def _parts(tree: _Tree) -> None:
    """The years, broken down by each dimension that may stand alone; posts add up to their regions."""
    if tree.one.measure == "estimate":
        return
    years = run_of(period_of(tree.today, PARTED), BACK[PARTED])
    regions = {row["post"]: row["region"] for row in current_edition().catalogues["post_regions"]}
    for by in (name for name in tree.one.breakdowns if name not in TIMES):
        found = tree.found((by, PARTED), years[0].since, tree.until)
        for year in years:
            there = sorted({value for value, code in found if code == year.code})
            for value in there:
                tree.take((year.code, by, value), found[value, year.code])
            tree.join((year.code, "", ""), [(year.code, by, value) for value in there])
            if by == "region":
                for region in there:
                    inside = [p for p, there_ in regions.items() if there_ == region]
                    posts = [(year.code, "post", p) for p in inside if _has(tree, (year.code, "post", p))]
                    tree.join((year.code, by, region), posts)


def _has(tree: _Tree, head: tuple[str, str, str]) -> bool:
    return any((*head, side) in tree.cells for side in ("n", "of"))


def _days(tree: _Tree) -> None:
    """Of each kind, as many days of the period before as the one under way has had; the rest of it too."""
    if tree.one.measure in ("estimate", "median", "stock"):
        return
    for kind in KINDS:
        last = period_of(tree.today, kind)
        earlier = period_of(tree.today, kind, 1)
        until = min(earlier.since + (tree.until - last.since), earlier.until)
        if until == earlier.until:
            continue
        some = tree.found((), earlier.since, until).get(())
        rest = tree.found((), until, earlier.until).get(())
        heads = (earlier.code, DAYS, ""), (earlier.code, DAYS, "rest")
        for head, cell in zip(heads, (some, rest), strict=True):
            tree.take(head, cell)
        tree.never |= {key for key in tree.cells if key[:3] == heads[1]}
        tree.join((earlier.code, "", ""), heads)


def year_of_change(one: Indicator) -> int | None:
    """The year in which a share got another definition that holds for what was before too: both are told of
    it. None: there is none."""
    changed = one.before_too and one.version > 1 and one.measure == "rate"
    return one.valid_from.year if changed else None


def _before(tree: _Tree) -> None:
    """The year in which the definition changed, by the one before as well."""
    year = year_of_change(tree.one)
    head, code = (f"{year}", "", ""), f"{year}"
    if year is None or (*head, "met") not in tree.cells:
        return
    ends = min(dt.date(year + 1, 1, 1), tree.until)
    earlier = tree.one.version - 1
    cell = tree.found((), dt.date(year, 1, 1), ends, under=Under(version=earlier)).get(())
    old = (code, VERSION, f"{earlier}")
    tree.take(old, cell)
    # Who meets the one before and not this one could be worked out of the two.
    more = tree.cells[*old, "met"] - tree.cells[*head, "met"]
    if more >= 0 and tree.cells[*old, "of"] == tree.cells[*head, "of"]:
        rest = (code, VERSION, "more", "met")
        tree.cells[rest] = more
        tree.never.add(rest)
        tree.lines.append(Line((*old, "met"), ((*head, "met"), rest)))


def _horizons(tree: _Tree) -> None:
    """The years at the other horizons of the definition: who comes in between two of them could be worked
    out, and so could who does not come at all."""
    horizon = tree.one.horizon
    if tree.one.measure != "rate" or horizon is None:
        return
    years = run_of(period_of(tree.today, PARTED), BACK[PARTED])
    for days in horizon.also:
        found = tree.found((PARTED,), years[0].since, tree.until, under=Under(days=days))
        for year in years:
            whole, cell = (year.code, "", "", "of"), found.get((year.code,))
            met, rest = ((year.code, HORIZON, f"{days}", side) for side in SIDES)
            tree.cells[met] = 0 if cell is None else cell.numerator
            tree.cells[rest] = tree.cells[whole] - tree.cells[met]
            tree.lines.append(Line(whole, (met, rest)))
            tree.never.add(rest)
            if cell is not None and cell.cohort is not None and cell.cohort.young:
                tree.along[met] = _young(cell.denominator or 0, cell.cohort)
    every = sorted((horizon.days, *horizon.also))
    for code in (year.code for year in years):
        for shorter, longer in pairwise(every):
            less, most = (
                (code, "", "", "met") if days == horizon.days else (code, HORIZON, f"{days}", "met")
                for days in (shorter, longer)
            )
            between = (code, HORIZON, f"{shorter}-{longer}", "met")
            tree.cells[between] = tree.cells[most] - tree.cells[less]
            tree.lines.append(Line(most, (less, between)))
            tree.never.add(between)


def _across(tree: _Tree, periods: list[Period]) -> None:
    """A year and its halves, a half and its quarters."""
    for inner, outer in (("quarter", "half"), ("half", "year")):
        for whole in (p for p in periods if p.kind == outer):
            parts = [p for p in periods if p.kind == inner and whole.since <= p.since < whole.until]
            tree.join((whole.code, "", ""), [(p.code, "", "") for p in parts])


def median_of(beside: dict[str, Any], head: tuple[str, str, str]) -> int | None:
    """The whole minutes of a median that may be told; None: hidden."""
    return beside.get("medians", {}).get("|".join(head))
