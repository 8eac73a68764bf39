"""Does each line of the logframe stand under one, name an indicator, and promise only what was agreed?"""

from __future__ import annotations

from collections.abc import Iterator

from cauce.content.checks.report import Finding
from cauce.content.checks.world import World

ABOVE = {"objective": None, "outcome": "objective", "output": "outcome"}


def check_lines_stand_under_one(world: World) -> Iterator[Finding]:
    level = {id: row.level for id, row in world.values("logframe").items()}
    for entry in world.of("logframe"):
        row, above = entry.value, ABOVE[entry.value.level]
        if (level.get(row.under) if row.under else None) != above:
            yield entry.finding(
                "logframe_place",
                ("under",) if row.under else ("level",),
                f"«{row.id}» ({row.level}) no está bajo una línea de tipo {above or 'ninguno'}.",
                f"'{row.id}' ({row.level}) does not stand under a line of level {above or 'none'}.",
                "Un resultado va bajo el objetivo, y un producto bajo un resultado.",
                "An outcome stands under the objective, an output under an outcome.",
            )


def check_measures_name_indicators(world: World) -> Iterator[Finding]:
    known = world.ids("indicators")
    for entry in world.of("logframe"):
        for i, one in enumerate(entry.value.measures):
            if one.indicator not in known:
                yield entry.finding(
                    "unknown_indicator", ("measures", i, "indicator"), indicator=one.indicator
                )


def check_figures_come_from_somewhere(world: World) -> Iterator[Finding]:
    """A baseline or a target that rests on our own proposal alone is an invented figure."""
    kinds = {id: one.kind for id, one in world.values("sources").items()}
    for entry in world.of("logframe"):
        for i, one in enumerate(entry.value.measures):
            figures: list[tuple[tuple[str | int, ...], list[str]]] = [
                (("baselines", j), told.sources) for j, told in enumerate(one.baselines)
            ]
            figures += [(("target",), one.target.sources)] if one.target else []
            for loc, cited in figures:
                if all(kinds.get(word) == "proposal" for word in cited):
                    yield entry.finding("figure_invented", ("measures", i, *loc, "sources"), id=one.id)
