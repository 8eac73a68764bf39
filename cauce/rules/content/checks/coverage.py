"""Does the table of coverage name only what exists, and every tool of the Protocol?"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from cauce.rules.content.checks.references import TOOLS
from cauce.rules.content.checks.report import Finding
from cauce.rules.content.checks.world import World, at_line
from cauce.rules.errors import nearest

_KINDS = ("pathways", "toolbox", "tools", "law", "parameters", "facts", "acts", "cases")


def check_coverage_names_what_exists(world: World) -> Iterator[Finding]:
    known = {id for kind in _KINDS for id in world.ids(kind)}
    known |= {Path(path).stem for path in world.documents if path.startswith("catalogues/")}
    for entry in world.of("coverage"):
        for i, word in enumerate(entry.value.automated_by):
            if word not in known:
                near = ", ".join(nearest(word, sorted(known))) or "–"
                yield entry.finding(
                    "coverage_unknown", ("automated_by", i),
                    f"«{word}» no existe en el contenido.", f"'{word}' is not in the content.",
                    f"Lo más parecido: {near}.", f"Nearest: {near}.",
                )  # fmt: skip


def check_every_section_says_something(world: World) -> Iterator[Finding]:
    for entry in world.of("coverage"):
        if not entry.value.automated_by and entry.value.not_automated is None:
            yield entry.finding(
                "coverage_silent", ("section",),
                "no dice qué la lleva a cabo ni por qué nada lo hace.",
                "does not say what carries it out, nor why nothing does.",
                "Agregue automated_by o not_automated.", "Add automated_by or not_automated.",
            )  # fmt: skip


def check_every_tool_is_covered(world: World) -> Iterator[Finding]:
    listed = world.ids("coverage")
    for tool in TOOLS:
        if tool not in listed:
            yield at_line(
                "coverage_missing", "coverage.yaml", 1,
                f"falta la herramienta {tool}.", f"the tool {tool} is missing.",
                f"Agregue una sección \"{tool}\".", f"Add a section \"{tool}\".",
            )  # fmt: skip
