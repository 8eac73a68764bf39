"""How alike regions act, as anybody may read it: made of the figures that an edition shows, of nothing else.

A region stands in a step as a post does inside (``post_outliers``). Each figure shown may lie some people
from the true one; of what it may be, a region is set beside the network by what differs least, so that no
rounding is told as a difference.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cauce.content.loader import parameter_on
from cauce.content.model import Text
from cauce.measurement.rules.publication.period import read_period
from cauce.measurement.rules.publication.rounding import reach
from cauce.measurement.rules.publication.table import TOTAL
from cauce.protocol.editions.access import current_edition

from ..boards.likeness import Alike, Kind, alike, matrix
from ..models import StatisticsEdition
from ..rules.post_outliers import standings
from .by_step import REGION, STEP
from .same_people import COUNTED, NO, YES

Cell = tuple[str, str]  # step and region; ``TOTAL``: all of them
Names = Sequence[tuple[str, Text]]


@dataclass(frozen=True, slots=True)
class Steps:
    """``shown``: followed, not followed and due, as shown; cells of which one is hidden are not there.
    ``version``: of the definition."""

    year: str
    version: int
    steps: Names
    regions: Names
    shown: Mapping[Cell, tuple[int, int, int]]

    def share(self, step: str = TOTAL, region: str = TOTAL) -> float | None:
        """Of what fell due, the part that was followed, from 0 to 1. None: hidden."""
        found = self.shown.get((step, region))
        return None if found is None else min(found[0] / found[2], 1.0)

    def kinds(self) -> dict[str, dict[str, Kind]]:
        """Step → region → how it acts beside the network, where that is told; the least alike first."""
        rates = {step: rate for step, _ in self.steps if (rate := self.share(step)) is not None}
        counts = {
            step: {
                region: _least_astray(*found[:2], rate)
                for region, _ in self.regions
                if (found := self.shown.get((step, region)))
            }
            for step, rate in rates.items()
        }
        day = read_period(self.year).until - dt.timedelta(days=1)
        least = int(parameter_on(current_edition(), "alike-least", day).value)
        return matrix(standings(counts, least, rates))


def steps_told(edition: StatisticsEdition) -> Steps | None:
    """None: the edition has no such table."""
    for table in edition.tables:
        dims = table.get("dims", ())
        if [one["id"] for one in dims] == [STEP, REGION, COUNTED]:
            shown = {tuple(row["key"]): row["shown"] for row in table["rows"]}
            steps, regions = (
                [(one["id"], Text(**one["label"])) for one in dim["values"] if one["id"] != TOTAL]
                for dim in dims[:2]
            )
            told = {key[:2]: tuple(shown[(*key[:2], side)] for side in (YES, NO, TOTAL)) for key in shown}
            whole = {key: found for key, found in told.items() if None not in found and found[2]}
            return Steps(edition.period, table["definition"]["version"], steps, regions, whole)
    return None


def all_alike(kinds: Mapping[str, Mapping[str, Kind]]) -> Alike:
    """The one number of all comparisons."""
    return alike(kind for regions in kinds.values() for kind in regions.values())


def _least_astray(met: int, missed: int, rate: float) -> tuple[int, int]:
    """How often a step was followed and fell due: of what it may be, what differs least from a rate."""
    due = met + missed
    nearest = min(max(round(rate * due), met - reach()), met + reach())
    return min(max(nearest, 0), due), due
