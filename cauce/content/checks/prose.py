"""Does the running text say the same in every language, name only what exists, and hold no number to call?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cauce.content.checks.report import Finding
from cauce.content.checks.world import Document, World, at_line
from cauce.content.errors import BadInput, nearest
from cauce.content.prose import CITED, LISTS, PROSE, Prose, read_prose

ACTION = re.compile(r"\bP\d-\d\d[a-z]?\b")
# Seven digits or more with only what stands between the digits of a telephone.
PHONE = re.compile(r"(?<![\w,.])\+?\d(?:[ ().-]{0,2}\d){6,}(?!\w)")

Section = tuple[Document, Prose]


def sections(world: World) -> list[Section]:
    """Every prose file that can be read; one that cannot was reported when it was read."""
    found: list[Section] = []
    for path, doc in world.documents.items():
        if path.startswith(PROSE) and path.endswith(".md"):
            try:
                found.append((doc, read_prose(path, doc.text)))
            except BadInput:
                continue
    return found


def line_with(doc: Document, word: str) -> int:
    """The first line on which a word stands; 1: it stands on none."""
    lines = enumerate(doc.text.splitlines(), 1)
    return next((number for number, line in lines if word in line), 1)


def _languages(world: World) -> list[str]:
    editions = world.of("edition")
    return list(editions[0].value.languages) if editions else []


def check_every_section_in_every_language(world: World) -> Iterator[Finding]:
    held = {(prose.section, prose.language): doc for doc, prose in sections(world)}
    for section, language in sorted(held):
        for other in _languages(world):
            wanted = f"{PROSE}{section}.{other}.md"
            # A file that is there and cannot be read is no missing translation.
            if (section, other) not in held and wanted not in world.documents:
                yield at_line("prose_language", held[section, language].path, 1, other=other, wanted=wanted)


def check_prose_sources_exist(world: World) -> Iterator[Finding]:
    known = world.ids("sources")
    for doc, prose in sections(world):
        for word in prose.sources:
            if word not in known:
                near = ", ".join(nearest(word, sorted(known))) or "–"
                yield at_line("prose_source", doc.path, line_with(doc, word), word=word, near=near)


def check_prose_actions_exist(world: World) -> Iterator[Finding]:
    known = world.ids("pathways")
    for doc, prose in sections(world):
        for word in sorted(set(ACTION.findall(prose.body)) - known):
            near = ", ".join(nearest(word, sorted(known))) or "–"
            yield at_line("prose_action", doc.path, line_with(doc, word), word=word, near=near)


def check_prose_says_the_same(world: World) -> Iterator[Finding]:
    """Translations rest on the same sources and name the same actions as the first language."""
    languages = _languages(world)
    held = {(prose.section, prose.language): (doc, prose) for doc, prose in sections(world)}
    for (section, language), (doc, prose) in sorted(held.items(), key=lambda one: one[0]):
        first = held.get((section, languages[0])) if languages else None
        if first is None or language == languages[0]:
            continue
        other = first[1]
        if (prose.provenance, prose.sources) != (other.provenance, other.sources):
            what_es, what_en, line = "otra procedencia u otras fuentes", "another provenance", 2
        elif set(ACTION.findall(prose.body)) != set(ACTION.findall(other.body)):
            only = sorted(set(ACTION.findall(prose.body)) ^ set(ACTION.findall(other.body)))
            named = ", ".join(only)
            what_es, what_en = f"otras acciones ({named})", f"other actions ({named})"
            line = line_with(doc, only[0])
        else:
            continue
        yield at_line("prose_differs", doc.path, line, what_es=what_es, path=first[0].path, what_en=what_en)


def check_prose_holds_no_telephone(world: World) -> Iterator[Finding]:
    """A number printed in a document cannot be corrected; the directory has it, with its date."""
    for doc, prose in sections(world):
        for number in PHONE.findall(prose.body):
            yield at_line("prose_phone", doc.path, line_with(doc, number), number=number)


def check_cited_lists_exist(world: World) -> Iterator[Finding]:
    for doc, prose in sections(world):
        for name in CITED.findall(prose.body):
            if name not in LISTS:
                yield at_line("prose_list", doc.path, line_with(doc, name), name=name, lists=", ".join(LISTS))
