"""Asking before asking: the answer to «may I ask you some questions», its language and its way."""

from __future__ import annotations

from typing import Any

from django import forms

from cauce.protocol.editions.access import current_edition
from cauce.ui.fields import MISSING, WorkForm, choice, words
from cauce.ui.words import say

from ..consent.forms_relay import BETWEEN, MISSING_BETWEEN, relay_fields, relay_of, start_from
from ..frame.spoken import INTERPRETER, language_choices


class TalkConsentForm(WorkForm):
    """How it was asked. Yes or no is the button."""

    language = forms.ChoiceField(
        label=say("Lengua en que se preguntó", "Language in which it was asked"),
        initial="spa",
        error_messages={"required": MISSING},
    )
    interpreter = choice(say("Interpretación", "Interpretation"), INTERPRETER)
    way = forms.CharField(
        label=say(
            "Cómo lo expresó y cómo puede retirarlo", "How consent was expressed and how to withdraw it"
        ),
        initial=say(
            "De palabra; lo retira diciéndolo a cualquier persona de protección.",
            "Verbally; it can be withdrawn by telling anyone in protection.",
        ),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": MISSING},
    )

    def __init__(self, data=None, known: dict[str, Any] | None = None) -> None:
        super().__init__(data)
        spoken = (known or {}).get("language", ""), (known or {}).get("through", "")
        self.fields["language"].choices = language_choices(*spoken)
        self.fields["interpreter"].initial = "none"
        self.fields |= relay_fields(*spoken)
        start_from(self.fields, known or {})

    @property
    def between(self) -> list[forms.BoundField]:
        """The fields that only an interpretation needs."""
        return [self[name] for name in BETWEEN]

    @property
    def between_open(self) -> bool:
        return any(name in self.errors or self[name].value() for name in BETWEEN[::2])

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("interpreter") == "relay" and not given.get("through"):
            self.add_error("through", MISSING_BETWEEN)
        return given

    def given(self) -> dict[str, Any]:
        """What was typed, as the act takes it."""
        said = {name: self.cleaned_data[name] for name in ("language", "interpreter", "way")}
        return said | relay_of(self.cleaned_data)


class OutcomeForm(WorkForm):
    """The outcome alone, where the person wants nothing more written."""

    outcome = choice(say("Resultado", "Outcome"), ())

    def __init__(self, data=None) -> None:
        super().__init__(data)
        fact = current_edition().facts["screening.outcome"]
        self.fields["outcome"].choices = [(value, words(fact.value_labels[value])) for value in fact.values]
