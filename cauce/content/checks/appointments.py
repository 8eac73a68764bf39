"""Does a word of an appointment tell what it is for? It is read aloud in a waiting room."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from cauce.content.checks.report import Finding
from cauce.content.checks.world import World
from cauce.content.indiscreet_words import tells
from cauce.content.model import CatalogueEntry

READ_ALOUD = ("appointment_reasons", "appointment_places")


def check_appointments_tell_nothing(world: World) -> Iterator[Finding]:
    """Reasons and places stand on a calendar that reception sees, and on a paper that somebody takes home."""
    for entry in world.of("catalogue"):
        row = entry.value
        if PurePosixPath(entry.doc.path).stem not in READ_ALOUD or not isinstance(row, CatalogueEntry):
            continue
        for language in ("es", "en"):
            if found := tells(row.title[language]):
                yield entry.finding("appointment_tells", ("title", language), found=found[0])
