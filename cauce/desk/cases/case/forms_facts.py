"""Answering, right where it is asked, a fact that nobody knows yet."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator

from cauce.content.loader import Edition
from cauce.content.model import Fact
from cauce.ui.words import say

from ..frame.answers import as_fact, question

CHECK = say("Revise el número: de 0 a 120.", "Check the number: from 0 to 120.")

# Facts that are never typed alone: they are what a whole page finds out.
FACT_PLACES = {
    "screening.outcome": "protection:screening",
    "conclusion.status": "protection:assess",
    "risk.level": "protection:risk",
    "protection.accepted": "protection:rights",
    "danger.immediate": "protection:safety",
    "person.age": "protection:safety",
    "person.age_doubt": "protection:safety",
    "person.age_doubt_ground": "protection:safety",
    "detention.order": "protection:custody",
    "detention.ordered_on": "protection:custody",
    "detention.judge_ordered_on": "protection:custody",
    "detention.medication": "protection:custody",
    "detention.at_courthouse": "protection:custody",
    "interview.distress": "protection:interview",
}


def _field(fact: Fact) -> forms.Field:
    label = say(fact.question.es, fact.question.en)
    if fact.type == "boolean":
        return question(label)
    if fact.type == "integer":
        return forms.IntegerField(
            label=label,
            required=False,
            validators=[MinValueValidator(0, CHECK), MaxValueValidator(120, CHECK)],
            widget=forms.NumberInput(attrs={"min": 0, "max": 120, "inputmode": "numeric"}),
        )
    if fact.type == "choice":
        options = [(v, say(t.es, t.en) if (t := fact.value_labels.get(v)) else v) for v in fact.values]
        return forms.ChoiceField(
            label=label, required=False, choices=[("", say("No se sabe", "Not known")), *options]
        )
    return forms.DateField(label=label, required=False, widget=forms.DateInput(attrs={"type": "date"}))


class FactForm(forms.Form):
    """One question; its answer becomes a fact, or stays unknown."""

    def __init__(self, fact: Fact, data=None) -> None:
        super().__init__(data, auto_id=f"id_{fact.id.replace('.', '-')}_%s")
        self.fact = fact
        self.fields["value"] = _field(fact)

    def known(self) -> Any:
        """The value; None: it is still not known."""
        value = self.cleaned_data["value"]
        if self.fact.type == "boolean":
            return as_fact(value)
        if value in (None, ""):
            return None
        return value.isoformat() if hasattr(value, "isoformat") else value


def asks(edition: Edition, missing: list[str]) -> list[tuple[Fact, FactForm | None]]:
    """Each missing fact with its form; None: a whole page finds it out."""
    return [
        (edition.facts[name], None if name in FACT_PLACES else FactForm(edition.facts[name]))
        for name in missing
    ]
