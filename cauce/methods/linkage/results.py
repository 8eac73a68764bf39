"""What a linkage gives back: pairs with their probability, and in words what each rests on."""

from __future__ import annotations

from dataclasses import dataclass

from cauce.methods.words import word_tables

# Pairs below this probability are neither linked nor shown to a reviewer.
LEAST = 0.01

WORDS = word_tables(__file__)
COMPARISONS = WORDS["comparisons"]
LEVELS = {comparison: WORDS[comparison] for comparison in COMPARISONS}


@dataclass(frozen=True, slots=True)
class Pair:
    """Two records of different lists that may be one person; it says nothing of the person.

    ``left``, ``right``: their ids; ``lists``: of each. ``chance`` that they are one, in [0, 1];
    ``weight`` its log2 odds. ``levels`` maps each of ``COMPARISONS`` to one of its ``LEVELS``. ``linked``: at
    or above the threshold and, one-to-one, the assignment's choice.
    """

    left: str
    right: str
    lists: tuple[str, str]
    chance: float
    weight: float
    levels: dict[str, str]
    linked: bool

    @property
    def probability(self) -> float:
        """``chance``, by the word that a report uses."""
        return self.chance

    def words(self, language: str = "es") -> list[str]:
        """What the probability rests on, a phrase for each comparison: «nombre: igual»."""
        return [
            f"{getattr(COMPARISONS[one], language)}: {getattr(LEVELS[one][level], language)}"
            for one, level in self.levels.items()
        ]


@dataclass(frozen=True, slots=True)
class Linked:
    """The outcome of one linkage: every pair of at least ``LEAST``, the likeliest first.

    ``sizes``: records of each list; ``expected``: matches expected, which set the prior;
    ``candidates``: pairs that blocking put side by side; ``model``: name and SHA-256 of the frozen
    model; ``threshold``, ``backend``, ``one_to_one``: as used.
    """

    sizes: dict[str, int]
    ids: dict[str, tuple[str, ...]]
    pairs: tuple[Pair, ...]
    expected: int
    threshold: float
    one_to_one: bool
    backend: str
    model: str
    candidates: int

    @property
    def links(self) -> tuple[Pair, ...]:
        """The pairs that were taken for one person."""
        return tuple(one for one in self.pairs if one.linked)
