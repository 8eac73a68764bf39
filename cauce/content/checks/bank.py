"""Is each thing asked in one way, or in two ways on purpose, and does somebody ask it?"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from cauce.content.checks.report import Finding
from cauce.content.checks.world import Entry, World
from cauce.content.errors import nearest
from cauce.content.model_bank import BankItem

# Noticing, hearing and asking are three ways of knowing, and no two of them are the same question.
_WAY = {"cue": "noticed", "benign": "noticed", "listen_for": "heard"}


def _declared(one: BankItem, other: BankItem) -> bool:
    """Whether the two are known to stand beside each other."""
    if one.answered_as == other.answered_as:
        return True
    if _WAY.get(one.kind) != _WAY.get(other.kind):
        return True
    named = {*one.besides, *other.besides}
    return bool(named & {one.id, other.id, one.answered_as, other.answered_as})


def check_same_question_is_declared(world: World) -> Iterator[Finding]:
    """Two items that make the same concept known in other words, and neither says so."""
    for first, second in combinations(world.of("bank"), 2):
        one, other = first.value, second.value
        shared = {*one.tells_yes, *one.tells_no} & {*other.tells_yes, *other.tells_no}
        if shared and not _declared(one, other):
            concept = sorted(shared)[0]
            yield second.finding("asked_in_other_words", (), id=other.id, concept=concept, first=one.id)


def check_bank_names_itself(world: World) -> Iterator[Finding]:
    known = world.ids("bank")
    for entry in world.of("bank"):
        named: list[tuple[tuple[str | int, ...], str]]
        named = [(("besides", i), word) for i, word in enumerate(entry.value.besides)]
        if entry.value.same_as is not None:
            named.append((("same_as",), entry.value.same_as))
        for loc, word in named:
            if word not in known:
                near = ", ".join(nearest(word, sorted(known))) or "–"
                yield entry.finding("unknown_sibling", loc, word=word, near=near)


def _used(entry: Entry) -> list[str]:
    rows = entry.doc.at(*entry.base, "items") or []
    return [str(row["use"]) for row in rows if isinstance(row, dict) and "use" in row]


def check_items_are_used(world: World) -> Iterator[Finding]:
    if not world.whole("toolbox", "bank"):
        return
    used = {name for entry in world.of("toolbox") for name in _used(entry)}
    for entry in world.of("bank"):
        if entry.value.id not in used:
            yield entry.finding("item_unused", (), warning=True, id=entry.value.id)
