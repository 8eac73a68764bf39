"""Does each item ask only what may be asked, and does each answer tell something?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cauce.content.checks.report import Finding
from cauce.content.checks.world import World, at_line

# A cue is something that happens, never who somebody is. Words that name who somebody is:
WHO = re.compile(
    r"nacionalidad|nationalit|etnia|étnic|ethnic|indígena|indigenous|\braza\b|\brace\b|tatuaj|tattoo"
    r"|trabajo sexual|sex work|prostitu|\boficio\b|ocupación|occupation"
    r"|no habla (español|inglés)|speaks? no (english|spanish)|does not speak (english|spanish)"
    r"|lengua materna|mother tongue|\bacento\b|\baccent\b",
    re.IGNORECASE,
)
_TELLING = ("listen_for",)


def check_no_cue_is_who_somebody_is(world: World) -> Iterator[Finding]:
    for entry in world.of("bank"):
        item = entry.value
        found = WHO.search(f"{item.text.es} · {item.text.en}") if item.kind == "cue" else None
        if found:
            yield entry.finding("prohibited_cue", ("text",), found=found[0])


def check_nobody_is_compared_by_who_they_are(world: World) -> Iterator[Finding]:
    """What is compared between visits is held to the same words as a cue."""
    doc = world.documents.get("catalogues/link_fields.yaml")
    rows = doc.data if doc is not None and isinstance(doc.data, list) else []
    for i, row in enumerate(rows):
        found = WHO.search(str(row))
        if doc is not None and found:
            yield at_line("prohibited_comparison", doc.path, doc.line(i), found=found[0])


def check_every_answer_tells_something(world: World) -> Iterator[Finding]:
    for entry in world.of("bank"):
        item = entry.value
        if item.kind in _TELLING and not item.concept_ids():
            yield entry.finding("item_tells_nothing", (), id=item.id)
