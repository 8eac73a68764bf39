"""The languages of a form: Spanish, English, and what may be read aloud in any other."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from cauce.content.loader import Edition
from cauce.content.model import Text
from cauce.content.translating import languages_of, spoken

NAMES = {"es": "Español", "en": "English"}


@dataclass(frozen=True, slots=True)
class Language:
    """One language. What nobody translated, or changed since, or only a machine did, is Spanish."""

    code: str
    name: str
    edition: Edition

    @property
    def column(self) -> str:
        return f"{self.name} ({self.code})"

    def of(self, text: Text) -> str:
        """The words, fit to be read aloud to a person."""
        return spoken(self.edition, text, self.code, aloud=True).text

    def own(self, text: Text) -> str | None:
        """The words in this language itself; None: it would be said in Spanish."""
        found = spoken(self.edition, text, self.code, aloud=True)
        return found.text if found.language == self.code else None

    def sound(self, text: Text) -> Path | None:
        """The recording of these words; None: there is none."""
        found = spoken(self.edition, text, self.code, aloud=True)
        if found.audio is None or found.language != self.code:
            return None
        return self.edition.root / "audio" / self.code / found.audio.file


def languages(edition: Edition) -> tuple[Language, ...]:
    """Spanish, English and the further languages of the edition, in that order."""
    rows = {row["code"]: row["name_es"] for row in edition.catalogues.get("languages", ())}
    return tuple(
        Language(code, NAMES.get(code) or rows.get(code, code), edition) for code in languages_of(edition)
    )
