"""The charts of an edition for anybody: of what it shows, in words that say nothing to whoever stands beside.

Only of its own tables: what it hides is drawn as hidden, and what it does not publish is not drawn.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from cauce.content.model import Text, both
from cauce.measurement.boards.mexican_states import by_letters
from cauce.measurement.boards.wording import number_or_hidden
from cauce.measurement.models import StatisticsEdition
from cauce.ui.charts import Bar, Caption, bars
from cauce.ui.tiles import MEXICO, tiles
from cauce.ui.words import say

from . import data_steps

ATTENDED = "victims-attended"
ALL, UNKNOWN = "*", "unknown"
NOTE = both(
    "Cada cifra va redondeada a un múltiplo de cinco; «oculto» no quiere decir cero.",
    "Each figure is rounded to a multiple of five; “hidden” does not mean zero.",
)
TOTAL = both("Total", "Total")
HOW_MANY = both("Personas", "People")


@dataclass(frozen=True, slots=True)
class Told:
    """One breakdown of an edition: each value with its words, and how many it shows. None: hidden."""

    values: Sequence[tuple[str, Text, int | None]]
    total: int | None


@dataclass(frozen=True, slots=True)
class Chart:
    """``name``: of its files. ``dim``: by what. ``first``: the head of its table's first column."""

    name: str
    dim: str
    title: Text
    first: Text
    most: Text  # {value}, {n} and {total}, where some value is shown


CHARTS = (
    Chart(
        "edad",
        "age_band",
        both("Cuántas personas se identificó, por edad", "How many people were identified, by age"),
        both("Edad", "Age"),
        both(
            "{n} de {total} personas identificadas tenían {value} años: es el grupo más grande.",
            "{n} of {total} people identified were {value} years old: the largest group.",
        ),
    ),
    Chart(
        "region",
        "region",
        both("Cuántas personas se identificó, por región", "How many people were identified, by region"),
        both("Región", "Region"),
        both(
            "Donde a más se identificó fue en {value}: {n} de {total} personas.",
            "Most were identified in {value}: {n} of {total} people.",
        ),
    ),
    Chart(
        "mapa",
        "state",
        both("De qué estado son, un cuadro por estado", "Which state they are from, a tile for each state"),
        both("Estado", "State"),
        both("De {value} son más: {n} de {total} personas.", "More are from {value}: {n} of {total} people."),
    ),
)


def told_by(edition: StatisticsEdition, dim: str) -> Told | None:
    """How many there are by one thing, whatever else the table crosses it with. None: not published."""
    for table in edition.tables:
        dims = [one["id"] for one in table.get("dims", ())]
        if table.get("indicator") == ATTENDED and dim in dims:
            return _read(table, dims.index(dim))
    return None


def total_of(edition: StatisticsEdition) -> int | None:
    """How many there are in all. None: it is not published, or hidden."""
    return _total(edition)[0]


def year_before(newest: StatisticsEdition, editions: Iterable[StatisticsEdition]) -> Text | None:
    """How many there were in the year before that of the newest yearbook. None: it is not told, or was
    counted by another definition."""
    year = str(int(newest.period) - 1)
    for one in editions:
        if (one.kind, one.state, one.period) == (newest.kind, "published", year):
            (number, version), (_, today) = _total(one), _total(newest)
            if number is not None and version == today:
                return both(f"; en {year}, a {number:,}", f"; in {year}, {number:,}")
    return None


def _total(edition: StatisticsEdition) -> tuple[int | None, int | None]:
    """How many there are in all, and by which version of the definition."""
    for table in edition.tables:
        if table.get("indicator") == ATTENDED and "rows" in table:
            everybody = [ALL] * len(table["dims"])
            shown = next((row["shown"] for row in table["rows"] if row["key"] == everybody), None)
            return shown, table.get("definition", {}).get("version")
    return None, None


def _read(table: Mapping[str, Any], at: int) -> Told:
    shown = {
        row["key"][at]: row["shown"]
        for row in table["rows"]
        if all(one == ALL for place, one in enumerate(row["key"]) if place != at)
    }
    values = [
        (one["id"], Text(**one["label"]), shown.get(one["id"]))
        for one in table["dims"][at]["values"]
        if one["id"] != ALL
    ]
    return Told(values, shown.get(ALL))


def figure_of(edition: StatisticsEdition, chart: Chart) -> dict[str, Any] | None:
    """The sentence, the drawing and the table. None: the edition does not publish it."""
    told = told_by(edition, chart.dim)
    if told is None:
        return None
    rows: list[list[Any]] = [[label, number_or_hidden(value)] for _, label, value in told.values]
    return {
        "sentence": _sentence(chart, told, edition.period),
        "note": NOTE,
        "svg": _drawn(chart, told),
        "table": {
            "caption": chart.title,
            "columns": [{"name": chart.first}, {"name": HOW_MANY, "number": True}],
            "rows": [*rows, [TOTAL, number_or_hidden(told.total)]],
        },
    }


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture of an edition. ``make`` gives None where there is nothing to draw."""

    name: str  # of its files
    title: Text
    make: Callable[[StatisticsEdition], dict[str, Any] | None]


PICTURES = (
    Picture("pasos", data_steps.TITLE, data_steps.steps_figure),
    *(Picture(chart.name, chart.title, partial(figure_of, chart=chart)) for chart in CHARTS),
)


def _sentence(chart: Chart, told: Told, period: str) -> Text:
    known = [(n, label) for code, label, n in told.values if n is not None and code != UNKNOWN]
    if not known or told.total is None:
        return both(
            f"{period}: ninguna de estas cifras puede mostrarse.",
            f"{period}: none of these figures can be shown.",
        )
    most, label = max(known, key=lambda one: one[0])
    said = {"n": f"{most:,}", "total": f"{told.total:,}"}
    return both(
        f"{period}. " + chart.most.es.format(value=label.es, **said),
        f"{period}. " + chart.most.en.format(value=label.en, **said),
    )


def _drawn(chart: Chart, told: Told) -> Any:
    hidden = str(say("oculto", "hidden"))
    if chart.dim == "state":
        known = by_letters({code: value for code, _, value in told.values})
        words = str(say("oculto: no quiere decir cero", "hidden: it does not mean zero"))
        return tiles(known, caption=_caption(chart), hidden_words=words, grid=MEXICO)
    rows = [Bar(str(say(label.es, label.en)), value) for _, label, value in told.values]
    return bars(rows, caption=_caption(chart), hidden_words=hidden)


def _caption(chart: Chart) -> Caption:
    description = both(
        "Cada cifra está también en la tabla.",
        "Each figure is in the table too.",
    )
    return Caption(
        ident=chart.name,
        title=str(say(chart.title.es, chart.title.en)),
        description=str(say(description.es, description.en)),
    )
