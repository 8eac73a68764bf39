"""Is what is asked in several places known to be the same, so that nobody is asked twice?"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from cauce.content.checks.report import Finding
from cauce.content.checks.world import World
from cauce.content.errors import nearest
from cauce.content.model_bank import BankItem

ASKED = ("question", "safety")  # to notice and to hear are other ways of knowing


def _conversations(world: World) -> set[str]:
    """The items, by the id that keeps their answer, that are asked of somebody who has a case."""
    in_case = {entry.value.id for entry in world.of("spaces") if entry.value.in_case}
    return {
        item.id
        for entry in world.of("toolbox")
        if in_case & set(entry.value.spaces)
        for item in entry.value.items
        if item.kind in ASKED
    }


def check_topics_name_what_is_asked(world: World) -> Iterator[Finding]:
    kept = {f"bank:{entry.value.answered_as}" for entry in world.of("bank")}
    known = kept | {f"fact:{entry.value.id}" for entry in world.of("facts") if entry.value.type == "boolean"}
    for entry in world.of("topics"):
        rows = [("asked", i, row) for i, row in enumerate(entry.value.asked)]
        rows += [("beside", i, row) for i, row in enumerate(entry.value.beside)]
        for part, i, row in rows:
            # The questions of a page stand in the program: a test holds them against this file.
            if row.at.startswith(("bank:", "fact:")) and row.at not in known:
                near = ", ".join(nearest(row.at, sorted(known))) or "–"
                yield entry.finding("topic_of_nothing", (part, i, "at"), place=row.at, near=near)


def check_topics_say_how_they_join(world: World) -> Iterator[Finding]:
    """A question that answers for several topics says whether one is enough."""
    seen: dict[str, str | None] = {}
    for entry in world.of("topics"):
        for i, row in enumerate(entry.value.asked):
            if row.tells is not None:
                continue
            if row.at in seen and (row.joins is None or seen[row.at] != row.joins):
                yield entry.finding("topic_joined_otherwise", ("asked", i, "at"), place=row.at)
            seen.setdefault(row.at, row.joins)


def check_no_concept_is_asked_twice_unmapped(world: World) -> Iterator[Finding]:
    """Two questions of conversations that make the same concept known and share no topic."""
    if not world.whole("topics", "bank", "toolbox"):
        return
    asked = _conversations(world)
    topics: dict[str, set[str]] = {}
    for entry in world.of("topics"):
        for row in entry.value.asked:
            if row.item is not None:
                topics.setdefault(row.item, set()).add(entry.value.id)
    rows = [e for e in world.of("bank") if e.value.kind in ASKED and e.value.answered_as in asked]
    for first, second in combinations(rows, 2):
        one, other = first.value, second.value
        if one.answered_as == other.answered_as or not _same(one, other):
            continue
        if not topics.get(one.answered_as, set()) & topics.get(other.answered_as, set()):
            concept = sorted(_same(one, other))[0]
            yield second.finding("concept_unmapped", (), id=other.id, first=one.id, concept=concept)


def _same(one: BankItem, other: BankItem) -> set[str]:
    """The concepts that an answer to either makes known."""
    return {*one.tells_yes, *one.tells_no} & {*other.tells_yes, *other.tells_no}
