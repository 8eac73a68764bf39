"""From the figures of an indicator to an announced table with all its margins. True figures: not to leave."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from math import ceil
from typing import Any

from cauce.content.errors import BadInput, BadInputs, unknown
from cauce.content.loader import Edition
from cauce.content.model import Text
from cauce.content.model_indicators import Indicator
from cauce.content.model_publication import DIMENSION_LABELS, OVERLAPPING
from cauce.measurement.rules.cohorts import whole_on
from cauce.measurement.rules.indicators.model import LANGUAGE_GROUPS, NONE, WAITING
from cauce.measurement.rules.publication.period import Period
from cauce.measurement.rules.publication.table import NOBODY, TOTAL, Count, Key, Table, margins_of
from cauce.protocol.editions.access import current_edition

from ..indicators import figures as source
from ..indicators.figures import IN_FORCE, Cell, Figures, Under
from .by_step import STEP, names_of, table_by_step
from .same_people import COUNTED, NO, YES, definition_of, name_by, name_in

bad_input = BadInputs(__file__)

UNKNOWN = "unknown"
CATALOGUES = {
    "region": "regions",
    "channel": "channels",
    "us_type": "us_type",
    "mx_modality": "mx_modality",
    "aid": "services",
}
OWN_LABELS = {
    UNKNOWN: Text(es="No se sabe", en="Not known"),
    NONE: Text(es="Ninguno", en="None"),
    WAITING: Text(es="Todavía ninguno", en="None yet"),
    TOTAL: Text(es="Total", en="Total"),
    YES: Text(es="Sí", en="Yes"),
    NO: Text(es="No", en="No"),
}


def _under(indicator: str, period: Period, version: int | None) -> Under:
    """Nothing to say where it is the definition of today."""
    if version is not None:
        return Under(version=version)
    one = definition_of(indicator, period)
    return IN_FORCE if one == current_edition().indicators[indicator] else Under(version=one.version)


def definition_changed(indicator: str, period: Period) -> dt.date | None:
    """The day within the period on which another version of the definition began; None: none did."""
    days = [
        one.valid_from
        for (id, _), one in current_edition().indicator_versions.items()
        if id == indicator and period.since < one.valid_from < period.until
    ]
    return min(days, default=None)


def check_one_definition(indicator: str, period: Period) -> None:
    """Raise ``BadInput`` when the definition changed within the period: the sum would mix two things."""
    day = definition_changed(indicator, period)
    if day is not None:
        raise bad_input(
            "the_definition_of_indicator_changed_on_day",
            where="period",
            indicator=indicator,
            day=day.isoformat(),
            code=period.code,
        )


def table_of(
    id: str,
    indicator: str,
    by: Sequence[str],
    period: Period,
    known: dt.datetime,
    version: int | None = None,
) -> tuple[Table, Figures]:
    """The whole table, margins included, and the figures of its grand total (version, editions). ``version``
    None: by the definition of the period.

    Raises ``Unknown`` for an indicator that there is not, ``BadInput`` for a median, which is no count.
    """
    content = current_edition()
    if indicator not in content.indicators:
        raise unknown("indicadores", "indicators", indicator, content.indicators, "indicator")
    _check_can_be_counted(content, indicator)
    under = _under(indicator, period, version)
    is_rate = content.indicators[indicator].denominator is not None
    make = table_by_step if STEP in by else _by_margins
    values, cells, whole = make(indicator, by, period, known, under)
    dims = tuple(by)
    if is_rate:
        dims, values = (*dims, COUNTED), values | {COUNTED: (YES, NO)}
    made = Table(id, indicator, period.key, dims, values, cells, frozenset(OVERLAPPING) & frozenset(by))
    if version is not None:
        of = (dict(zip(dims, key, strict=True)) for key in made.keys())
        names = (name_by(indicator, version, period.key, one) for one in of)
        named = dict(zip(made.keys(), names, strict=True))
        made = replace(made, named=named, version=version)
    elif is_rate:
        one = definition_of(indicator, period)
        named = {key: name_in(one, period, dict(zip(dims, key, strict=True))) for key in made.keys()}
        made = replace(made, named=named)
    return replace(made, overlapping=made.overlapping | _overlapping(made)), whole


def _by_margins(
    indicator: str, by: Sequence[str], period: Period, known: dt.datetime, under: Under
) -> tuple[dict[str, tuple[str, ...]], dict[Key, Count], Figures]:
    """The values of each dimension, every cell and margin, and the figures of everybody."""
    content = current_edition()
    more = {} if under == IN_FORCE else {"under": under}
    cells: dict[Key, Count] = {}
    seen: dict[str, set[str]] = {dim: set() for dim in by}
    is_rate, whole = content.indicators[indicator].denominator is not None, None
    for chosen in margins_of(by):
        found = source.figures(
            indicator, since=period.since, until=period.until, known=known, by=chosen, **more
        )
        whole = found  # the last one is of nothing but everybody
        for key, cell in found.cells.items():
            _check_whole(indicator, period, cell)
            of = dict(zip(chosen, key, strict=True))
            for dim, value in of.items():
                seen[dim].add(value)
            cells.update(_counts(tuple(of.get(dim, TOTAL) for dim in by), cell, is_rate))
    if WAITING in seen.get("aid", ()):
        raise _still_followed(indicator, period, definition_of(indicator, period))
    assert whole is not None  # margins_of always ends with the empty choice
    return {dim: _values(content, dim, seen[dim]) for dim in by}, cells, whole


def _check_whole(indicator: str, period: Period, cell: Cell) -> None:
    """Raise ``BadInput`` while the last of a cohort are still followed: a later day would tell another."""
    if cell.cohort is not None and cell.cohort.young:
        raise _still_followed(indicator, period, definition_of(indicator, period))


def _still_followed(indicator: str, period: Period, one: Indicator) -> BadInput:
    days = one.horizon.days if one.horizon else 0
    return bad_input(
        "cohort_is_still_followed",
        where="period",
        indicator=indicator,
        code=period.code,
        day=whole_on(period.until - dt.timedelta(days=1), days).isoformat(),
    )


def _overlapping(table: Table) -> frozenset[str]:
    """Dimensions in which somebody stands under several values, so that the parts are more than the
    total: who met posts of two regions is counted once in each, and once in all."""
    found = set()
    for key in table.keys():
        for at, dim in enumerate(table.dims):
            if key[at] == TOTAL:
                parts = (
                    table.cells.get((*key[:at], one, *key[at + 1 :]), NOBODY) for one in table.values[dim]
                )
                if sum(one.value for one in parts) > table.cells.get(key, NOBODY).value:
                    found.add(dim)
    return frozenset(found)


def _check_can_be_counted(content: Edition, indicator: str) -> None:
    if content.indicators[indicator].measure not in ("count", "rate", "stock"):
        raise bad_input("indicator_is_no_count", where="indicator", indicator=indicator)


def _counts(key: Key, cell: Cell, is_rate: bool) -> dict[Key, Count]:
    if not is_rate:
        return {key: Count(cell.numerator, cell.contributors, cell.largest)}
    of = cell.denominator or 0
    return {
        (*key, TOTAL): Count(of, min(cell.contributors, of), cell.largest),
        (*key, YES): _share(cell.numerator, of, cell),
        (*key, NO): _share(of - cell.numerator, of, cell),
    }


def _share(value: int, of: int, cell: Cell) -> Count:
    # How a case group divides between counted and not counted is not told: in proportion.
    return Count(value, min(cell.contributors, value), ceil(cell.largest * value / of) if of else 0)


def _values(content: Edition, dim: str, seen: set[str]) -> tuple[str, ...]:
    """Every value that the content knows, in its order, then what else was met, then «not known»."""
    listed = [id for id, _ in _listed(content, dim)]
    more = sorted(seen - set(listed) - {UNKNOWN})
    return (*[one for one in listed if one != UNKNOWN], *more, UNKNOWN)


def _listed(content: Edition, dim: str) -> list[tuple[str, Text]]:
    if dim == "state":
        rows = content.catalogues.get("mx_states", ())
        return [(row["code"], Text(es=row["name"], en=row["name"])) for row in rows]
    if dim == STEP:
        return [(one.id, one.title) for one in content.actions.values()]
    if dim == "sex":
        fact = content.facts.get("person.sex")
        return [(one, _capital(fact.value_labels[one])) for one in fact.values] if fact else []
    if dim == "language_group":
        return [(id, _capital(title)) for id, title in LANGUAGE_GROUPS.items()]
    entries = content.catalogues.get(CATALOGUES.get(dim, ""), ())
    return [(one.id, _capital(one.title)) for one in entries]


def labels_of(dim: str, values: Sequence[str]) -> list[dict[str, Any]]:
    """The values of a dimension with their words; a value that has none shows its code."""
    known = dict(_listed(current_edition(), dim)) | OWN_LABELS | names_of(dim, values)
    return [{"id": one, "label": _words(known.get(one, Text(es=one, en=one)))} for one in values]


def label_of_dimension(dim: str) -> dict[str, str]:
    return _words(DIMENSION_LABELS.get(dim, Text(es=dim, en=dim)))


def _capital(text: Text) -> Text:
    return Text(es=text.es[:1].upper() + text.es[1:], en=text.en[:1].upper() + text.en[1:])


def _words(text: Text) -> dict[str, str]:
    return {"es": text.es, "en": text.en}
