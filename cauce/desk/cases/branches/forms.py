"""What changes the steps, recorded with dignity: said by the person, and not known until then."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms

from cauce.content.loader import Edition
from cauce.content.model import Fact
from cauce.content.model_branches import Branch
from cauce.ui.words import say

from ..case.forms_facts import FACT_PLACES
from ..frame.answers import NO, YES, as_fact, question

PERSON = "person"
HOWS = (
    ("", say("No se anota", "Not recorded")),
    (PERSON, say("Lo dijo la persona", "The person said so")),
    ("paper", say("Está en un documento que la persona mostró", "In a document the person showed")),
    (
        "service",
        say("Lo avisó un servicio o una autoridad", "Reported by a service or an authority"),
    ),
    ("family", say("Lo dijo alguien de su familia", "A family member said so")),
)
# How long ago → the earliest that it can have been: hours are counted from there.
SINCE = (
    ("", say("No se sabe", "Not known")),
    ("24", say("Menos de un día", "Less than a day")),
    ("72", say("De uno a tres días", "One to three days")),
    ("120", say("De tres a cinco días", "Three to five days")),
    ("240", say("Más de cinco días", "More than five days")),
)


FIRST_TALK = dt.timedelta(hours=24)


def field_name(fact: str) -> str:
    return fact.replace(".", "__")


def _choice(fact: Fact, label: Any) -> forms.ChoiceField:
    options = [(v, say(fact.value_labels[v].es, fact.value_labels[v].en)) for v in fact.values]
    return forms.ChoiceField(
        label=label,
        required=False,
        widget=forms.RadioSelect,
        choices=[("", say("No se sabe", "Not known")), *options],
    )


def _said(label: Any) -> forms.BooleanField:
    """For what is never asked: a box to tick when the person said so, and to untick."""
    return forms.BooleanField(
        label=say(
            "La persona lo dijo y quiere que se tome en cuenta",
            "The person said so and wants it taken into account",
        ),
        help_text=label,
        required=False,
    )


def recorded_here(edition: Edition, branch: Branch) -> list[Fact]:
    """The facts of a branch that are typed on this page: the others have a page of their own."""
    return [edition.facts[name] for name in branch.facts if name not in FACT_PLACES]


class BranchesForm(forms.Form):
    """Every branch with its facts. What is left alone stays as it was; «not known» takes it back."""

    def __init__(
        self,
        edition: Edition,
        known: dict[str, Any],
        hows: dict[str, Any],
        data=None,
        contact: dt.datetime | None = None,
    ) -> None:
        super().__init__(data)
        self.contact = contact
        self.touched: set[str] = set()
        self.edition, self.known = edition, known
        self.branches = sorted(edition.branches.values(), key=lambda branch: branch.order)
        self.here: dict[str, Fact] = {}
        for branch in self.branches:
            for fact in recorded_here(edition, branch):
                if fact.id not in self.here:
                    self._add(branch, fact)
            if not branch.never_asked and recorded_here(edition, branch):
                first = next((hows[f]["how"] for f in branch.facts if f in hows), "")
                self.fields[f"how_{branch.id}"] = forms.ChoiceField(
                    label=say("Cómo se supo", "How it is known"), choices=HOWS, required=False, initial=first
                )

    def _add(self, branch: Branch, fact: Fact) -> None:
        label = say(fact.question.es, fact.question.en)
        value = self.known.get(fact.id)
        field: forms.Field
        if branch.never_asked:
            field, initial = _said(label), value is True
        elif fact.type == "choice":
            field, initial = _choice(fact, label), value or ""
        elif fact.type == "instant":
            field, initial = forms.ChoiceField(label=label, choices=SINCE, required=False), ""
        else:
            field = question(label)
            initial = "" if value is None else YES if value else NO
        field.initial = initial
        self.fields[field_name(fact.id)], self.here[fact.id] = field, fact

    def rows(self) -> list[dict[str, Any]]:
        """Each branch with its fields, for the page. A fact that two branches share stands once."""
        shown: set[str] = set()
        found = []
        for branch in self.branches:
            names = [f.id for f in recorded_here(self.edition, branch) if f.id not in shown]
            shown.update(names)
            fields = [self[field_name(name)] for name in names]
            if fields and f"how_{branch.id}" in self.fields:
                fields.append(self[f"how_{branch.id}"])
            found.append(
                {
                    "branch": branch,
                    "fields": fields,
                    "elsewhere": [n for n in branch.facts if n in FACT_PLACES],
                    "wrong": any(field.errors for field in fields),
                }
            )
        return found

    def _value(self, fact: Fact, at: dt.datetime) -> Any:
        given = self.cleaned_data[field_name(fact.id)]
        if isinstance(given, bool):
            return True if given else None
        if fact.type == "choice":
            return given or None
        if fact.type == "instant":
            if not given:
                return self.known.get(fact.id)
            return (self._told(at) - dt.timedelta(hours=int(given))).isoformat()
        return as_fact(given)

    def _told(self, at: dt.datetime) -> dt.datetime:
        """Since when «hours ago» count: in the first talk, from its beginning, so that what ended
        while the person waited to be heard is not the house's delay."""
        first = self.contact is not None and at - self.contact < FIRST_TALK
        return self.contact if first and self.contact else at

    def changed(self, at: dt.datetime) -> dict[str, Any]:
        """The facts that are now different; None: not known again. They stay ``touched``."""
        found = {}
        for name, fact in self.here.items():
            value = self._value(fact, at)
            if value != self.known.get(name):
                found[name] = value
        self.touched = set(found)
        return found

    def hows(self) -> dict[str, str]:
        """How each fact was known; what is never asked can only have been said by the person."""
        found: dict[str, str] = {}
        for branch in self.branches:
            how = PERSON if branch.never_asked else self.cleaned_data.get(f"how_{branch.id}", "")
            for fact in recorded_here(self.edition, branch):
                found.setdefault(fact.id, how)
        return found
