"""What is drawn of a board, and the table under it: by what is asked, one drawing for each way."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from django.utils.translation import get_language

from cauce.desk.measurement.saying import percent
from cauce.measurement.boards.board import Board
from cauce.measurement.boards.mexican_states import by_letters
from cauce.measurement.hiding.showing import RATED, Shown
from cauce.staff.offices.models import Post
from cauce.ui.charts import Bar, Caption, Point, bars, funnel
from cauce.ui.lines import Beside, Break, Moment, Panel, Said, line, panels
from cauce.ui.maps import places, spot_at
from cauce.ui.shares import Share, shares
from cauce.ui.tiles import MEXICO, tiles
from cauce.ui.words import Words, language_of

from .naming import HEADS, KIND_NAMES, UNKNOWN, Say, lower, period_short
from .saying import figure, hidden, nothing, span, value_in_words

NARROW = 360
FEW = 7  # parts that one bar can show
Name = Callable[[str], Say]


def drawn(board: Board, name: Name, posts: Sequence[Post]) -> dict[str, Any]:
    """``ui/figure.html`` takes it: the drawing, and its table at once under it."""
    by = board.wanted.by
    if not by:
        return _figure(board, _over_time(board), _time_table(board))
    if board.withheld or not board.rows:
        return _figure(board, {}, _value_table(board, name, []))
    if by == "region":
        return _figure(board, _regions(board, name), _region_table(board, name))
    rows = _in_order(board.rows, name)
    if by == "post":
        return _figure(board, _posts(board, name, posts), _value_table(board, name, rows, len(posts)))
    return _figure(board, _values(board, name, rows), _value_table(board, name, rows))


def _figure(board: Board, drawing: dict[str, Any], table: dict[str, Any]) -> dict[str, Any]:
    return {"table": table, "open": True, **drawing}


def _language() -> str:
    return language_of(get_language())


def _caption(board: Board, told_of: Say, ident: str = "board") -> Caption:
    """Title and description of a drawing, in the language of the reader."""
    language = _language()
    by = lower(HEADS[board.wanted.by])[language]
    return Caption(ident, f"{board.wanted.one.title[language]}, {by}", told_of[language])


def _said(board: Board) -> Said:
    language = _language()
    part = Words("el periodo no ha terminado", "the period is not over")
    young = Words(
        "hueco: todavía no se ha seguido a todas los mismos días; la parte es una estimación",
        "hollow: not all were followed for the same days yet; the share is an estimate",
    )
    return Said(hidden(board.small)[language], nothing()[language], part[language], young[language])


def _scaled(value: float | None, board: Board) -> float | None:
    """Minutes are drawn as hours."""
    if value is None or board.wanted.one.measure != "median":
        return value
    hours = value / 60
    return round(hours) if hours >= 10 else round(hours, 1)


def _moments(board: Board, course: Sequence[Shown]) -> tuple[Moment, ...]:
    one, language, found = board.wanted.one, _language(), []
    for place, (period, shown) in enumerate(zip(board.periods, course, strict=True)):
        label, year = period_short(period)
        rate = shown.interval(one.measure)
        found.append(
            Moment(
                label[language],
                _scaled(shown.value(one.measure), board),
                low=_scaled(rate.low, board) if rate else None,
                high=_scaled(rate.high, board) if rate else None,
                hidden=shown.hidden,
                young=shown.young,
                part=board.part and place == len(board.periods) - 1,
                year=year,
            )
        )
    return tuple(found)


def _breaks(board: Board) -> list[Break]:
    return [Break(change.at, change.what[_language()]) for change in board.changes]


def _time_words(board: Board) -> Say:
    change = (
        "; ".join(c.what.es for c in board.changes),
        "; ".join(c.what.en for c in board.changes),
    )
    if not board.changes:
        return Words(
            "Un punto por periodo, de izquierda a derecha.", "A point for each period, from left to right."
        )
    return Words(
        f"Un punto por periodo. La línea se corta donde algo cambió: {change[0]}.",
        f"A point for each period. The line stops where something changed: {change[1]}.",
    )


def _over_time(board: Board) -> dict[str, Any]:
    one, moments = board.wanted.one, _moments(board, board.rows)
    share = one.measure in RATED
    beside = None
    if board.around and one.measure != "count":
        words = Words("toda la red, redondeada", "the whole network, rounded")
        values = tuple(_scaled(shown.value(one.measure), board) for shown in board.around)
        beside = Beside(words[_language()], values)
    caption = _caption(board, _time_words(board))
    up = Words("horas", "hours")[_language()] if one.measure == "median" else ""
    more: dict[str, Any] = {
        "said": _said(board),
        "share": share,
        "breaks": _breaks(board),
        "beside": beside,
        "up": up,
    }
    return {
        "svg": line(moments, caption=caption, **more),
        "phone": line(moments, caption=replace(caption, ident="board-s"), wide=NARROW, **more),
    }


def _regions(board: Board, name: Name) -> dict[str, Any]:
    language, share = _language(), board.wanted.one.measure in RATED
    courses = sorted(board.courses.items(), key=lambda pair: _key(pair[0], name))
    rows = [Panel(name(key)[language], _moments(board, course)) for key, course in courses]
    caption = _caption(board, _time_words(board))
    more: dict[str, Any] = {"said": _said(board), "share": share, "breaks": _breaks(board)}
    return {
        "svg": panels(rows, caption=caption, **more),
        "phone": panels(rows, caption=replace(caption, ident="board-s"), wide=NARROW, **more),
    }


def _posts(board: Board, name: Name, posts: Sequence[Post]) -> dict[str, Any]:
    """Rates as a funnel, never as a list of best and worst; counts on the map."""
    one, language = board.wanted.one, _language()
    by_code = {shown.key: shown for shown in board.rows}
    if one.measure in ("rate", "stock"):
        points = [
            Point(name(code)[language], shown.numerator or 0, shown.denominator or 0)
            for code, shown in by_code.items()
            if shown.known and shown.denominator and not shown.young  # an estimate is not set against others
        ]
        told_of = Words(
            "Cada punto es un consulado; la línea es la parte de toda la red, las curvas lo que explica "
            "el azar.",
            "Each point is a post; the line is the share of the whole network, the curves what chance "
            "explains.",
        )
        across = Words("de cuánto: el denominador", "out of how many: the denominator")
        up = Words("la parte", "the share")
        whole = board.now.value(one.measure) if not board.now.young else None
        return (
            {
                "svg": funnel(
                    points,
                    across=across[language],
                    up=up[language],
                    rate=whole,
                    caption=_caption(board, told_of),
                ),
                "note": Words(
                    "Curvas: límites de 95 % y 99.8 % de lo que explica el azar. Un punto afuera es una "
                    "pregunta, no una calificación.",
                    "Curves: 95 % and 99.8 % limits of what chance explains. A point outside is a question, "
                    "not a mark.",
                ),
            }
            if points
            else {}
        )
    if one.measure != "count":
        return {}
    spots = []
    for post in posts:
        shown = by_code.get(post.code, Shown(post.code, 0))
        value = None if shown.hidden else shown.numerator or 0
        spot = spot_at(post.name, value, post.latitude, post.longitude, post.state)
        spots += [spot] if spot else []
    told_of = Words(
        "Un círculo por consulado; el tamaño dice cuántas.",
        "A circle for each post; its size tells how many.",
    )
    none = Words("ninguna", "none")
    said = {"hidden": hidden(board.small)[language], "none": none[language]}
    return {"svg": places(spots, said=said, caption=_caption(board, told_of))}


def _values(board: Board, name: Name, rows: Sequence[Shown]) -> dict[str, Any]:
    """The parts of a count as one bar where they are few; else a bar for each."""
    one, language = board.wanted.one, _language()
    words = hidden(board.small)[language]
    if one.measure == "median" and board.wanted.by == "step":
        return {
            "note": Words(
                "De minutos a meses: no caben en un mismo dibujo.",
                "From minutes to months: they do not fit into one drawing.",
            )
        }
    if one.measure == "count" and board.wanted.by == "state":
        told_of = Words("Un cuadro por estado de México.", "A tile for each state of Mexico.")
        counts = by_letters({row.key: row.numerator for row in rows})
        return {
            "svg": tiles(counts, caption=_caption(board, told_of), hidden_words=words, grid=MEXICO),
        }
    if one.measure == "count" and len(rows) <= FEW and board.wanted.by != "step":
        parts = [Share(name(row.key)[language], row.numerator) for row in rows]
        told_of = Words("Las partes, en el orden de la lista.", "The parts, in the order of the list.")
        caption = _caption(board, told_of)
        total = max(board.now.numerator or 0, sum(part.value or 0 for part in parts))
        return {
            "svg": shares(parts, total, caption=caption, hidden_words=words),
            "phone": shares(
                parts,
                total,
                caption=replace(caption, ident="board-s"),
                hidden_words=words,
                wide=NARROW,
            ),
        }
    drawn = []
    for row in rows:
        rate = row.interval(one.measure)
        drawn.append(
            Bar(
                name(row.key)[language],
                _scaled(row.value(one.measure), board),
                _scaled(rate.low, board) if rate else None,
                _scaled(rate.high, board) if rate else None,
            )
        )
    told_of = Words(
        "Una barra por renglón, con su intervalo de 95 % donde es una parte.",
        "A bar for each row, with its 95 % interval where it is a share.",
    )
    more = {"note": Words("En horas.", "In hours.")} if one.measure == "median" else {}
    return more | {
        "svg": bars(
            drawn,
            share=one.measure in RATED,
            hidden_words=words,
            caption=_caption(board, told_of),
        )
    }


def _key(key: str, name: Name) -> tuple[bool, str]:
    """By name, what is not known last: the order is no judgement."""
    return key == UNKNOWN, name(key)[_language()]


def _in_order(rows: Sequence[Shown], name: Name) -> list[Shown]:
    if all(row.key[:1].isdigit() or row.key == UNKNOWN for row in rows):
        return sorted(rows, key=lambda row: (row.key == UNKNOWN, row.key))
    return sorted(rows, key=lambda row: _key(row.key, name))


def _columns(board: Board, first: Say) -> list[dict[str, object]]:
    """The first column, and what each number is."""
    match board.wanted.one.measure:
        case "count":
            rest = [Words("Cuántas", "How many")]
        case "median":
            rest = [
                Words("La mitad esperó menos de", "Half waited less than"),
                Words("Esperas medidas", "Waits measured"),
            ]
        case _:
            rest = [
                Words("Numerador", "Numerator"),
                Words("Denominador", "Denominator"),
                Words("Parte", "Share"),
            ]
            if board.wanted.one.measure == "rate":
                rest.append(Words("Intervalo de 95 %", "95 % interval"))
    return [{"name": first}, *({"name": name, "number": True} for name in rest)]


def cells(board: Board, shown: Shown) -> list[object]:
    """The numbers of one row, each in words where it is none."""
    one = board.wanted.one
    wide = {"count": 1, "median": 2, "rate": 4}.get(one.measure, 3)
    if not shown.known or shown.waits:
        return [value_in_words(shown, one), *(Words("–", "–") for _ in range(wide - 1))]
    number = shown.numerator or 0
    match one.measure:
        case "count":
            return [figure(number)]
        case "median":
            return [span(number), figure(shown.denominator or 0)]
    share = percent(shown.value(one.measure) or 0)
    found: list[object] = [
        figure(number),
        figure(shown.denominator or 0),
        Words(f"cerca de {share}, estimado", f"about {share}, estimated") if shown.young else share,
    ]
    if one.measure == "rate":
        rate = shown.interval("rate")
        found.append(
            Words(
                f"{percent(rate.low)} a {percent(rate.high)}", f"{percent(rate.low)} to {percent(rate.high)}"
            )
            if rate
            else "–"
        )
    return found


def _time_table(board: Board) -> dict[str, Any]:
    columns = _columns(board, KIND_NAMES[board.wanted.period.kind])
    rows = []
    for place, (period, shown) in enumerate(zip(board.periods, board.rows, strict=True)):
        short, year = period_short(period)
        part = board.part and place == len(board.periods) - 1
        told_part = Words(" (hasta hoy)", " (to date)") if part else Words("", "")
        change = next((c.what for c in board.changes if c.at == place), None)
        head = Words(
            f"{short.es} {year}".strip() + told_part.es + (f" · {change.es}" if change else ""),
            f"{short.en} {year}".strip() + told_part.en + (f" · {change.en}" if change else ""),
        )
        row = [head, *cells(board, shown)]
        if board.around:
            row.append(value_in_words(board.around[place], board.wanted.one))
        rows.append(row)
    if board.around:
        columns.append({"name": Words("Toda la red, redondeada", "Whole network, rounded"), "number": True})
    return _table(board, columns, rows)


def _table(board: Board, columns: list, rows: list) -> dict[str, Any]:
    title, by = board.wanted.one.title, lower(HEADS[board.wanted.by])
    return {
        "caption": Words(f"{title.es}: {by.es}", f"{title.en}: {by.en}"),
        "columns": columns,
        "rows": rows,
        "stack": True,
    }


def _value_table(board: Board, name: Name, rows: Sequence[Shown], every: int = 0) -> dict[str, Any]:
    """``every``: how many there are in all; those without a row are counted in a last line."""
    told_rows: list[list[object]] = [[name(row.key), *cells(board, row)] for row in rows]
    rest = every - len(rows)
    if rest > 0 and board.wanted.one.measure == "count":
        told_rows.append([Words(f"Los otros {rest}", f"The other {rest}"), "0"])
    return _table(board, _columns(board, HEADS[board.wanted.by]), told_rows)


def _region_table(board: Board, name: Name) -> dict[str, Any]:
    """One row a region, one column a period: the last ones, so that it can be read on paper."""
    courses = sorted(board.courses.items(), key=lambda pair: _key(pair[0], name))
    first = max(len(board.periods) - 4, 0)
    columns: list[dict[str, object]] = [{"name": HEADS["region"]}]
    for period in board.periods[first:]:
        short, year = period_short(period)
        columns.append(
            {"name": Words(f"{short.es} {year}".strip(), f"{short.en} {year}".strip()), "number": True}
        )
    rows = [
        [name(key), *(value_in_words(shown, board.wanted.one) for shown in course[first:])]
        for key, course in courses
    ]
    return _table(board, columns, rows)
