"""The words of the board: where an interview and a consent stand, and which language a word means."""

from __future__ import annotations

from cauce.content.errors import BadInput
from cauce.content.model import Text, both, word_tables
from cauce.directory import register
from cauce.protocol.editions.access import current_edition

INTERVIEW: dict[str, tuple[str, Text]] = {
    "": ("open", both("Falta entrevistar", "To be interviewed")),
    "interview_prepared": ("open", both("Entrevista preparada", "Interview prepared")),
    "interview_consented": ("open", both("Aceptó la entrevista", "Agreed to the interview")),
    "interview_paused": ("soon", both("Entrevista en pausa", "Interview paused")),
    "interview_declined": ("declined", both("No quiso entrevista", "Declined the interview")),
    "interview_done": ("done", both("Entrevista hecha", "Interview held")),
}
WORDS = word_tables(__file__)
KEEPING = WORDS["keeping"]
WHY_LEFT = WORDS["why_left"]
MAY_TELL = WORDS["may_tell"]
ANSWERS = WORDS["answers"]


class Tongues:
    """The code of a language by any of its names, each looked up once; '' when it is none."""

    def __init__(self) -> None:
        self._edition, self._known = current_edition(), dict[str, str]()

    def __call__(self, word: str) -> str:
        if word not in self._known:
            try:
                self._known[word] = register.tongue_named(self._edition, word, "text").code
            except BadInput:
                self._known[word] = ""
        return self._known[word]


def tongue_names() -> dict[str, str]:
    """The name of each language by its code."""
    return {one.code: one.name for one in register.tongues(current_edition())}
