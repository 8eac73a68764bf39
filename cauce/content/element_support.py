"""What supports one element of a law: its state by what is known and by what speaks against it."""

from __future__ import annotations

from typing import Literal, NamedTuple

from cauce.content.evidence import Evidence
from cauce.content.model_law import Element

State = Literal["yes", "waived", "not_required", "contradictory", "partial", "unknown", "not_asked", "no"]


class ElementState(NamedTuple):
    """One element: its state, the concepts that support it, and those that speak against it."""

    state: State
    concepts: tuple[str, ...] = ()
    against: tuple[str, ...] = ()


_NONE: frozenset[str] = frozenset()


# What is said of an element of which nothing is known; shared, for nothing changes it.
_NOT_REQUIRED, _WAIVED = ElementState("not_required"), ElementState("waived")
_UNKNOWN, _NOT_ASKED = ElementState("unknown"), ElementState("not_asked")


class _Pair(NamedTuple):
    """As ``Together``, without its words."""

    any_of: frozenset[str]
    needs: frozenset[str]
    alone_in_part: bool


class Support:
    """What one element asks for, made ready once for every reading."""

    __slots__ = ("_any_of", "_required", "_together", "_waived_for")

    def __init__(self, element: Element) -> None:
        self._required, self._any_of, self._waived_for = element.required, element.any_of, element.waived_for
        self._together = [_Pair(one.any_of, one.needs, one.alone_in_part) for one in element.together]

    def read(self, evidence: Evidence) -> ElementState:
        """How the element stands by what is known."""
        full, part = self._any_of & evidence.present, _NONE
        if self._together:
            full, part = self._beside(full, evidence)
        if not full and not part:
            return self._without(evidence)
        denied = evidence.denied
        good = tuple(sorted(full & evidence.standing if denied else full))
        known = full | part if part else full
        against: tuple[str, ...] = ()
        if denied and not known.isdisjoint(denied):
            against = tuple(sorted({x for slug in known for x in denied.get(slug, ())}))
        if not self._required:
            return ElementState("not_required", good, against)
        if good:
            return ElementState("yes", good, against)
        if not self._waived_for.isdisjoint(evidence.present):
            return ElementState("waived", (), against)
        return ElementState("contradictory" if against else "partial", tuple(sorted(known)), against)

    def _beside(self, full: frozenset[str], evidence: Evidence) -> tuple[frozenset[str], frozenset[str]]:
        """What counts in full, and what counts only in part: beside nothing that it needs."""
        whole: set[str] = set()
        part: set[str] = set()
        present, standing = evidence.present, evidence.standing
        for any_of, needs, alone_in_part in self._together:
            if present.isdisjoint(any_of):
                continue
            beside = needs & standing
            for slug in any_of & present:
                if len(beside) > 1 or (beside and slug not in beside):
                    whole.add(slug)
                elif alone_in_part:
                    part.add(slug)
        if whole:
            full |= whole
        return full, frozenset(part - full) if part else _NONE

    def _without(self, evidence: Evidence) -> ElementState:
        """An element that nothing supports."""
        if not self._required:
            return _NOT_REQUIRED
        if not self._waived_for.isdisjoint(evidence.present):
            return _WAIVED
        unknown = evidence.not_known
        if unknown and (self._any_of & unknown or any(pair.any_of & unknown for pair in self._together)):
            return _UNKNOWN
        return _NOT_ASKED
