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
from cauce.measurement.rules.indicators import Asked, Beside, Cell, Part, count, kinds_of, parts_of
from cauce.protocol.editions.access import current_edition, in_force_between

from ..facts import reading
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


def figures(
    indicator: str,
    *,
    since: dt.date,
    until: dt.date,
    known: dt.datetime,
    by: Sequence[str] = (),
    posts: Sequence[str] | None = None,
) -> Figures:
    """The figures of an indicator. ``posts`` None: the whole network.

    Raises ``Unknown`` for an indicator or a breakdown that there is not; ``BadInput`` for dates in the
    wrong order, an instant without a zone, a breakdown that the definition does not allow, and where
    the figure is refused because no external estimate is known.
    """
    edition = current_edition(known if known.tzinfo else None)
    _check(edition, indicator, since, until, known, by)
    versions = [one for (id, _), one in edition.indicator_versions.items() if id == indicator]
    parts = parts_of(versions, since, until)
    only = None if posts is None else frozenset(posts)
    counted = [
        (part, _cells(part, Asked(part.since, part.until, tuple(by), only), known, edition)) for part in parts
    ]
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
    )


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
    linked = one.unit in ("person", "case", "contact", "referral") and one.measure != "median"
    beside = Beside(
        profiles=reading.profiles(known) if linked and reading.asks_profile(asked.by) else {},
        same=reading.same(known) if linked else {},
        regions={row["post"]: row["region"] for row in edition.catalogues["post_regions"]},
    )
    kinds = kinds_of(one, asked.by)
    rows = (
        reading.sums(kinds, asked, known)
        if one.unit == "obligation"
        else reading.rows(kinds, asked.until, known)
    )
    return count(one, rows, asked, beside)


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
    if since < first.valid_from:
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
