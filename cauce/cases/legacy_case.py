"""A case of an earlier register as it is brought: what of a row may be kept, already checked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from cauce.custody.keystore import marks

from .consent_to_store import SAFETY_FACTS

DEFAULT = "registro"  # under which name the answers of a post are kept when nobody gives another
KEPT_DAYS = 30  # how long the rows of a file are kept, for those refused to be corrected


@dataclass(frozen=True, slots=True)
class Earlier:
    """One row that becomes one case.

    ``began`` None: the register does not say. ``closed`` None: the case is open. ``number``: in the
    old register; '' when it had none. ``note``: free text that whoever brings it wants kept sealed.
    """

    line: int
    number: str = ""
    began: dt.date | None = None
    closed: dt.date | None = None
    identity: dict[str, str] = field(default_factory=dict)
    facts: dict[str, Any] = field(default_factory=dict)
    note: str = ""

    def __repr__(self) -> str:  # nothing of a row in a log
        return f"Earlier(line {self.line})"


def may_come(fact: str) -> bool:
    """Whether a fact may be brought though no consent to keep is on record: those of safety alone."""
    return fact.startswith(SAFETY_FACTS)


def marks_of(marks_key: UUID, file: UUID, numbers: Iterable[tuple[int, str]]) -> list[str]:
    """By what rows (line, old number) are known again, in their order; by the file and the line where
    there was no number."""
    plains = [
        f"number|{' '.join(number.casefold().split())}" if number else f"line|{file}|{line}"
        for line, number in numbers
    ]
    return marks(marks_key, "brought.case", plains)
