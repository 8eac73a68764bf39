"""Kits on paper that somebody of the cast printed and entered."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from cauce.intake.kits.actions import PaperSays, enter, give, print_kits


def a_kit(cast, case) -> dict[str, Any]:
    """A kit that Inés entered into the case, one of two that were printed and given out."""
    now = timezone.now()
    one, other = print_kits(actor=cast.ines.actor, post=cast.houston, count=2, language="es", at=now)
    give(actor=cast.ines.actor, kit=other, to="drawer", at=now)
    enter(actor=cast.ines.actor, kit=one, paper=PaperSays(began_at=now, danger=False), case=case, at=now)
    return {"kit_id": one.id, "batch_id": one.batch, "sheet": "turn"}
