"""The table of a board as a file: what is on view and no more; hidden is written as hidden."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator

from cauce.content.cells import harmless
from cauce.measurement.boards.board import Board
from cauce.measurement.hiding.showing import Shown
from cauce.staff.exports.actions import Content
from cauce.ui.words import Words

from .naming import Say

HEAD = (
    "indicator",
    "definition",
    "since",
    "until",
    "breakdown",
    "value",
    "label",
    "period",
    "state",
    "numerator",
    "denominator",
    "low",
    "high",
    "share",
    "cohort",
    "days",
    "whole_on",
)


def file_of(board: Board, name: Callable[[str], Say], language: str) -> Content:
    """A CSV with one row for each value on view, in the words of the language."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(HEAD)
    rows = list(_rows(board, name, language))
    for row in rows:
        writer.writerow([harmless(cell) for cell in row])
    return Content("cifras", "csv", out.getvalue().encode("utf-8"), len(rows))


def _rows(board: Board, name: Callable[[str], Say], language: str) -> Iterator[list[str]]:
    by, last = board.wanted.by, board.wanted.period
    if not by:
        for period, shown in zip(board.periods, board.rows, strict=True):
            yield _row(board, "", Words("", ""), period, shown, language)
    elif board.courses:
        for key, course in board.courses.items():
            for period, shown in zip(board.periods, course, strict=True):
                yield _row(board, key, name(key), period, shown, language)
    else:
        for shown in board.rows:
            yield _row(board, shown.key, name(shown.key), last, shown, language)


def _row(board: Board, key: str, label: Say, period, shown: Shown, language: str) -> list[str]:
    one = board.wanted.one
    rate = shown.interval(one.measure)
    state = "hidden" if shown.hidden else "none" if not shown.known else "shown"
    return [
        one.id,
        str(board.version),
        period.since.isoformat(),
        period.until.isoformat(),
        board.wanted.by or "time",
        key,
        label[language],
        period.code,
        state,
        "" if shown.numerator is None else str(shown.numerator),
        "" if shown.denominator is None else str(shown.denominator),
        f"{rate.low:.4f}" if rate else "",
        f"{rate.high:.4f}" if rate else "",
        *_followed(shown, one.measure),
    ]


def _followed(shown: Shown, measure: str) -> list[str]:
    """The share or the minutes, and how those of whom it is were followed; empty where nobody is."""
    value = shown.value(measure) if shown.known and measure != "count" else None
    told = "" if value is None else f"{value:.4f}"
    if shown.cohort is None:
        return [told, "", "", ""]
    cohort = shown.cohort
    return [told, "young" if cohort.young else "whole", str(cohort.days), cohort.whole_on.isoformat()]
