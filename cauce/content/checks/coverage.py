"""Does the table of coverage name only what exists, and everything that exists?"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from cauce.content.checks.prose import sections
from cauce.content.checks.references import TOOLS
from cauce.content.checks.report import Finding
from cauce.content.checks.world import World, at_line
from cauce.content.errors import nearest

_KINDS = ("pathways", "toolbox", "tools", "branches", "law", "parameters", "facts", "acts", "cases")
# What must stand in some row, by its id; a branch is there when its steps are.
_NAMED = ("pathways", "toolbox")


def check_coverage_names_what_exists(world: World) -> Iterator[Finding]:
    known = {id for kind in _KINDS for id in world.ids(kind)}
    known |= {Path(path).stem for path in world.documents if path.startswith("catalogues/")}
    for entry in world.of("coverage"):
        for i, word in enumerate(entry.value.automated_by):
            if word not in known:
                near = ", ".join(nearest(word, sorted(known))) or "–"
                yield entry.finding(
                    "coverage_unknown",
                    ("automated_by", i),
                    f"«{word}» no existe en el contenido.",
                    f"'{word}' is not in the content.",
                    f"Lo más parecido: {near}.",
                    f"Nearest: {near}.",
                )


def check_every_section_says_something(world: World) -> Iterator[Finding]:
    for entry in world.of("coverage"):
        if not entry.value.automated_by and entry.value.not_automated is None:
            yield entry.finding(
                "coverage_silent",
                ("section",),
                "no dice qué la lleva a cabo ni por qué nada lo hace.",
                "does not say what carries it out, nor why nothing does.",
                "Agregue automated_by o not_automated.",
                "Add automated_by or not_automated.",
            )


def check_every_tool_is_covered(world: World) -> Iterator[Finding]:
    listed = world.ids("coverage")
    for tool in TOOLS:
        if tool not in listed:
            yield at_line(
                "coverage_missing",
                "coverage.yaml",
                1,
                f"falta la herramienta {tool}.",
                f"the tool {tool} is missing.",
                f'Agregue una sección "{tool}".',
                f'Add a section "{tool}".',
            )


def check_nothing_is_left_out_of_coverage(world: World) -> Iterator[Finding]:
    """Every action and instrument stands in a row; every section of the text has its own."""
    rows = world.of("coverage")
    listed, named = world.ids("coverage"), {word for row in rows for word in row.value.automated_by}
    wanted = {id for kind in _NAMED for id in world.ids(kind)} - named
    wanted |= {prose.section for _, prose in sections(world)} - listed
    if not world.whole("coverage"):
        return  # a row that could not be read was reported there
    for id in sorted(wanted):
        yield at_line(
            "coverage_gap",
            "coverage.yaml",
            1,
            f"«{id}» no está en ninguna sección.",
            f"'{id}' stands in no section.",
            "Agréguelo a automated_by, o agregue su sección y diga por qué nada la lleva a cabo.",
            "Add it to automated_by, or add its section and say why nothing carries it out.",
        )
