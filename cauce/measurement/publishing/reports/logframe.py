"""The donors' report as it is read: each line of the logframe with its baseline, target and actual figure.

The logframe is that of the edition of the content in which the figures were prepared; the figures are those
of the edition of statistics, protected and rounded. A percentage is worked out of rounded figures.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from cauce.content.loader import Edition
from cauce.content.model import Text, both
from cauce.content.model_logframe import Baseline, CountedAs, LogframeRow, Measure, Target

LEVELS: dict[str, Text] = {
    "objective": both("Objetivo", "Objective"),
    "outcome": both("Resultado", "Outcome"),
    "output": both("Producto", "Output"),
}
UNITS: dict[CountedAs, Text] = {
    "person": both("personas", "people"),
    "case": both("casos", "cases"),
    "contact": both("contactos", "contacts"),
    "unknown": both("unidad desconocida", "unit unknown"),
}
TO_AGREE = both("Por acordar", "To be agreed")
NO_BASELINE = both("Nadie la publicó", "Nobody published one")
TOO_FEW = both("Demasiado pocas en el trimestre: no se dice", "Too few in the quarter: it is not told")
NO_ESTIMATE = both(
    "Sin cifra: no hay una estimación externa que cuente a las mismas personas",
    "No figure: there is no external estimate that counts the same people",
)
LEFT_OUT = both("No salió en este trimestre: vea las notas", "Left out this quarter: see the notes")


@dataclass(frozen=True, slots=True)
class Seen:
    """One measure of a line. ``hidden``: there is a figure and it is not told."""

    title: Text
    baseline: tuple[Text, ...]
    target: Text
    actual: Text
    hidden: bool
    means: Text
    note: Text | None


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the logframe, in the order in which it is read."""

    level: str
    word: Text
    title: Text
    measures: tuple[Seen, ...]
    assumptions: tuple[Text, ...]


def report(content: Edition, tables: Iterable[Mapping[str, Any]]) -> tuple[Line, ...]:
    """Every line, objective first, each outcome followed by its outputs."""
    by_indicator = {table["indicator"]: table for table in tables if "indicator" in table}
    rows = sorted(content.logframe.values(), key=lambda row: row.order)
    return tuple(
        Line(
            row.level,
            LEVELS[row.level],
            row.title,
            tuple(_seen(one, content, by_indicator) for one in row.measures),
            tuple(row.assumptions),
        )
        for row in _in_order(rows, None)
    )


def _in_order(rows: list[LogframeRow], under: str | None) -> list[LogframeRow]:
    found: list[LogframeRow] = []
    for row in rows:
        if row.under == under:
            found += [row, *_in_order(rows, row.id)]
    return found


def _seen(one: Measure, content: Edition, tables: Mapping[str, Mapping[str, Any]]) -> Seen:
    indicator = content.indicators.get(one.indicator)
    title = indicator.title if indicator else both(one.indicator, one.indicator)
    if one.indicator in tables:
        told, hidden = actual(tables[one.indicator])
    elif indicator is not None and indicator.measure == "estimate":
        told, hidden = NO_ESTIMATE, False
    else:
        told, hidden = LEFT_OUT, False
    return Seen(
        title,
        tuple(_baseline(b, content) for b in one.baselines) or (NO_BASELINE,),
        _target(one.target),
        told,
        hidden,
        one.means,
        one.note,
    )


def actual(table: Mapping[str, Any]) -> tuple[Text, bool]:
    """The figure of a table of one indicator, and whether it is hidden."""
    shown = {tuple(row["key"]): row["shown"] for row in table["rows"]}
    if not table["dims"]:
        value = shown.get(())
        return (TOO_FEW, True) if value is None else (_same(f"{value:,}"), False)
    of, yes = shown.get(("*",)), shown.get(("yes",))
    if of is None or yes is None or not of:
        return TOO_FEW, True
    share = min(100, round(100 * yes / of))
    return both(f"{share} % ({yes:,} de {of:,})", f"{share} % ({yes:,} of {of:,})"), False


def _same(words: str) -> Text:
    return both(words, words)


def _baseline(one: Baseline, content: Edition) -> Text:
    unit = UNITS[one.unit]
    cited = [content.sources[id].title for id in one.sources if id in content.sources]
    es, en = "; ".join(t.es for t in cited), "; ".join(t.en for t in cited)
    return both(
        f"{one.year}: {one.value:,} ({unit.es}): {one.definition.es}. Fuente: {es}.",
        f"{one.year}: {one.value:,} ({unit.en}): {one.definition.en}. Source: {en}.",
    )


def _target(one: Target | None) -> Text:
    if one is None:
        return TO_AGREE
    return both(
        f"{one.value:,} al {one.by.isoformat()}, acordada por {one.agreed_by.es}",
        f"{one.value:,} by {one.by.isoformat()}, agreed by {one.agreed_by.en}",
    )
