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
                yield entry.finding("coverage_unknown", ("automated_by", i), word=word, near=near)


def check_every_section_says_something(world: World) -> Iterator[Finding]:
    for entry in world.of("coverage"):
        if not entry.value.automated_by and entry.value.not_automated is None:
            yield entry.finding("coverage_silent", ("section",))


def check_every_tool_is_covered(world: World) -> Iterator[Finding]:
    listed = world.ids("coverage")
    for tool in TOOLS:
        if tool not in listed:
            yield at_line("coverage_missing", "coverage.yaml", 1, tool=tool)


def check_nothing_is_left_out_of_coverage(world: World) -> Iterator[Finding]:
    """Every action and instrument stands in a row; every section of the text has its own."""
    rows = world.of("coverage")
    listed, named = world.ids("coverage"), {word for row in rows for word in row.value.automated_by}
    wanted = {id for kind in _NAMED for id in world.ids(kind)} - named
    wanted |= {prose.section for _, prose in sections(world)} - listed
    if not world.whole("coverage"):
        return  # a row that could not be read was reported there
    for id in sorted(wanted):
        yield at_line("coverage_gap", "coverage.yaml", 1, id=id)
