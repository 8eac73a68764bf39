"""One name for the same people: out of how many a share is, and who is left out, are counted elsewhere too.

Under two names they could be hidden in one table and shown in the other, and be drawn twice when rounded.
"""

from __future__ import annotations

from collections.abc import Mapping

from cauce.content.model_indicators import Indicator
from cauce.measurement.rules.indicators.model import NONE
from cauce.measurement.rules.publication.period import Period
from cauce.measurement.rules.publication.table import TOTAL, name_of
from cauce.protocol.editions.access import current_edition

from ..indicators.figures import version_in_force

# The dimension that a rate becomes: who is counted, and who is not; its total is out of how many.
COUNTED = "counted"
YES, NO = "yes", "no"
AID = "aid"


def definition_of(indicator: str, period: Period) -> Indicator:
    """The definition under which a period is published: that in force as it began, whatever came later."""
    return version_in_force(indicator, period.since)


def beside_of(indicator: str, period: Period) -> Indicator | None:
    """The other definition by which a share of a period is told as well: the next one where it holds for what
    was before too, and in the year in which it changed the one before. None: there is but one."""
    one, held = definition_of(indicator, period), current_edition().indicator_versions
    later, earlier = (held.get((indicator, one.version + step)) for step in (1, -1))
    if one.measure != "rate":
        return None
    if later is not None and later.before_too:
        return later
    return earlier if one.before_too and one.valid_from.year == period.since.year else None


def name_by(indicator: str, version: int | None, period: str, of: Mapping[str, str]) -> str:
    """The name of a cell by another definition than that of its period. ``period``: its key."""
    return name_of(f"{indicator}@{version}", period, of)


def count_of(one: Indicator, period: Period) -> Indicator | None:
    """The indicator that counts whom a share is out of, by the definitions of the period. None: there is
    none."""
    if one.denominator is None or one.horizon is None:
        return None
    for id, held in sorted(current_edition().indicators.items()):
        if held.measure != "count" or held.unit != one.unit:
            continue
        other = definition_of(id, period)
        counted = other.numerator
        if other.horizon is not None and other.horizon.days == one.horizon.days:
            if (set(counted.any), set(counted.also)) == (set(one.denominator.any), set(one.denominator.also)):
                return other
    return None


def name_in(one: Indicator, period: Period, of: Mapping[str, str]) -> str:
    """The name of a cell of this indicator, by what it is of."""
    other, said = count_of(one, period), of.get(COUNTED)
    rest = {dim: value for dim, value in of.items() if dim != COUNTED}
    if other is not None and said == TOTAL:
        return name_of(other.id, period.key, rest)
    if other is not None and said == NO and AID not in rest and _is_aid(one, other):
        return name_of(other.id, period.key, rest | {AID: NONE})
    return name_of(one.id, period.key, of)


def group_of(indicator: str, period: Period) -> str:
    """Whose cells this indicator's are protected with: those of the count of the same people, or its own."""
    other = count_of(definition_of(indicator, period), period)
    return indicator if other is None else other.id


def _is_aid(one: Indicator, other: Indicator) -> bool:
    """Whether whom the share leaves out is whom the count calls without aid."""
    return one.numerator.any == ["service_given"] and set(one.numerator.no_codes) == set(other.aid_not)
