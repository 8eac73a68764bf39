"""Makes the announced tables of a publication safe to publish, with the proof and what was hidden."""

from __future__ import annotations

import datetime as dt
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from cauce.content.errors import BadInput
from cauce.content.model import Text
from cauce.content.model_indicators import Indicator
from cauce.content.model_publication import LOCAL, RARE, RARE_VALUES, AnnouncedTable
from cauce.measurement.rules.publication.period import Period
from cauce.measurement.rules.publication.table import System, Table
from cauce.protocol.editions.access import current_edition

from ..facts.reading import any_corrected
from ..hiding import secret
from ..hiding.protect_table import STANDARD, Protected, protect
from ..indicators.figures import Figures
from . import announced, both_versions
from .already_public import join_public
from .edition_makers import Made
from .same_people import COUNTED, definition_of, group_of
from .tabulating import check_one_definition, label_of_dimension, labels_of, table_of

LIMITS = STANDARD
CORRECTED = Text(
    es="Algunos registros de este periodo se corrigieron después de anotarse. Lo publicado antes no cambia.",
    en="Some records of this period were corrected after they were made. What was published before does not "
    "change.",
)


def yearbook(period: Period, known: dt.datetime) -> Made:
    """The fixed tables of the year; a share of which there are two definitions, by both."""
    return safe_tables(announced.tables_of("yearbook"), period, known, both=True)


def halfyear(period: Period, known: dt.datetime) -> Made:
    """The fixed tables of the half-year: only of the whole country."""
    return safe_tables(announced.tables_of("halfyear"), period, known)


def safe_tables(
    rows: Sequence[AnnouncedTable], period: Period, known: dt.datetime, *, both: bool = False
) -> Made:
    """These announced tables for a period, protected together with all that is public already. ``both``: each
    share of everybody once more, by its other definition where there is one.

    Tables whose definition changed within the period, or whose parts do not make their totals, are left
    out, and a note says so. Raises
    ``Unknown`` for a table that is not of the fixed set, ``BadInput`` when nothing is left.
    """
    made = Made(tables=[], hidden={}, audit={}, definitions={}, notes=[])
    log: list[dict[str, Any]] = []
    for wanted in _same_people(rows, period):
        told: list[AnnouncedTable] = []
        found: list[tuple[Table, Figures]] = []
        for indicator, mine in _by_indicator(wanted).items():
            try:
                check_one_definition(indicator, period)
                found += [table_of(one.id, indicator, one.by, period, known) for one in mine]
                told += mine
                more = both_versions.beside(mine[0], found[-len(mine)][0], period, known) if both else None
                if isinstance(more, Text):
                    made.notes.append(more)
                elif more is not None:
                    told.append(more[0])
                    found.append(more[1:])
            except BadInput as problem:
                made.notes.append(_left_out(mine, problem))
        try:
            if told:
                _protect(made, log, told, found, period, known)
        except BadInput as problem:
            made.notes.append(_left_out(told, problem))
    if not made.tables:
        raise BadInput(
            "no quedó ninguna tabla que publicar.",
            "no table is left to publish.",
            where="period",
            cure_es=" ".join(one.es for one in made.notes) or "Anuncie una en content/publication/.",
            cure_en=" ".join(one.en for one in made.notes) or "Announce one in content/publication/.",
        )
    if any_corrected(period.since, period.until, known):
        made.notes.append(CORRECTED)
    made.tables.sort(key=lambda one: one["order"])
    made.audit.update(
        passed=all(one["passed"] for one in log),
        attacks=log,
        limits={"threshold": LIMITS.threshold, "share": LIMITS.share, "width": LIMITS.width},
    )
    return made


def _same_people(rows: Sequence[AnnouncedTable], period: Period) -> list[list[AnnouncedTable]]:
    """The tables that are protected together: those of one indicator, and of shares of those it counts."""
    found: dict[str, list[AnnouncedTable]] = {}
    for one in rows:
        announced.table(one.id)  # whoever made a row of its own is stopped here
        found.setdefault(group_of(one.indicator, period), []).append(one)
    return list(found.values())


def _by_indicator(rows: Sequence[AnnouncedTable]) -> dict[str, list[AnnouncedTable]]:
    found: dict[str, list[AnnouncedTable]] = {}
    for one in rows:
        found.setdefault(one.indicator, []).append(one)
    return found


def _protect(
    made: Made,
    log: list[dict[str, Any]],
    wanted: Sequence[AnnouncedTable],
    found: Sequence[tuple[Table, Figures]],
    period: Period,
    known: dt.datetime,
) -> None:
    began, system = time.perf_counter(), System()
    tables = [table for table, _ in found]
    for table in tables:
        system.add(table)
    public, kept = join_public(system, tables, period, known, LIMITS)
    safe = protect(
        system,
        secret.rounding_secret(),
        LIMITS,
        public=public,
        local=LOCAL,
        rare=_rare(tables),
        drawn_as=_drawn_as({table.indicator for table in tables}),
    )
    for table, figures in found:
        if table.version is None:
            made.definitions[table.indicator] = figures.version
        made.notes.extend(note for note in figures.notes if note not in made.notes)
    for row, table in zip(wanted, tables, strict=True):
        made.tables.append(_told(row, table, safe, kept, period))
    # As they stand: one that is in two tables is hidden in both.
    names = [table.name(key) for table in tables for key in table.keys()]
    reasons = Counter(safe.hidden[name] for name in names if name in safe.hidden)
    for why, number in reasons.items():
        made.hidden[why] = made.hidden.get(why, 0) + number
    log.append(
        {
            "indicator": ", ".join(dict.fromkeys(one.indicator for one in wanted)),
            "tables": [one.id for one in wanted],
            "cells": len(set(names)),
            "hidden": sum(reasons.values()),
            "checked": safe.findings.checked,
            "exact": len(safe.findings.exact),
            "narrow": len(safe.findings.narrow),
            "programmes": safe.findings.programmes,
            "rounds": safe.findings.rounds,
            "public_before": len(public.shown) + len(public.hidden),
            "kept": len(kept),
            "seconds": round(time.perf_counter() - began, 2),
            "passed": safe.findings.passed,
        }
    )


def _drawn_as(indicators: Iterable[str]) -> Callable[[str], str]:
    """Out of how many a share is, rounds as the indicator that counts these same people: two draws
    for one figure would say more of it than one."""
    every = {indicator: _drawn_so(indicator) for indicator in indicators}

    def drawn(name: str) -> str:
        of = name.split("|", 1)[0]
        return every[of](name) if of in every else name

    return drawn


def _drawn_so(indicator: str) -> Callable[[str], str]:
    held = current_edition().indicators
    below = held[indicator].denominator
    same = sorted(
        id
        for id, one in held.items()
        if below is not None
        and one.measure == "count"
        and one.unit == held[indicator].unit
        and set(one.numerator.any) == set(below.any)
    )

    def drawn(name: str) -> str:
        _, rest = name.split("|", 1)
        return name if not same or f"{COUNTED}=" in rest else f"{same[0]}|{rest}"

    return drawn


def _rare(tables: Sequence[Table]) -> dict[str, tuple[str, ...]]:
    """Values that are shown only for the whole country: those that single somebody out."""
    found = dict(RARE_VALUES)
    for table in tables:
        for dim in RARE:
            if dim in table.values:
                found[dim] = table.values[dim]
    return found


def _told(
    row: AnnouncedTable, table: Table, safe: Protected, kept: dict[str, dt.datetime], period: Period
) -> dict[str, Any]:
    """A table as it is kept and published: only what is shown, and where something is hidden."""
    told: dict[str, Any] = {
        "id": row.id,
        "order": row.order,
        "title": {"es": row.title.es, "en": row.title.en},
        "indicator": table.indicator,
        "period": period.code,
        "definition": _definition(
            definition_of(table.indicator, period)
            if table.version is None
            else current_edition().indicator_versions[table.indicator, table.version]
        ),
        "dims": [
            {"id": dim, "label": label_of_dimension(dim), "values": labels_of(dim, [*table.values[dim], "*"])}
            for dim in table.dims
        ],
        "overlapping": sorted(table.overlapping),
        "rows": [],
    }
    for key in table.keys():
        name = table.name(key)
        line: dict[str, Any] = {"key": list(key), "shown": safe.shown.get(name)}
        if name in kept:
            line["as_of"] = kept[name].isoformat()
        told["rows"].append(line)
    told["hidden"] = sum(line["shown"] is None for line in told["rows"])
    return told


def _definition(one: Indicator) -> dict[str, Any]:
    told = {
        "title": {"es": one.title.es, "en": one.title.en},
        "version": one.version,
        "counts": {"es": one.numerator.text.es, "en": one.numerator.text.en},
        "mx": {"es": one.laws.mx.es, "en": one.laws.mx.en},
        "us": {"es": one.laws.us.es, "en": one.laws.us.en},
        "provenance": one.provenance,
    }
    if one.denominator is not None:
        told["of"] = {"es": one.denominator.text.es, "en": one.denominator.text.en}
    return told


def _left_out(rows: Sequence[AnnouncedTable], problem: BadInput) -> Text:
    es = "; ".join(f"«{one.title.es}»" for one in rows)
    en = "; ".join(f"'{one.title.en}'" for one in rows)
    return Text(es=f"No sale {es}: {problem.es}", en=f"Left out: {en}: {problem.en}")
