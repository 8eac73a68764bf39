"""Does everything that is named exist?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from cauce.content.checks.report import Finding
from cauce.content.checks.world import Entry, World
from cauce.content.errors import nearest

TOOLS = tuple(f"T{number}" for number in range(1, 21))


def _named(
    entry: Entry, loc: tuple[Any, ...], word: str, known: Iterable[str], id: str, es: str, en: str
) -> Iterator[Finding]:
    known = set(known)
    if word in known:
        return
    near = ", ".join(nearest(word, sorted(known)))
    yield entry.finding(
        id,
        loc,
        f"«{word}» no es {es}.",
        f"'{word}' is not {en}.",
        f"Lo más parecido: {near}." if near else "Declárelo o corríjalo.",
        f"Nearest: {near}." if near else "Declare or correct it.",
    )


def sources_named(world: World) -> Iterator[tuple[Entry, tuple[Any, ...], str]]:
    """Every source that something cites, with its place."""
    for name in (
        "pathways",
        "parameters",
        "law",
        "toolbox",
        "tools",
        "tables",
        "training",
        "guide",
        "contacts",
        "routes",
        "programmes",
        "indicators",
        "letters",
        "registers",
        "outing_things",
        "outing_steps",
        "kits",
        "logframe",
    ):
        for entry in world.of(name):
            for loc, word in _cited(entry.doc.at(*entry.base)):
                yield entry, loc, word


def _cited(node: Any) -> Iterator[tuple[tuple[Any, ...], str]]:
    for key, child in _pairs(node):
        if key in ("legal", "sources") and isinstance(child, list):
            yield from (((key, i), str(word)) for i, word in enumerate(child))
        else:
            yield from (((key, *loc), word) for loc, word in _cited(child))


def _pairs(node: Any) -> Iterable[tuple[Any, Any]]:
    if isinstance(node, dict):
        return node.items()
    return enumerate(node) if isinstance(node, list) else ()


def check_sources_exist(world: World) -> Iterator[Finding]:
    known = world.ids("sources")
    for entry, loc, word in sources_named(world):
        yield from _named(
            entry,
            loc,
            word,
            known,
            "unknown_source",
            "una fuente de sources.yaml",
            "a source of sources.yaml",
        )


def check_acts_exist(world: World) -> Iterator[Finding]:
    known = world.ids("acts")
    for entry in world.of("pathways"):
        for key in ("done_by", "declined_by"):
            for i, word in enumerate(getattr(entry.value, key)):
                yield from _named(
                    entry, (key, i), word, known, "unknown_act", "un acto de acts.yaml", "an act of acts.yaml"
                )
    for entry in world.of("facts"):
        for i, word in enumerate(entry.value.set_by):
            yield from _named(
                entry,
                ("set_by", i),
                word,
                known,
                "unknown_act",
                "un acto de acts.yaml",
                "an act of acts.yaml",
            )


def check_roles_exist(world: World) -> Iterator[Finding]:
    known = world.catalogue("roles")
    for entry in world.of("pathways"):
        yield from _named(
            entry,
            ("role",),
            entry.value.role,
            known,
            "unknown_role",
            "un papel de roles.yaml",
            "a role of roles.yaml",
        )
    for entry in world.of("toolbox"):
        yield from _named(
            entry,
            ("audience",),
            entry.value.audience,
            known,
            "unknown_role",
            "un papel de roles.yaml",
            "a role of roles.yaml",
        )


def check_parameters_exist(world: World) -> Iterator[Finding]:
    known = world.ids("parameters")
    for entry in world.of("pathways"):
        for i, within in enumerate(entry.value.within):
            for key, word in (("parameter", within.parameter), ("counted", within.counted)):
                if word is not None:
                    yield from _named(
                        entry,
                        ("within", i, key),
                        word,
                        known,
                        "unknown_parameter",
                        "un parámetro",
                        "a parameter",
                    )


def check_starts_exist(world: World) -> Iterator[Finding]:
    acts, facts, types = world.ids("acts"), world.ids("facts"), world.values("facts")
    for entry in world.of("pathways"):
        for i, within in enumerate(entry.value.within):
            if within.known:
                yield from _named(
                    entry, ("within", i, "known"), within.known, acts, "unknown_act", "un acto", "an act"
                )
            start, loc = within.start.removeprefix("last:"), ("within", i, "start")
            yield from _named(
                entry, loc, start, acts | facts, "unknown_start", "un acto ni un hecho", "an act nor a fact"
            )
            if start in types and types[start].type not in ("date", "instant"):
                yield entry.finding("start_without_time", loc, start=start)


def check_after_exists(world: World) -> Iterator[Finding]:
    known = world.ids("pathways")
    for entry in world.of("pathways"):
        for i, word in enumerate(entry.value.after):
            yield from _named(entry, ("after", i), word, known, "unknown_after", "una acción", "an action")


def check_tools_exist(world: World) -> Iterator[Finding]:
    for entry in world.of("pathways"):
        for i, word in enumerate(entry.value.tools):
            yield from _named(
                entry,
                ("tools", i),
                word,
                TOOLS,
                "unknown_tool",
                "una de las 20 herramientas",
                "one of the 20 tools",
            )


def check_concepts_exist(world: World) -> Iterator[Finding]:
    """Laws, items and cases share one list of concepts."""
    known = world.ids("concepts")
    for name in ("law", "law_cases", "bank"):
        for entry in world.of(name):
            for word in sorted(entry.value.concept_ids()):
                loc = _place(entry.doc.at(*entry.base), word) or ()
                yield from _named(
                    entry,
                    loc,
                    word,
                    known,
                    "unknown_concept",
                    "un concepto de concepts.yaml",
                    "a concept of concepts.yaml",
                )
    for entry in world.of("cases"):
        for key in ("concepts", "not_known"):
            for i, word in enumerate(getattr(entry.value, key)):
                yield from _named(
                    entry,
                    (key, i),
                    word,
                    known,
                    "unknown_concept",
                    "un concepto de concepts.yaml",
                    "a concept of concepts.yaml",
                )


def _place(node: Any, word: str) -> tuple[Any, ...] | None:
    """Where a word stands in the plain data; None: it does not."""
    for key, child in _pairs(node):
        if child == word:
            return (key,)
        below = _place(child, word)
        if below is not None:
            return (key, *below)
    return None


def check_expected_laws_exist(world: World) -> Iterator[Finding]:
    known = world.ids("law")
    for entry in world.of("cases"):
        if entry.value.expect is None:
            continue
        for word in type(entry.value.expect).model_fields:
            yield from _named(
                entry, ("expect",), word, known, "unknown_law", "una ley de law/", "a law of law/"
            )
