"""Is each id used once, never again after it was retired, and does each file bear its name?"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from cauce.content.checks.report import Finding
from cauce.content.checks.world import Document, World, at_line
from cauce.content.formats import FORMATS, RETIRED


def check_ids_are_unique(world: World) -> Iterator[Finding]:
    for form in FORMATS:
        if form.name in ("toolbox", "tools", "letters", "indicators"):
            continue  # several versions share an id; their files, or their numbers, tell them apart
        seen: dict[tuple[str, str], tuple[str, int]] = {}
        for doc, line, id in world.named(form.name):
            # Each catalogue is its own list of ids.
            key = (doc.path if form.name == "catalogue" else form.name, id)
            if key in seen:
                file, first = seen[key]
                yield at_line("duplicate_id", doc.path, line, id=id, file=file, first=first)
            seen.setdefault(key, (doc.path, line))


def check_retired_ids_stay_retired(world: World) -> Iterator[Finding]:
    listed = world.documents.get(RETIRED, Document(RETIRED)).data
    retired = set(listed) if isinstance(listed, list) else set()
    for form in FORMATS:
        for doc, line, id in world.named(form.name):
            if id in retired:
                yield at_line("retired_id", doc.path, line, id=id)


def check_files_bear_their_names(world: World) -> Iterator[Finding]:
    for name in ("law", "toolbox", "tools", "letters", "registers", "kits"):
        for entry in world.of(name):
            version = f".v{entry.value.version}" if name not in ("law", "registers") else ""
            wanted = f"{entry.value.id}{version}.yaml"
            if Path(entry.doc.path).name != wanted:
                yield entry.finding("file_name", ("id",), wanted=wanted)
