"""What counting takes and gives: rows of facts, definitions with their dates, and cells."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: numerator; denominator (None: a plain count); ``contributors``: different persons (or
    cases) behind it; ``largest``: the most of them that share one case group or post, for the rule of
    dominance. Of a median, the numerator is whole hours and the denominator how many were measured."""

    numerator: int
    denominator: int | None
    contributors: int
    largest: int
