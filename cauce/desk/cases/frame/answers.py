"""Four answers and «not asked»: what is not a yes or a no changes no fact."""

from __future__ import annotations

from typing import Any

from django import forms

from cauce.ui.words import say

YES, NO, NOT_ASKED = "yes", "no", ""
UNKNOWN, REFUSED = "does_not_know", "prefers_not_to_say"
CHOICES = (
    (YES, say("Sí", "Yes")),
    (NO, say("No", "No")),
    (UNKNOWN, say("No sabe", "Does not know")),
    (REFUSED, say("Prefiere no decir", "Prefers not to say")),
    (NOT_ASKED, say("No se preguntó", "Not asked")),
)


def question(label: Any, hint: Any = "") -> forms.ChoiceField:
    """One question with the four answers; «not asked» stands until somebody answers."""
    return forms.ChoiceField(
        label=label,
        help_text=hint,
        choices=CHOICES,
        initial=NOT_ASKED,
        widget=forms.RadioSelect,
        required=False,
    )


def as_fact(answer: str) -> bool | None:
    """True or False; None: it is not known, so it is not said."""
    return {YES: True, NO: False}.get(answer)
