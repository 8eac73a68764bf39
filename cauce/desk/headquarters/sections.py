"""All posts side by side: a table, a funnel plot, and two posts compared. Never a league table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from cauce.desk.head.figures import COLUMNS, due_of, followed_of, row_of
from cauce.desk.head.saying import NOTHING, percent, share, span, title_of
from cauce.desk.head.sections import pace, waiting
from cauce.measurement.model import PostNumbers
from cauce.offices.models import Post
from cauce.rules.adherence import Adherence, wilson
from cauce.rules.content.model import Text
from cauce.ui.charts import OUTER, Bar, Point, bars, funnel, limits
from cauce.ui.words import say

Names = dict[str, str]


def rows_of(found: Sequence[PostNumbers], names: Names) -> list[dict[str, Any]]:
    """One row for each post, by name: the order is no judgement."""
    rows = [
        {
            "code": one.post, "name": names[one.post], "open": one.cases.open,
            "overdue": one.overdue,
            "per_case": None if one.overdue_per_case is None else f"{one.overdue_per_case:.1f}",
            "signing": one.signatures.waiting, "unanswered": one.referrals.waiting,
            "answer": span(one.encounters.median) if one.encounters.median is not None else None,
            "due": due_of(one.overall), "share": share(one.overall.rate),
        }
        for one in found
    ]  # fmt: skip
    return sorted(rows, key=lambda row: row["name"])


def summary(found: Sequence[PostNumbers]) -> Text:
    """The network in one sentence."""
    cases, overdue = sum(one.cases.open for one in found), sum(one.overdue for one in found)
    late = sum(one.referrals.waiting for one in found)
    return Text(
        es=f"{cases:,} casos abiertos, {overdue:,} pasos fuera de plazo y {late:,} solicitudes "
        f"sin respuesta en {len(found)} representaciones.",
        en=f"{cases:,} open cases, {overdue:,} steps past due and {late:,} requests not answered "
        f"in {len(found)} posts.",
    )


def funnel_figure(found: Sequence[PostNumbers], names: Names) -> dict[str, Any] | None:
    """How closely each post follows the Protocol against how much was due; None: nothing was."""
    points = [
        Point(names[one.post], followed_of(one.overall), due_of(one.overall))
        for one in found if due_of(one.overall)
    ]  # fmt: skip
    if not points:
        return None
    total, done = sum(p.cases for p in points), sum(p.met for p in points)
    outside = sum(_is_outside(point, done / total) for point in points)
    title = Text(es="Pasos seguidos, por cuánto tocaba", en="Steps followed, by how much was due")
    return {
        "sentence": _funnel_sentence(outside, len(points), done / total),
        "note": Text(
            es="Curvas: límites de 95 % y 99.8 % de lo que explica el azar. Los pasos de un mismo "
            "caso se parecen, así que algún punto afuera es una pregunta, no una calificación.",
            en="Curves: 95 % and 99.8 % limits of what chance explains. Steps of one case resemble "
            "each other, so a point outside is a question, not a mark.",
        ),
        "svg": funnel(
            points, ident="network", title=str(say(title.es, title.en)),
            description=str(say(
                "Cada punto es una representación; la línea es la parte de toda la red.",
                "Each point is a post; the line is the share of the whole network.",
            )),
            across=str(say("pasos que ya tocaban", "steps that were due")),
            up=str(say("hechos u ofrecidos a tiempo", "done or offered in time")),
        ),
        "table": {
            "caption": title,
            "columns": [{"name": Text(es="Representación", en="Post")}, *COLUMNS[1:]],
            "rows": [row_of(one.overall, names[one.post])
                     for one in sorted(found, key=lambda one: names[one.post])],
        },
    }  # fmt: skip


def _is_outside(point: Point, rate: float) -> bool:
    low, high = limits(rate, point.cases, OUTER)
    return not low <= point.met / point.cases <= high


def _funnel_sentence(outside: int, posts: int, rate: float) -> Text:
    es = f"En toda la red se siguió el {percent(rate)} de lo que ya tocaba. "
    en = f"Across the network {percent(rate)} of what was due was followed. "
    if not outside:
        return Text(es=es + "Ninguna representación sale de lo que explica el azar.",
                    en=en + "No post is outside what chance explains.")  # fmt: skip
    return Text(
        es=es + f"De {posts} representaciones, {outside} salen de lo que explica el azar: conviene "
        "preguntar por qué, en ambos sentidos.",
        en=en + f"Of {posts} posts, {outside} are outside what chance explains: worth asking why, "
        "in both directions.",
    )


def comparison(a: PostNumbers, b: PostNumbers, names: Names) -> dict[str, Any]:
    """Two posts beside each other: drawing, lines, and every step that was due in either."""
    both = [(names[one.post], one) for one in (a, b)]
    return {
        "names": [name for name, _ in both],
        "figure": _bars_of(both),
        "tables": [
            _lines(both, Text(es="Lo que espera hoy", en="What waits today"),
                Text(es="hoy", en="today"),
                   waiting(a), waiting(b)),
            _lines(both, Text(es="Los últimos doce meses", en="The last twelve months"),
                Text(es="doce meses", en="twelve months"),
                   pace(a), pace(b)),
            _steps(both),
        ],
    }  # fmt: skip


def _apart(a: Adherence, b: Adherence) -> Text:
    if a.rate is None or b.rate is None:
        return Text(
            es="En una de las dos aún no toca nada.", en="In one of them nothing is due yet."
        )
    if a.rate.low > b.rate.high or b.rate.low > a.rate.high:
        return Text(
            es="Los intervalos no se tocan: la diferencia es mayor de lo que suele dar el azar.",
            en="The intervals do not touch: the difference is more than chance usually gives.",
        )
    return Text(
        es="Los intervalos se tocan: la diferencia puede ser azar.",
        en="The intervals touch: the difference may be chance.",
    )


def _bars_of(both: Sequence[tuple[str, PostNumbers]]) -> dict[str, Any]:
    drawn = []
    for name, one in both:
        rate = one.overall.rate
        drawn.append(
            Bar(name, rate.value, rate.low, rate.high) if rate else Bar(name, None)
        )  # fmt: skip
    return {
        "sentence": _apart(both[0][1].overall, both[1][1].overall),
        "svg": bars(
            drawn, ident="two", share=True,
            title=str(say("Pasos seguidos", "Steps followed")),
            description=str(say("Dos barras con su intervalo de 95 %.",
                                "Two bars with their 95 % interval.")),
            hidden_words=str(say(NOTHING.es, NOTHING.en)),
        ),
        "table": {
            "caption": Text(es="Pasos seguidos", en="Steps followed"),
            "columns": [{"name": Text(es="Representación", en="Post")}, *COLUMNS[1:]],
            "rows": [row_of(one.overall, name) for name, one in both],
        },
    }  # fmt: skip


def _columns(both: Sequence[tuple[str, PostNumbers]], first: Text) -> list[dict[str, object]]:
    return [{"name": first}, *({"name": name, "number": True} for name, _ in both)]


def _beside(both: Sequence[tuple[str, PostNumbers]], what: Text) -> Text:
    names = " · ".join(name for name, _ in both)
    return Text(es=f"{names}, {what.es}", en=f"{names}, {what.en}")


def _lines(both, heading: Text, short: Text, left, right) -> dict[str, Any]:
    rows = [
        [one["name"], one["value"], other["value"]] for one, other in zip(left, right, strict=True)
    ]
    return {
        "heading": heading, "caption": _beside(both, short), "stack": True, "rows": rows,
        "columns": _columns(both, Text(es="Qué", en="What")),
    }  # fmt: skip


def _steps(both: Sequence[tuple[str, PostNumbers]]) -> dict[str, Any]:
    by = [{one.action: one for one in numbers.by_action} for _, numbers in both]
    actions = sorted({action for table in by for action, one in table.items() if due_of(one)})
    rows = []
    for action in actions:
        cells = [table.get(action) for table in by]
        rows.append([title_of(action), *(_cell(one) for one in cells)])
    heading = Text(es="Paso por paso: hecho u ofrecido a tiempo",
                   en="Step by step: done or offered in time")  # fmt: skip
    return {
        "heading": heading, "caption": _beside(both, Text(es="paso por paso", en="step by step")), "stack": True, "rows": rows,
        "columns": _columns(both, Text(es="Paso del Protocolo", en="Step of the Protocol")),
    }  # fmt: skip


def _cell(one: Adherence | None) -> str:
    if one is None or (rate := wilson(followed_of(one), due_of(one))) is None:
        return "–"
    return f"{rate.followed}/{rate.total} · {percent(rate.value)}"


def names_of(posts: Sequence[Post]) -> Names:
    return {post.code: post.name for post in posts}
