"""Several services for one person, or one service for several people: marked in a list, sent once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django import forms

from cauce.content.vocabulary import Vocabulary
from cauce.desk.cases.plan.forms import needs
from cauce.rules.telling_words import telling_text
from cauce.sharing.referrals.telling import telling_fields
from cauce.ui.fields import MISSING, NOT_A_CHOICE, WorkForm, choice, words
from cauce.ui.words import say

from .forms_refer import NAME, check_asked, datum_field, offer_ways, priorities, way_field

OWN = NAME  # of each person: never typed once for several


class TogetherForm(WorkForm):
    """``choices``: what may be marked, with its label; ``agreed``: the fields that somebody marked
    may be told, typed once; each gets only those the person agreed to. ``post``: who sends."""

    need = choice(say("Para qué", "For what"), (), radio=False)
    priority = choice(say("Qué tan pronto", "How soon"), ())
    way = way_field()
    chosen = forms.MultipleChoiceField(
        label=say("A quiénes", "To whom"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": MISSING, "invalid_choice": NOT_A_CHOICE},
    )

    def __init__(
        self,
        vocabulary: Vocabulary,
        choices: list[tuple[str, Any]],
        agreed: Iterable[str],
        label: Any,
        data=None,
        *,
        post: Any,
    ) -> None:
        super().__init__(data)
        self.fields["need"].choices = needs()
        offer_ways(self.fields["way"])
        self.fields["priority"].choices = priorities()
        self.fields["chosen"].choices = choices
        self.fields["chosen"].label = label
        held = set(agreed)
        self.shared = [id for id in vocabulary.labels if id in held]
        for name in self.shared:
            self.fields[f"s_{name}"] = datum_field(name, words(vocabulary.labels[name]), post)

    def say_hours(self, until: Callable[[str], Mapping[str, tuple[str, str]]]) -> None:
        """Beside how soon, by when they would answer; ``until``: as ``priorities``, by what is asked for."""
        need = self["need"].value() or self.fields["need"].choices[0][0]
        self.fields["priority"].choices = priorities(until(need))

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        check_asked(self)
        return given

    def for_fields(self, agreed: Iterable[str]) -> dict[str, str]:
        """What was typed, of these fields alone; an empty one is not sent."""
        held = set(agreed)
        given = {n: self.cleaned_data.get(f"s_{n}", "") for n in self.shared if n in held}
        return {name: value for name, value in given.items() if value}

    def telling(self) -> list[dict[str, Any]]:
        """Words that may tell the receiver too much, for a second look."""
        shared = self.for_fields(self.shared)
        kinds = telling_fields(shared)
        return [
            {"label": self.fields[f"s_{name}"].label, "found": one.found, "warning": one.warning}
            for name in kinds
            for one in telling_text(shared[name])
            if one.kind in kinds[name]
        ]

    def rows(self) -> list[forms.BoundField]:
        return [self[f"s_{name}"] for name in self.shared]


class GroupForm(TogetherForm):
    """A crew: who agreed is marked; of the others only how many there are."""

    others = forms.IntegerField(
        label=say(
            "Cuántas personas más hay, que no aceptaron o no están en la lista",
            "How many more people, who did not agree or are not on the list",
        ),
        help_text=say(
            "No se dice exacto ni cuando son pocas: se dirá «al menos».",
            "The exact number is not shown, even if small: it will say 'at least'.",
        ),
        required=False,
        min_value=0,
        max_value=9999,
    )
