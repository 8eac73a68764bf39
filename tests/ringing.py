"""A call that somebody of the cast took down."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from cauce.intake.calls.actions import CallTyped, take


def a_call(cast, words: str) -> dict[str, Any]:
    """The id of a call that Inés took down, of somebody who could not talk; ``words`` are its note."""
    made = take(
        actor=cast.ines.actor,
        post=cast.houston,
        typed=CallTyped(
            channel="duty_phone",
            answers={"can_talk": "no"},
            told={"way": "phone_call", "note": words},
            back_at=None,
        ),
        at=timezone.now(),
    )
    return {"call_id": made.id}
