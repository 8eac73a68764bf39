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
                yield entry.finding(
                    "kit_sheet_twice",
                    ("sheets", i, "id"),
                    f"«{sheet.id}» está dos veces en el juego.",
                    f"'{sheet.id}' stands twice in the kit.",
                    "Dele otro nombre.",
                    "Give it another name.",
                )
            seen.add(sheet.id)
            if (sheet.instrument is None) == (not sheet.lines):
                yield entry.finding(
                    "kit_sheet_of_nothing",
                    ("sheets", i),
                    (
                        f"la hoja «{sheet.id}» debe ser un instrumento o llevar líneas "
                        "propias, y no las dos cosas."
                    ),
                    f"the sheet '{sheet.id}' must be an instrument or have lines of its own, and not both.",
                    "Deje «instrument» o «lines».",
                    "Keep 'instrument' or 'lines'.",
                )
            if sheet.instrument is not None and sheet.instrument not in known:
                near = ", ".join(nearest(sheet.instrument, sorted(known))) or "–"
                yield entry.finding(
                    "kit_sheet_unknown",
                    ("sheets", i, "instrument"),
                    f"no hay instrumento «{sheet.instrument}».",
                    f"there is no instrument '{sheet.instrument}'.",
                    f"Lo más parecido: {near}.",
                    f"Nearest: {near}.",
                )


def check_kits_tell_nothing(world: World) -> Iterator[Finding]:
    """The head of a page is read over a shoulder, and found in a bag."""
    for entry in world.of("kits"):
        kit: KitContent = entry.value
        for i, sheet in enumerate(kit.sheets):
            for language in ("es", "en"):
                if found := TELLING.search(sheet.title[language]):
                    yield entry.finding(
                        "kit_title_tells",
                        ("sheets", i, "title"),
                        f"«{found[0]}» delata de qué trata la hoja.",
                        f"'{found[0]}' tells what the sheet is about.",
                        "Use palabras de cualquier trámite.",
                        "Use the words of any service.",
                    )


def check_kits_keep_who_it_is_apart(world: World) -> Iterator[Finding]:
    """Who somebody is stands on one sheet of a kit, and that sheet is kept away from the others."""
    for entry in world.of("kits"):
        kit: KitContent = entry.value
        for i, sheet in enumerate(kit.sheets):
            if sheet.apart != (sheet.enters == "identity"):
                yield entry.finding(
                    "kit_identity_not_apart",
                    ("sheets", i),
                    f"«{sheet.id}»: lo que dice quién es va en la hoja aparte, y nada más va ahí.",
                    f"'{sheet.id}': what says who it is stands on the sheet apart, and nothing else does.",
                    "Use apart: true solo con enters: identity.",
                    "Use apart: true with enters: identity alone.",
                )


def check_kits_are_ours(world: World) -> Iterator[Finding]:
    """The Protocol speaks of no kit: a set of ours never passes for an official one."""
    for entry in world.of("kits"):
        if entry.value.provenance != "proposed":
            yield entry.finding(
                "kit_not_official",
                ("provenance",),
                "el juego de hojas es propuesta nuestra.",
                "the kit of sheets is our proposal.",
                "Escriba provenance: proposed.",
                "Write provenance: proposed.",
            )
