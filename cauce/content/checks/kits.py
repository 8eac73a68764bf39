"""Does each kit on paper name what exists, tell a controller nothing, and keep who somebody is apart?"""

from __future__ import annotations

from collections.abc import Iterator

from cauce.content.checks.report import Finding
from cauce.content.checks.tools import TELLING
from cauce.content.checks.world import World
from cauce.content.errors import nearest
from cauce.content.model_kits import KitContent


def check_kits_name_what_exists(world: World) -> Iterator[Finding]:
    known = {entry.value.id for entry in world.of("toolbox")}
    for entry in world.of("kits"):
        kit: KitContent = entry.value
        seen: set[str] = set()
        for i, sheet in enumerate(kit.sheets):
            if sheet.id in seen:
                yield entry.finding("kit_sheet_twice", ("sheets", i, "id"), id=sheet.id)
            seen.add(sheet.id)
            if (sheet.instrument is None) == (not sheet.lines):
                yield entry.finding("kit_sheet_of_nothing", ("sheets", i), id=sheet.id)
            if sheet.instrument is not None and sheet.instrument not in known:
                near = ", ".join(nearest(sheet.instrument, sorted(known))) or "–"
                yield entry.finding(
                    "kit_sheet_unknown", ("sheets", i, "instrument"), instrument=sheet.instrument, near=near
                )


def check_kits_tell_nothing(world: World) -> Iterator[Finding]:
    """The head of a page is read over a shoulder, and found in a bag."""
    for entry in world.of("kits"):
        kit: KitContent = entry.value
        for i, sheet in enumerate(kit.sheets):
            for language in ("es", "en"):
                if found := TELLING.search(sheet.title[language]):
                    yield entry.finding("kit_title_tells", ("sheets", i, "title"), found=found[0])


def check_kits_keep_who_it_is_apart(world: World) -> Iterator[Finding]:
    """Who somebody is stands on one sheet of a kit, and that sheet is kept away from the others."""
    for entry in world.of("kits"):
        kit: KitContent = entry.value
        for i, sheet in enumerate(kit.sheets):
            if sheet.apart != (sheet.enters == "identity"):
                yield entry.finding("kit_identity_not_apart", ("sheets", i), id=sheet.id)


def check_kits_are_ours(world: World) -> Iterator[Finding]:
    """The Protocol speaks of no kit: a set of ours never passes for an official one."""
    for entry in world.of("kits"):
        if entry.value.provenance != "proposed":
            yield entry.finding("kit_not_official", ("provenance",))
