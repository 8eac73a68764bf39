"""What a check found: where, what, and the cure, in both languages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Finding:
    """One mistake. ``id`` is stable; ``warning`` True: to be looked at, but nothing is refused."""

    id: str
    file: str
    line: int
    es: str
    en: str
    cure_es: str
    cure_en: str
    warning: bool = False

    def text(self, language: str = "es") -> str:
        """The finding as one line for people."""
        what, cure = (self.en, self.cure_en) if language == "en" else (self.es, self.cure_es)
        return f"{self.file}:{self.line}: [{self.id}] {what} {cure}"

    def as_json(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "file": self.file,
            "line": self.line,
            "es": self.es,
            "en": self.en,
            "cure_es": self.cure_es,
            "cure_en": self.cure_en,
        }


@dataclass(frozen=True, slots=True)
class Report:
    """All findings, by file and line. ``edition`` None: ``edition.yaml`` could not be read."""

    edition: str | None
    hash: str
    counts: dict[str, int]
    findings: tuple[Finding, ...]

    @property
    def errors(self) -> tuple[Finding, ...]:
        return tuple(one for one in self.findings if not one.warning)

    @property
    def warnings(self) -> tuple[Finding, ...]:
        return tuple(one for one in self.findings if one.warning)

    def as_json(self) -> dict[str, Any]:
        return {
            "edition": self.edition,
            "hash": self.hash,
            "counts": self.counts,
            "errors": [one.as_json() for one in self.errors],
            "warnings": [one.as_json() for one in self.warnings],
        }
