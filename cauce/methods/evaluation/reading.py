"""From a file to a panel: every post in every month once, and when each began."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

import numpy as np

from cauce.methods.cells import as_it_was
from cauce.methods.errors import BadInput, BadInputs
from cauce.methods.evaluation.order import Post
from cauce.methods.evaluation.panel import Panel
from cauce.methods.evaluation.table import (
    NEVER,
    Row,
    Table,
    bad,
    measure,
    month,
    month_name,
    need,
    once,
    read_table,
    text,
    whole,
)

bad_input = BadInputs(__file__)

READ = ("post", "month", "count", "exposure", "treated_from", "wave", "stratum", "control")
# After the last month that any file can name.
NOT_YET = 12 * 10_000


@dataclass(frozen=True)
class RollOut:
    """When waves begin, where the file names waves and no months: the first month and the step."""

    first: str | None = None
    step: int = 3


def _start_of(table: Table, rollout: RollOut) -> Callable[[Row], int]:
    """How a row says when its post begins: by month, or by wave."""
    if "treated_from" in table.columns:
        return _written_start
    if "wave" not in table.columns:
        need(table, "treated_from")
    if rollout.first is None:
        raise bad_input("the_file_tells_waves_and_no_months", where=table.where)
    first = month(Row("--first", {"first": rollout.first}), "first")

    def by_wave(row: Row) -> int:
        if row["wave"].lower() in NEVER:
            return NOT_YET
        number = int(whole(row, "wave"))
        if number < 1:
            raise bad(
                row,
                "wave",
                "empieza en 1.",
                "begins at 1.",
                "La primera oleada es 1; «never» si nunca.",
                "The first wave is 1; 'never' where there is none.",
            )
        return first + (number - 1) * rollout.step

    return by_wave


def _written_start(row: Row) -> int:
    if row["treated_from"].lower() in NEVER:
        return NOT_YET
    if not row["treated_from"]:
        raise bad(
            row,
            "treated_from",
            "está vacía.",
            "is empty.",
            "Escriba el mes (2027-03), o «never» si no ha empezado ni tiene fecha.",
            "Write the month (2027-03), or 'never' where it has not begun and has no date.",
        )
    return month(row, "treated_from")


@dataclass
class _Read:
    """What was read so far: cells by (post, month), and what must be one for each post."""

    cells: dict[tuple[str, int], tuple[float, float, float]]
    lines: dict[tuple[str, int], str]
    starts: dict[str, int]
    strata: dict[str, str]


Value = TypeVar("Value", int, str)


def _one_for_each(kept: dict[str, Value], row: Row, name: str, value: Value, column: str) -> None:
    if kept.setdefault(name, value) != value:
        raise bad(
            row,
            column,
            f"cambia dentro de «{name}».",
            f"changes within '{name}'.",
            "Cada consulado empieza una vez y está en un estrato.",
            "Each post begins once and stands in one stratum.",
        )


def _take(read: _Read, row: Row, start: Callable[[Row], int] | None, columns: tuple[str, ...]) -> None:
    name, at = text(row, "post"), month(row, "month")
    if (name, at) in read.cells:
        raise bad_input(
            "post_has_two_lines_for_a_month",
            where=row.where,
            name=name,
            at=month_name(at),
            lines=read.lines[name, at],
        )
    count, exposure = whole(row, "count"), measure(row, "exposure")
    if exposure == 0 and count > 0:
        raise bad(
            row,
            "exposure",
            "es cero y hay casos.",
            "is zero and there are cases.",
            "Los actos consulares o tamizajes de ese mes.",
            "The consular acts or screenings of that month.",
        )
    control = whole(row, "control") if "control" in columns else 0.0
    read.cells[name, at] = (count, exposure, control)
    read.lines[name, at] = row.where
    if start is not None:
        _one_for_each(read.starts, row, name, start(row), "treated_from")
        if "stratum" in columns:
            _one_for_each(read.strata, row, name, text(row, "stratum"), "stratum")


def _complete(read: _Read, posts: list[str], months: list[int], where: str) -> None:
    """Raises ``BadInput`` that names the cells that are missing."""
    missing = [(p, m) for p in posts for m in months if (p, m) not in read.cells]
    if missing:
        told = ", ".join(f"{post} {month_name(at)}" for post, at in missing[:4])
        more = len(missing) - 4
        raise BadInput(
            f"Faltan meses: {told}" + (f" y {more} más." if more > 0 else "."),
            f"Months are missing: {told}" + (f" and {more} more." if more > 0 else "."),
            where=where,
            cure_es="Agréguelos; si el consulado estuvo cerrado, count 0 y exposure 0.",
            cure_en="Add them; where the post was closed, count 0 and exposure 0.",
        )


def _ordered(order: Table, rollout: RollOut, posts: list[str]) -> tuple[dict[str, int], dict[str, str]]:
    """Starts and strata from the file of the draw."""
    need(order, "post")
    start = _start_of(order, rollout)
    starts: dict[str, int] = {}
    strata: dict[str, str] = {}
    for row in order.rows:
        name = as_it_was(text(row, "post"))
        _one_for_each(starts, row, name, start(row), "treated_from")
        if "stratum" in order.columns:
            strata[name] = as_it_was(text(row, "stratum"))
    absent = [name for name in posts if name not in starts]
    if absent:
        raise bad_input("the_draw_does_not_name", where=order.where, absent=", ".join(absent[:5]))
    return starts, strata


def read_panel(
    body: bytes,
    where: str,
    *,
    rollout: RollOut | None = None,
    order: tuple[bytes, str] | None = None,
) -> Panel:
    """The panel of a CSV with the columns post, month, count, exposure, and treated_from or wave.

    ``stratum`` (of the draw) and ``control`` (a count that should not move) may stand there too.
    ``order``: body and name of the file that the draw gave; it then says starts and strata. Raises
    ``BadInput`` with line and cure.
    """
    rollout = rollout or RollOut()
    table = read_table(body, where)
    need(table, "post", "month", "count", "exposure")
    once(table, *READ)
    start = None if order else _start_of(table, rollout)
    read = _Read({}, {}, {}, {})
    for row in table.rows:
        _take(read, row, start, table.columns)
    posts = list(dict.fromkeys(name for name, _ in read.cells))
    seen = [at for _, at in read.cells]
    months = list(range(min(seen), min(max(seen), min(seen) + 1200) + 1))
    _complete(read, posts, months, where)
    starts, strata = read.starts, read.strata
    if order:
        starts, strata = _ordered(read_table(*order), rollout, posts)
    cells = np.array([[read.cells[name, at] for at in months] for name in posts])
    groups = sorted(set(strata.values()))
    begun = [min(max(starts[name] - months[0], 0), len(months)) for name in posts]
    return Panel(
        posts=tuple(posts),
        months=tuple(month_name(at) for at in months),
        counts=cells[:, :, 0],
        exposure=cells[:, :, 1],
        starts=np.array(begun, dtype=np.int64),
        strata=np.array([groups.index(strata[n]) if strata else 0 for n in posts], dtype=np.int64),
        stratified=len(groups) > 1,
        control=cells[:, :, 2] if "control" in table.columns else None,
        not_read=tuple(name for name in table.columns if name and name not in READ),
    )


def read_posts(body: bytes, where: str) -> list[Post]:
    """The posts to be drawn: columns post, and size or stratum. Raises ``BadInput``."""
    table = read_table(body, where)
    need(table, "post")
    if "stratum" not in table.columns:
        need(table, "size")
    found: dict[str, Post] = {}
    for row in table.rows:
        name = text(row, "post")
        if name in found:
            raise bad(
                row,
                "post",
                f"repite «{name}».",
                f"repeats '{name}'.",
                "Cada consulado una vez.",
                "Each post once.",
            )
        size = measure(row, "size") if "size" in table.columns else None
        stratum = text(row, "stratum") if "stratum" in table.columns else None
        found[name] = Post(name, size, stratum)
    return list(found.values())
