"""A kit as it was printed: its sheets in order, each with the version and the hash it bears."""

from __future__ import annotations

from dataclasses import dataclass

from cauce.content.loader import Edition
from cauce.content.model_kits import KitContent, KitSheet
from cauce.content.model_toolbox import Instrument
from cauce.protocol.editions.access import current_edition

from .models import Kit

CONTENT = "outage"


def content_in_force() -> KitContent:
    """The kit that is printed now."""
    return current_edition().kits[CONTENT]


def content_of(kit: Kit) -> KitContent:
    """The kit in the version in which it was printed, whatever is in force now."""
    return current_edition().kit_versions[kit.content, kit.version]


@dataclass(frozen=True, slots=True)
class Marked:
    """One sheet with what stands on it: its place, the version and the hash of its file."""

    place: int
    of: int
    sheet: KitSheet
    version: int
    hash: str


def marks_of(edition: Edition, content: KitContent) -> list[list[object]]:
    """For each sheet: id, version and hash of the file that its words come from."""
    rows: list[list[object]] = []
    for sheet in content.sheets:
        if sheet.instrument is None:
            version, path = content.version, f"kits/{content.id}.v{content.version}.yaml"
        else:
            version = edition.instruments[sheet.instrument].version
            path = f"toolbox/{sheet.instrument}.v{version}.yaml"
        rows.append([sheet.id, version, edition.file_hash[path]])
    return rows


def sheets_of(kit: Kit) -> list[Marked]:
    """The sheets of a kit in their order."""
    by_id = {sheet.id: sheet for sheet in content_of(kit).sheets}
    return [
        Marked(place, len(kit.sheets), by_id[name], version, digest)
        for place, (name, version, digest) in enumerate(kit.sheets, 1)
    ]


def instrument_of(marked: Marked) -> Instrument | None:
    """The instrument of a sheet in the version that was printed; None: the sheet has lines of its own."""
    if marked.sheet.instrument is None:
        return None
    return current_edition().instrument_versions[marked.sheet.instrument, marked.version]
