"""What is known of a case, seen through what one law counts as evidence against."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from cauce.content.model_law import Law

TOLD = ("obs_", "act_", "means_", "purp_", "cond_")  # concepts of what was noticed, or is known


@dataclass(frozen=True, slots=True)
class Against:
    """A row of a law's evidence against. Made ready once for every reading."""

    concept: str
    denies: frozenset[str]
    denies_adult: frozenset[str]
    closes: bool
    adult_only: bool
    open_if: frozenset[str]
    explains: frozenset[str]


@dataclass(frozen=True, slots=True)
class Hearing:
    """What of a law decides how evidence is heard."""

    minor_shown_by: frozenset[str]
    doubted_by: frozenset[str]
    against: tuple[Against, ...]

    @classmethod
    def of(cls, law: Law) -> Self:
        rows = [
            Against(**{name: getattr(row, name) for name in Against.__dataclass_fields__})
            for row in law.against
        ]
        return cls(law.minor_shown_by, law.doubted_by, tuple(rows))


class Evidence:
    """What is known, seen through one law's evidence against."""

    __slots__ = (
        "age_unknown",
        "denied",
        "doubts",
        "explained",
        "minor",
        "not_known",
        "present",
        "rows",
        "standing",
    )

    def __init__(self, law: Hearing, present: frozenset[str], not_known: frozenset[str]):
        self.present, self.not_known = present, not_known
        self.minor = law.minor_shown_by & present
        self.age_unknown = not self.minor and bool(law.minor_shown_by & not_known)
        self.doubts = law.doubted_by & present
        self.denied: dict[str, list[str]] = {}  # of what is known, by what it is denied
        self.standing = present
        self.explained: frozenset[str] = frozenset()
        self.rows = [row for row in law.against if row.concept in present]
        if self.rows:
            self._hear()

    def _hear(self) -> None:
        """What speaks against."""
        self.explained = frozenset().union(*[row.explains for row in self.rows])
        self.doubts -= self.explained
        for row in self.rows:
            for slug in self._denied_by(row):
                self.denied.setdefault(slug, []).append(row.concept)
        if self.denied:
            self.standing = self.present.difference(self.denied)

    def _denied_by(self, row: Against) -> frozenset[str]:
        """What is known and that row denies."""
        if row.adult_only and self.minor:
            return frozenset()
        denied = row.denies & self.present
        if row.denies_adult and not self.minor:
            denied |= row.denies_adult & self.present
        return denied

    def sets_aside(self) -> list[Against]:
        """The rows by which no purpose is left, when none is known; empty: the question is open."""
        closing = [] if self.doubts else [row for row in self.rows if self._closes(row)]
        return closing or self._explaining()

    def _closes(self, row: Against) -> bool:
        if row.adult_only and (self.minor or self.age_unknown):
            return False
        # What would contradict it is known, or was asked and is not known: it closes nothing.
        return row.closes and row.open_if.isdisjoint(self.present) and row.open_if.isdisjoint(self.not_known)

    def _explaining(self) -> list[Against]:
        """The rows that explain whatever was noticed, when nothing else is known."""
        only = [row for row in self.rows if row.explains and not row.closes]
        if only and any(slug.startswith(TOLD) and slug not in self.explained for slug in self.present):
            return []
        return only
