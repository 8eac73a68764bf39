"""What is known of a case, seen through what one law counts as evidence against."""

from __future__ import annotations

from cauce.content.model_law import Against, Law

TOLD = ("obs_", "act_", "means_", "purp_", "cond_")  # concepts of what was noticed, or is known


class Evidence:
    """What is known, seen through one law's evidence against."""

    def __init__(self, law: Law, present: frozenset[str], not_known: frozenset[str]):
        self.law, self.present, self.not_known = law, present, not_known
        self.minor = frozenset(law.minor_shown_by & present)
        self.age_unknown = not self.minor and bool(law.minor_shown_by & not_known)
        self.doubts = law.doubted_by & present
        self.denied: dict[str, list[str]] = {}  # of what is known, by what it is denied
        self.standing = present
        self.rows: list[Against] = []
        self.closing: list[Against] = []
        self.explaining: list[Against] = []
        if rows := [row for row in law.against if row.concept in present]:
            self._hear(rows)

    def _hear(self, rows: list[Against]) -> None:
        """What speaks against."""
        self.rows = rows
        explained = frozenset([one for row in rows for one in row.explains])
        self.doubts -= explained
        for row in rows:
            for slug in self._denied_by(row) & self.present:
                self.denied.setdefault(slug, []).append(row.concept)
        self.standing = self.present - self.denied.keys()
        self.closing = [] if self.doubts else [row for row in rows if self._closes(row)]
        self.explaining = self._explaining(explained)

    def _explaining(self, explained: frozenset[str]) -> list[Against]:
        """The rows that explain whatever was noticed, when nothing else is known."""
        only = [row for row in self.rows if row.explains and not row.closes]
        if only and any(slug.startswith(TOLD) and slug not in explained for slug in self.present):
            return []
        return only

    def _denied_by(self, row: Against) -> frozenset[str]:
        if row.adult_only and self.minor:
            return frozenset()
        return row.denies if self.minor else row.denies | row.denies_adult

    def _closes(self, row: Against) -> bool:
        if row.adult_only and (self.minor or self.age_unknown):
            return False
        # What would contradict it is known, or was asked and is not known: it closes nothing.
        return row.closes and not row.open_if & (self.present | self.not_known)

    def sets_aside(self) -> list[Against]:
        """The rows by which no purpose is left, when none is known; empty: the question is open."""
        return self.closing or self.explaining
