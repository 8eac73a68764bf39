"""Do the exceptions to consent stand in one list, and does everything else cite it?

A second list, in other words, is how three papers came to promise three things. Of tools only the newest
version is looked at: what was used is never edited.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from cauce.content.checks.contacts import texts_in
from cauce.content.checks.prose import line_with, sections
from cauce.content.checks.report import Finding
from cauce.content.checks.world import World, at_line

LIST = "catalogues/sharing_exceptions.yaml"
# A sentence that says both is a list of its own.
_LIMIT = re.compile(
    (
        r"excepci[oó]n|l[ií]mites|salvo[^.]*permiso|sin (?:su |el "
        r")?(?:permiso|consentimiento)|obliga(?:r|n)? a avisar"
        r"|\bexception|\blimits\b|without (?:her |their |the person's "
        r")?(?:consent|permission)|oblige you to tell"
    ),
    re.IGNORECASE,
)
_CASE = re.compile(
    r"peligro (?:inmediato|inminente)|protecci[oó]n de una ni|da[ñn]o a una ni|deber legal"
    r"|(?:immediate|imminent) danger|danger to life|protection of a child|harm to a child|legal duty",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[.!?\n]+")
READ = ("catalogues/consent_purposes.yaml", "guide/pages.yaml")


def _exceptions(world: World) -> list[dict[str, Any]]:
    doc = world.documents.get(LIST)
    rows = doc.data if doc is not None and isinstance(doc.data, list) else []
    return [row for row in rows if isinstance(row, dict) and "id" in row]


def check_exceptions_stand_in_one_place(world: World) -> Iterator[Finding]:
    """The name of an exception stands once in its list and is a code of no other."""
    known: list[str] = []
    for row in _exceptions(world):
        if row["id"] in known:
            yield _twice(LIST, world.documents[LIST].line(len(known)), row["id"])
        known.append(row["id"])
    for path, doc in sorted(world.documents.items()):
        plain_list = doc.form is not None and doc.form.name == "catalogue"
        if not plain_list or path == LIST or not isinstance(doc.data, list):
            continue
        for i, row in enumerate(doc.data):
            if isinstance(row, dict) and row.get("id") in known:
                yield _twice(path, doc.line(i), str(row["id"]))


def _twice(path: str, line: int, id: str) -> Finding:
    return at_line("exception_twice", path, line, id=id, list=LIST)


def check_nothing_else_lists_exceptions(world: World) -> Iterator[Finding]:
    """Prose, tools, what is asked and the public guide say the exceptions by citing the list."""
    if LIST not in world.documents:
        return
    titles = tuple(
        words
        for row in _exceptions(world)
        if isinstance(title := row.get("title"), dict)
        for words in title.values()
    )
    for doc, prose in sections(world):
        if found := _listed(prose.body, titles):
            yield _second(doc.path, line_with(doc, found), found)
    newest = {
        e.value.number: e.value.version for e in sorted(world.of("tools"), key=lambda e: e.value.version)
    }
    paths = [e.doc.path for e in world.of("tools") if e.value.version == newest[e.value.number]]
    for path in (*READ, *sorted(paths)):
        held = world.documents.get(path)
        for loc, text in texts_in(held.data) if held is not None else ():
            if found := _listed(text, titles):
                yield _second(path, held.line(*loc) if held else 1, found)


def _listed(text: str, titles: tuple[str, ...]) -> str:
    """The first sentence that says an exception by itself; '': none does."""
    for sentence in _SENTENCE.split(text):
        if _LIMIT.search(sentence) and _CASE.search(sentence) or any(one in sentence for one in titles):
            return sentence.strip()
    return ""


def _second(path: str, line: int, sentence: str) -> Finding:
    shown = sentence if len(sentence) < 90 else f"{sentence[:87]}…"
    return at_line("exceptions_listed_twice", path, line, shown=shown, list=LIST)
