"""What a report says, made ready for a page, for paper and for a sheet alike."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cauce.content.errors import NotInForce
from cauce.content.loader import Edition
from cauce.content.model import Text
from cauce.content.model_publication import DIMENSION_LABELS
from cauce.measurement.models import StatisticsEdition
from cauce.protocol.editions.access import current_edition, edition_by_id
from cauce.staff.offices import access as offices

from .covering import Given, Part, covering
from .grids import Grid, grid_of
from .logframe import Line, report


@dataclass(frozen=True, slots=True)
class Answer:
    """The transparency answer: the letter, and for each year its tables."""

    letter: tuple[Part, ...]
    years: tuple[tuple[str, tuple[Grid, ...]], ...]
    editions: tuple[StatisticsEdition, ...]


@dataclass(frozen=True, slots=True)
class QuarterReport:
    """The donors' report of one quarter."""

    edition: StatisticsEdition
    lines: tuple[Line, ...]
    notes: tuple[Text, ...]


def content_of(edition: StatisticsEdition) -> Edition:
    """The content under which it was prepared; that in force where it cannot be had any more."""
    try:
        return edition_by_id(edition.content_edition)
    except NotInForce:
        return current_edition()


def answer_of(editions: Sequence[StatisticsEdition], missing: Sequence[str] = ()) -> Answer:
    """The answer that these editions give, in the order of their years."""
    rows = sorted(editions, key=lambda one: one.period)
    return Answer(
        covering([_given(one) for one in rows], missing, current_edition()),
        tuple((one.period, tuple(grid_of(table) for table in one.tables)) for one in rows),
        tuple(rows),
    )


def _given(one: StatisticsEdition) -> Given:
    signed = offices.day_at(None, one.signed_at).isoformat() if one.signed_at else None
    return Given(
        one.period,
        sum(table["hidden"] for table in one.tables),
        sum(len(table["rows"]) for table in one.tables),
        one.hash,
        signed,
    )


def quarter_of(edition: StatisticsEdition) -> QuarterReport:
    """The report of a quarter: the logframe of its content with its protected figures."""
    return QuarterReport(edition, report(content_of(edition), edition.tables), notes_of(edition))


def notes_of(edition: StatisticsEdition) -> tuple[Text, ...]:
    """What a reader must know, as it was frozen with the figures."""
    return tuple(Text(es=one["es"], en=one["en"]) for one in edition.notes)


def margins_told(errors: Sequence[Sequence[Any]]) -> list[tuple[Text, str]]:
    """How far each margin is likely to be from what is real, of 100 people."""
    return [(_margin(names), f"{100 * error:.1f}") for names, error in errors]


def _margin(names: Sequence[str]) -> Text:
    titles = [DIMENSION_LABELS[name] for name in names]
    return Text(es=" × ".join(one.es for one in titles), en=" × ".join(one.en for one in titles))


def records_of(edition: StatisticsEdition) -> dict[str, Any]:
    """The one table of an edition of invented records."""
    return edition.tables[0]


def number_of(table: Mapping[str, Any]) -> int:
    """How many invented records there are."""
    return sum(number for *_, number in table["records"])
