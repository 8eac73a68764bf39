"""What a receiver told by telephone, as its answer: one list, so that a reason is never forgotten."""

from __future__ import annotations

from typing import Any

from django import forms

from cauce.protocol.editions.access import current_edition
from cauce.rules.referral import ACT_LABELS, Act, State, possible
from cauce.sharing.referrals.actions.answering import CODES, MOST_PLACES
from cauce.ui.fields import MISSING, NOT_A_CHOICE, WorkForm, words
from cauce.ui.words import say

NOT_TOLD = ("acknowledge",)  # that they read it is no answer


def told_choices(state: State) -> list[tuple[str, Any]]:
    """Each answer that is possible from here, those with reasons once for each reason."""
    found: list[tuple[str, Any]] = []
    for act in possible(state, "receiver"):
        if act in NOT_TOLD:
            continue
        rows = current_edition().catalogues[CODES[act][0]] if act in CODES else ()
        if not rows:
            found.append((act, words(ACT_LABELS[act])))
        for row in rows:
            found.append((f"{act}:{row.id}", _both(act, row.title)))
    return found


def _both(act: Act, title: Any) -> Any:
    label = ACT_LABELS[act]
    return say(f"{label.es}: {title.es}", f"{label.en}: {title.en}")


class ToldForm(WorkForm):
    """One answer and, if they said, how many free places they have."""

    told = forms.ChoiceField(
        label=say("Qué respondieron", "What they answered"),
        error_messages={"required": MISSING, "invalid_choice": NOT_A_CHOICE},
    )
    places = forms.IntegerField(
        label=say("Lugares libres que informaron", "Places they said are free"),
        required=False,
        min_value=0,
        max_value=MOST_PLACES,
    )

    def __init__(self, state: State, data=None) -> None:
        super().__init__(data)
        self.fields["told"].choices = [("", say("Elija", "Choose")), *told_choices(state)]

    def answered(self) -> dict[str, Any]:
        """What the act takes."""
        what, _, reason = self.cleaned_data["told"].partition(":")
        return {"what": what, "reason": reason, "places": self.cleaned_data["places"]}
