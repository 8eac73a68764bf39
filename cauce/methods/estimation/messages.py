"""What the library says to people: input that cannot be used, reasons to refuse, warnings; es and en."""

from __future__ import annotations

from dataclasses import dataclass


class Unusable(Exception):
    """A file or an argument that cannot be read as what it should be: what, where and the cure."""

    def __init__(self, es: str, en: str, *, where: str = "", cure_es: str = "", cure_en: str = ""):
        self.es, self.en, self.where = es, en, where
        self.cure_es, self.cure_en = cure_es, cure_en
        super().__init__(" ".join(part for part in (where and f"{where}:", en, cure_en) if part))


@dataclass(frozen=True)
class Note:
    """A reason to refuse, or a warning: a stable id, the sentence in both languages, its figure."""

    id: str
    es: str
    en: str
    value: float | int | None = None

    def as_json(self) -> dict[str, object]:
        """As the command prints it; ``value`` only where the sentence rests on a figure."""
        told: dict[str, object] = {"id": self.id, "es": self.es, "en": self.en}
        if self.value is not None:
            told["value"] = self.value
        return told
