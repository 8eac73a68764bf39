"""A referral: what is needed, how soon, and only the data consented to for this organisation."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from cauce.desk.fields import WorkForm, choice, words
from cauce.referrals.telling import telling_fields
from cauce.rules.consent import ShareableField, telling_text
from cauce.ui.words import say

from .forms_plan import needs

PRIORITY = (
    ("emergency", say("Emergencia: hoy", "Emergency: today")),
    ("urgent", say("Urgente: en tres días", "Urgent: within three days")),
    ("normal", say("Sin urgencia", "Not urgent")),
)
# Which need a service is asked for first, by its kind; the officer may choose another.
LONG = ("needs", "safety_notes", "accessibility", "safe_contact")


class ReferForm(WorkForm):
    """``allowed``: the fields the person agreed to share with this organisation, in order."""

    need = choice(say("Para qué", "For what"), (), radio=False)
    priority = choice(say("Qué tan pronto", "How soon"), PRIORITY)

    def __init__(self, allowed: Iterable[ShareableField], data=None, initial=None) -> None:
        super().__init__(data, initial=initial)
        self.fields["need"].choices = needs()
        self.shared = [one.id for one in allowed]
        for one in allowed:
            box = forms.Textarea(attrs={"rows": 3}) if one.id in LONG else forms.TextInput()
            self.fields[f"s_{one.id}"] = forms.CharField(
                label=words(one.label), required=False, max_length=2000, widget=box
            )

    def to_share(self) -> dict[str, str]:
        """What was written, by field; an empty one is not sent."""
        given = {name: self.cleaned_data.get(f"s_{name}", "") for name in self.shared}
        return {name: value for name, value in given.items() if value}

    def telling(self) -> list[dict[str, Any]]:
        """Words that may tell the receiver too much, for a second look."""
        shared = self.to_share()
        kinds = telling_fields(shared)
        return [
            {"label": self.fields[f"s_{name}"].label, "found": one.found, "warning": one.warning}
            for name in kinds
            for one in telling_text(shared[name])
            if one.kind in kinds[name]
        ]

    def rows(self) -> list[forms.BoundField]:
        return [self[f"s_{name}"] for name in self.shared]
