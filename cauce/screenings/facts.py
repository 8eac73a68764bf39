"""From the sealed sitting to what the rules read."""

from __future__ import annotations

from typing import Any

from cauce.keystore import KeyGone, Sealed, unseal
from cauce.rules.content.loader import load_edition

from .models import Sitting


def sitting_context(sitting: Sitting) -> str:
    return f"screenings.sitting|{sitting.id}|answers|1"


def answers_of(sitting: Sitting) -> dict[str, Any]:
    """Answers, notes, stop reason and outcome. Draft answers whose key was destroyed are empty."""
    context = sitting_context(sitting)
    try:
        return unseal(sitting.case.key_id, context, sitting.sealed)
    except Sealed:
        try:
            return unseal(sitting.case.draft_key_id, context, sitting.sealed)
        except KeyGone:
            return {"answers": {}, "erased": True}


def instrument_hash(instrument: str) -> str:
    """The hash of the file of the instrument's version in force (SHA-256, hexadecimal)."""
    edition = load_edition()
    version = edition.instruments[instrument].version
    return edition.file_hash[f"toolbox/{instrument}.v{version}.yaml"]
