"""Does what may be asked of Mexico name only what exists: data, deadlines, acts, exceptions, sources?"""

from __future__ import annotations

from collections.abc import Iterator

from cauce.content.checks.consent import kinds_of, told_to
from cauce.content.checks.report import Finding
from cauce.content.checks.world import Entry, World
from cauce.content.errors import nearest
from cauce.content.model_petitions import PetitionKind

Named = tuple[Entry, tuple[str | int, ...], str, frozenset[str]]


def _ids(world: World, name: str) -> frozenset[str]:
    return frozenset(world.ids(name))


def _named(entry: Entry, world: World) -> Iterator[Named]:
    kind: PetitionKind = entry.value
    for level in ("high", "medium", "low"):
        yield entry, ("within", level), getattr(kind.within, level), _ids(world, "parameters")
    for i, result in enumerate(kind.results):
        if result.meets:
            yield entry, ("results", i, "meets"), result.meets, _ids(world, "acts")
    for i, source in enumerate(kind.sources):
        yield entry, ("sources", i), source, _ids(world, "sources")
    if kind.exception:
        known = frozenset(world.catalogue("sharing_exceptions"))
        yield entry, ("exception",), kind.exception, known
    told = told_to(world, *kinds_of(world, "mexico"))
    for i, one in enumerate(kind.identity):
        yield entry, ("identity", i), one, told
    for i, one in enumerate(kind.spared):
        yield entry, ("spared", i), one, frozenset(kind.identity)


def check_petitions_name_what_exists(world: World) -> Iterator[Finding]:
    for entry in world.of("petition_kinds"):
        for where, loc, word, known in _named(entry, world):
            if word not in known:
                near = ", ".join(nearest(word, sorted(known))) or "–"
                yield where.finding("unknown_in_petition", loc, word=word, id=entry.value.id, near=near)
