"""Are the twenty tools there, does what they take from the case exist, and do their papers tell nothing?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from cauce.content.checks.references import TOOLS
from cauce.content.checks.report import Finding
from cauce.content.checks.world import World, at_line
from cauce.content.errors import nearest
from cauce.content.model_tools import CASE_ANSWERS, Tool

# Words that would tell a stranger over the shoulder what a paper is about.
TELLING = re.compile(
    r"\btrata\b|v[ií]ctim|explota|abus|tr[aá]fico|esclav|violen|sexual|rescat|delito|denunci"
    r"|retorno|repatria|autocuidado|riesgo|intervenci|traffick|exploit|slave|crime|rescue|victim"
    r"|repatriat|\breturn|\brisk|self-care|interven|prostitu|migratori|immigra",
    re.IGNORECASE,
)


def check_every_tool_is_written(world: World) -> Iterator[Finding]:
    """Each of the twenty is a file, or the table of coverage says why it is none."""
    numbers = {entry.value.number for entry in world.of("tools")}
    excused = {e.value.section for e in world.of("coverage") if e.value.not_automated is not None}
    if not world.whole("tools"):
        return
    for tool in TOOLS:
        if tool not in numbers | excused:
            name = f"toolbox/tool-{int(tool[1:]):02d}.v1.yaml"
            yield at_line("tool_missing", "coverage.yaml", 1, tool=tool, name=name)


def check_what_the_case_knows_exists(world: World) -> Iterator[Finding]:
    facts, acts = world.ids("facts"), world.ids("acts")
    known = {*CASE_ANSWERS, *(f"fact:{id}" for id in facts), *(f"act:{id}" for id in acts)}
    for entry in world.of("tools"):
        for i, section in enumerate(entry.value.sections):
            for j, field in enumerate(section.fields):
                if field.from_case is not None and field.from_case not in known:
                    near = ", ".join(nearest(field.from_case, sorted(known))) or "–"
                    yield entry.finding(
                        "unknown_origin",
                        ("sections", i, "fields", j, "from_case"),
                        origin=field.from_case,
                        near=near,
                    )


def check_what_tools_name_exists(world: World) -> Iterator[Finding]:
    acts, actions = world.ids("acts"), world.ids("pathways")
    for entry in world.of("tools"):
        tool = entry.value
        if tool.meets is not None and tool.meets not in acts:
            yield entry.finding("unknown_act", ("meets",), meets=tool.meets)
        for i, action in enumerate(tool.serves):
            if action not in actions:
                yield entry.finding("unknown_served", ("serves", i), action=action)
        for loc, name in _catalogues(tool):
            if f"catalogues/{name}.yaml" not in world.documents:
                yield entry.finding("unknown_catalogue", loc, name=name)


def _catalogues(tool: Tool) -> Iterator[tuple[tuple[Any, ...], str]]:
    for i, section in enumerate(tool.sections):
        for j, field in enumerate(section.fields):
            if field.catalogue is not None:
                yield ("sections", i, "fields", j, "catalogue"), field.catalogue
        if section.shows is not None and section.shows.what == "catalogue":
            for j, name in enumerate(section.shows.names):
                yield ("sections", i, "shows", "names", j), name


def check_printed_titles_tell_nothing(world: World) -> Iterator[Finding]:
    for entry in world.of("tools"):
        for language in ("es", "en"):
            found = TELLING.search(entry.value.printed_title[language])
            if found:
                yield entry.finding("telling_title", ("printed_title",), found=found[0])


def check_no_tool_depends_on_sex(world: World) -> Iterator[Finding]:
    """Women, men, girls and boys get the same forms."""
    for entry in world.of("tools"):
        for i, row in enumerate(entry.value.when):
            if "person.sex" in row:
                yield entry.finding("tool_by_sex", ("when", i, "person.sex"))
