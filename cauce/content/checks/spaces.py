"""Does each of the spaces exist, with one instrument and with contacts that are its own?"""

from __future__ import annotations

from collections.abc import Iterator

from cauce.content.checks.report import Finding
from cauce.content.checks.world import Entry, World
from cauce.content.errors import nearest


def check_spaces_exist(world: World) -> Iterator[Finding]:
    known = world.ids("spaces")
    named: list[tuple[Entry, tuple[str | int, ...], str]] = [
        (entry, ("spaces", i), word)
        for entry in world.of("toolbox")
        for i, word in enumerate(entry.value.spaces)
    ]
    named += [(entry, ("space",), entry.value.space) for entry in world.of("cases")]
    for entry, loc, word in named:
        if word not in known:
            near = ", ".join(nearest(word, sorted(known))) or "–"
            yield entry.finding("unknown_space", loc, word=word, near=near)


def check_each_space_has_one_instrument(world: World) -> Iterator[Finding]:
    """Two instruments for a space would leave the choice to chance."""
    if not world.whole("toolbox"):
        return
    by_space: dict[str, set[str]] = {}
    for entry in world.of("toolbox"):
        for word in entry.value.spaces:
            by_space.setdefault(word, set()).add(entry.value.id)
    for entry in world.of("spaces"):
        found = sorted(by_space.get(entry.value.id, ()))
        if len(found) != 1:
            yield entry.finding(
                "space_without_instrument",
                (),
                f"«{entry.value.id}» debe tener un solo instrumento; tiene {len(found)}: "
                f"{', '.join(found) or 'ninguno'}.",
                f"'{entry.value.id}' must have one instrument; it has {len(found)}: "
                f"{', '.join(found) or 'none'}.",
                "Nómbrelo en «spaces» de un instrumento, y de ninguno más.",
                "Name it in 'spaces' of one instrument, and of no other.",
            )


def check_channels_have_one_space(world: World) -> Iterator[Finding]:
    seen: dict[str, str] = {}
    for entry in world.of("spaces"):
        for word in entry.value.channels:
            if word in seen:
                yield entry.finding("channel_twice", ("channels",), word=word, seen=seen[word])
            seen.setdefault(word, entry.value.id)
