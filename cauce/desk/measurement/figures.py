"""How closely a post follows the Protocol: each phase with its sentence and its table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from cauce.content.model import Text
from cauce.measurement.boards.wording import PHASES as PHASES
from cauce.measurement.facts.model import PostNumbers
from cauce.rules.adherence import DUE, FOLLOWED, Adherence, wilson

from .saying import percent, share, title_of

COLUMNS = (
    {"name": Text(es="Paso del Protocolo", en="Step of the Protocol")},
    {"name": Text(es="Ya tocaba", en="Was due"), "number": True},
    {"name": Text(es="A tiempo", en="In time"), "number": True},
    {"name": Text(es="Se ofreció y declinó", en="Offered, declined"), "number": True},
    {"name": Text(es="Tarde", en="Late"), "number": True},
    {"name": Text(es="Vencido", en="Overdue"), "number": True},
    {"name": Text(es="Se apartó", en="Departed"), "number": True},
    {"name": Text(es="Se siguió (intervalo de 95 %)", en="Followed (95 % interval)"), "number": True},
)


def due_of(one: Adherence) -> int:
    return sum(one.counts[kind] for kind in DUE)


def followed_of(one: Adherence) -> int:
    return sum(one.counts[kind] for kind in FOLLOWED)


def row_of(one: Adherence, head: Text | str) -> list[object]:
    counts = one.counts
    return [
        head,
        due_of(one),
        counts["met_on_time"],
        counts["declined"],
        counts["met_late"] + counts["declined_late"],
        counts["overdue_open"] + counts["lapsed"],
        counts["departed"],
        share(one.rate),
    ]


def figures(numbers: PostNumbers) -> list[dict[str, Any]]:
    """One part for each phase in which something was due, in the order of the Protocol."""
    found = []
    for phase, name in PHASES:
        due = [one for one in numbers.by_action if one.action[:2] == phase and due_of(one)]
        if due:
            found.append(_figure(name, due))
    return found


def _figure(name: Text, due: Sequence[Adherence]) -> dict[str, Any]:
    """The steps of a phase. Drawn beside the network, they stand in «Frente a la red»."""
    return {
        "name": name,
        "sentence": _sentence(due),
        "table": {
            "caption": name,
            "columns": COLUMNS,
            "stack": True,
            "rows": [row_of(one, title_of(one.action)) for one in due],
        },
    }


def _sentence(due: Sequence[Adherence]) -> Text:
    """How much of the phase was followed, and the step with most left to do or done late."""
    total, done = sum(map(due_of, due)), sum(map(followed_of, due))
    rate = wilson(done, total)
    assert rate is not None  # the caller leaves out phases in which nothing was due
    es = f"{done:,} de {total:,} pasos se hicieron u ofrecieron a tiempo ({percent(rate.value)})."
    en = f"{done:,} of {total:,} steps were done or offered in time ({percent(rate.value)})."
    worst = max(due, key=lambda one: due_of(one) - followed_of(one))
    left = due_of(worst) - followed_of(worst)
    if left:
        title = title_of(worst.action)
        es += f" Donde más falta: «{title.es}», {left} de {due_of(worst)}."
        en += f" Most is missing in “{title.en}”: {left} of {due_of(worst)}."
    return Text(es=es, en=en)


def short_sentence(numbers: PostNumbers) -> Text | None:
    """That the twenty-minute path was taken, and what it left for later; None: it was not taken."""
    short = numbers.short
    if not short.cases:
        return None
    es = f"En {short.cases} casos se tomó el camino de veinte minutos."
    en = f"In {short.cases} cases the twenty-minute path was taken."
    if short.late:
        named = [(title_of(action), number) for action, number in short.by_action]
        es += (
            f" De lo tardío o vencido, {short.late} pasos son de esos casos y se deben todavía: "
            + "; ".join(f"«{title.es}», {number}" for title, number in named)
            + "."
        )
        en += (
            f" Of what is late or overdue, {short.late} steps are of those cases and still owed: "
            + "; ".join(f"“{title.en}”, {number}" for title, number in named)
            + "."
        )
    return Text(es=es, en=en)
