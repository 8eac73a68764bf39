"""The figures of an indicator for any period, as they were known at any instant: the same for everybody.

It gives true numbers, small ones too: what is shown or leaves the house passes protection first.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cauce.content.errors import BadInputs, unknown
from cauce.content.loader import Edition
from cauce.content.model import Text
from cauce.content.model_indicators import DIMENSIONS, Indicator
from cauce.measurement.rules.indicators import (
    Asked,
    Beside,
    Cell,
    Part,
    count,
    count_units,
    kinds_of,
    parts_of,
)
from cauce.measurement.rules.indicators.units import has_units
from cauce.protocol.editions.access import current_edition, in_force_between
from cauce.staff.offices import access as offices

from ..facts import keeping, kept_sums, reading
from .estimates import intervals_of, out_of_an_estimate

bad_input = BadInputs(__file__)

__all__ = ["Cell", "Figures", "figures"]
Cells = dict[tuple[str, ...], Cell]


@dataclass(frozen=True, slots=True)
class Figures:
    """One indicator over [``since``, ``until``). ``cells`` by the values of ``by``, in its order; the
    key is () when nothing is broken down. ``editions``: of the Protocol that the period ran across.

    ``parts``: where the definition changed within the period, the cells of each stretch under its own
    version; ``cells`` then adds what falls into the same cell, and ``notes`` says so. Of a median or
    of what there was, which cannot be added, ``cells`` has the last stretch. Empty: it did not change.
    ``through``: the last day until which people were followed, where the definition follows them.
    """

    indicator: str
    version: int  # the last in force within the period
    by: tuple[str, ...]
    since: dt.date
    until: dt.date
    known: dt.datetime
    cells: Cells
    editions: tuple[str, ...]
    notes: tuple[Text, ...]
    parts: tuple[tuple[Part, Cells], ...] = ()
    through: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Under:
    """Not the definition in force: that ``version``, or another horizon that it names (``days``)."""

    version: int | None = None
    days: int | None = None


IN_FORCE = Under()


def figures(
    indicator: str,
    *,
    since: dt.date,
    until: dt.date,
    known: dt.datetime,
    by: Sequence[str] = (),
    posts: Sequence[str] | None = None,
    under: Under = IN_FORCE,
) -> Figures:
    """The figures of an indicator. ``posts`` None: the whole network. Where people are followed for a horizon
    what came after ``until`` counts too, so far as it was known.

    Raises ``Unknown`` for an indicator, a version or a breakdown that there is not; ``BadInput`` for dates in
    the wrong order, an instant without a zone, a breakdown or a horizon that the definition does not allow,
    and where the figure is refused because no external estimate is known.
    """
    counted, through = _in_parts(indicator, since, until, known, by, posts, under)
    parts = [part for part, _ in counted]
    last, editions = parts[-1].definition, in_force_between(since, until)
    return Figures(
        indicator=indicator,
        version=last.version,
        by=tuple(by),
        since=since,
        until=until,
        known=known,
        cells=_joined(last, [cells for _, cells in counted]),
        editions=editions,
        notes=(*_notes(parts, editions, since, known), *intervals_of(last, since, until)),
        parts=tuple(counted) if len(counted) > 1 else (),
        through=through if last.horizon or last.waits else None,
    )


def cells_of(
    indicator: str,
    *,
    since: dt.date,
    until: dt.date,
    known: dt.datetime,
    by: Sequence[str] = (),
    posts: Sequence[str] | None = None,
) -> Cells:
    """The numbers of ``figures`` without what is said beside them. Raises as it does."""
    counted, _ = _in_parts(indicator, since, until, known, by, posts, IN_FORCE)
    return _joined(counted[-1][0].definition, [cells for _, cells in counted])


def _in_parts(indicator, since, until, known: dt.datetime, by, posts, under: Under):
    """The cells of each stretch of the period under one definition, and the last day that is known."""
    edition = current_edition(known if known.tzinfo else None)
    _check(edition, indicator, since, until, known, by)
    parts = parts_of(_versions(edition, indicator, under), since, until)
    only, through = None if posts is None else frozenset(posts), offices.day_at(None, known)
    asked = [(part, _asked(part, by, only, through, under)) for part in parts]
    return [(part, _cells(part, one, known, edition)) for part, one in asked], through


def told_of(indicator: str, *, since: dt.date, until: dt.date, known: dt.datetime) -> Figures:
    """What stands beside the numbers of a figure, without any: its version, its editions and its notes.
    Raises as ``figures``, but that nothing is refused for want of an estimate."""
    edition = current_edition(known if known.tzinfo else None)
    _check(edition, indicator, since, until, known, ())
    parts, editions = (
        parts_of(_versions(edition, indicator, IN_FORCE), since, until),
        in_force_between(since, until),
    )
    notes = tuple(_notes(parts, editions, since, known))
    version = parts[-1].definition.version
    return Figures(indicator, version, (), since, until, known, {}, editions, notes)


def version_in_force(indicator: str, day: dt.date) -> Indicator:
    """The definition under which a figure of this day is published: one that holds for what was before as
    well does not change what is published of it. Raises ``KeyError`` for an indicator that there is not."""
    versions = _versions(current_edition(), indicator, IN_FORCE)
    if not versions:
        raise KeyError(indicator)
    held = sorted((one for one in versions if one.valid_from <= day), key=lambda one: one.valid_from)
    return held[-1] if held else min(versions, key=lambda one: one.valid_from)


def _versions(edition: Edition, indicator: str, under: Under) -> list[Indicator]:
    found = {v: one for (id, v), one in edition.indicator_versions.items() if id == indicator}
    if under.version is None:
        return list(found.values())
    if under.version not in found:
        known = [str(one) for one in sorted(found)]
        raise unknown("versiones", "versions", str(under.version), known, "version")
    return [found[under.version]]


def _asked(
    part: Part, by: Sequence[str], only: frozenset[str] | None, through: dt.date, under: Under
) -> Asked:
    horizon = part.definition.horizon
    if under.days is not None and (horizon is None or under.days not in (horizon.days, *horizon.also)):
        days = () if horizon is None else (horizon.days, *horizon.also)
        raise bad_input(
            "nobody_is_followed_for_so_many_days",
            where="days",
            id=part.definition.id,
            days=under.days,
            horizons=", ".join(str(one) for one in sorted(days)) or "–",
        )
    return Asked(part.since, part.until, tuple(by), only, through, under.days)


def _check(edition: Edition, indicator, since, until, known: dt.datetime, by) -> None:
    if indicator not in edition.indicators:
        raise unknown("indicadores", "indicators", indicator, edition.indicators, "indicator")
    for name in by:
        if name not in DIMENSIONS:
            raise unknown("desgloses", "breakdowns", name, DIMENSIONS, "by")
    if known.tzinfo is None:
        raise bad_input("the_instant_has_no_time_zone", where="known")
    if len(set(by)) < len(by):
        raise bad_input("a_breakdown_is_named_twice", where="by")
    if not since < until:
        raise bad_input("the_period_has_no_day", where="since")


def _cells(part: Part, asked: Asked, known: dt.datetime, edition: Edition) -> Cells:
    one = part.definition
    if one.measure == "estimate":
        return out_of_an_estimate(one, asked, lambda a: _counted(one, a, known, edition))
    return _counted(one, asked, known, edition)


def _counted(one: Indicator, asked: Asked, known: dt.datetime, edition: Edition) -> Cells:
    regions = {row["post"]: row["region"] for row in edition.catalogues["post_regions"]}
    if has_units(one):
        return count_units(one, keeping.units(one, asked, known), asked, regions)
    kinds = kinds_of(one, asked.by)
    rows = (
        kept_sums.tallies(one, asked, known)
        if one.unit in keeping.ADDED
        else reading.rows(kinds, asked.until, known, asked.posts)
    )
    return count(one, rows, asked, Beside(regions=regions))


def _joined(last: Indicator, found: Sequence[Cells]) -> Cells:
    """The cells of all stretches in one; what cannot be added keeps the last."""
    joined: Cells = {}
    for cells in found:
        for key, cell in cells.items():
            was = joined.get(key)
            addable = last.measure in ("count", "rate")
            joined[key] = _sum(was, cell) if was is not None and addable else cell
    return joined


def _sum(a: Cell, b: Cell) -> Cell:
    below = None if a.denominator is None or b.denominator is None else a.denominator + b.denominator
    return Cell(a.numerator + b.numerator, below, a.contributors + b.contributors, a.largest + b.largest)


def _notes(
    parts: Sequence[Part], editions: tuple[str, ...], since: dt.date, known: dt.datetime
) -> Iterable[Text]:
    for before, after in zip(parts, parts[1:], strict=False):
        old, new, day = before.definition.version, after.definition.version, after.since.isoformat()
        yield Text(
            es=(
                f"La definición cambió el {day}: antes rige la versión {old}, después la {new}. Las dos "
                "partes no son comparables."
            ),
            en=(
                f"The definition changed on {day}: version {old} holds before, version {new} after. The two "
                "parts are not comparable."
            ),
        )
    first = parts[0].definition
    if since < first.valid_from and first.before_too:
        day, new = first.valid_from.isoformat(), first.version
        yield Text(
            es=(
                f"La versión {new} de la definición rige desde el {day}; lo de antes se cuenta también con "
                "ella, para seguir a todas por igual. Lo que se publicó no cambia."
            ),
            en=(
                f"Version {new} of the definition holds from {day}; what was before is counted by it as "
                "well, so that all are followed alike. What was published does not change."
            ),
        )
    elif since < first.valid_from:
        day = first.valid_from.isoformat()
        yield Text(
            es=f"Antes del {day} no regía ninguna definición: se usó la primera.",
            en=f"Before {day} no definition was in force: the first was used.",
        )
    if len(editions) > 1:
        yield Text(
            es=f"El periodo abarca varias ediciones del Protocolo: {', '.join(editions)}.",
            en=f"The period runs across several editions of the Protocol: {', '.join(editions)}.",
        )
    if not editions:
        yield Text(
            es="En esas fechas no regía ninguna edición del Protocolo.",
            en="On those dates no edition of the Protocol was in force.",
        )
    if reading.any_invented(known):
        yield Text(
            es="Hay datos inventados para la demostración: no le pasaron a nadie.",
            en="There are data invented for the demonstration: they happened to nobody.",
        )
