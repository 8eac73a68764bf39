"""What binds each sealed text of this part to its row: a blob moved to another place does not open."""

from __future__ import annotations

from uuid import UUID


def reason_context(id: UUID) -> str:
    return f"oversight.proposal|{id}|reason|1"


def answer_context(id: UUID) -> str:
    return f"oversight.proposal|{id}|answer|1"


def glass_context(id: UUID, part: str) -> str:
    return f"oversight.glass|{id}|{part}|1"
