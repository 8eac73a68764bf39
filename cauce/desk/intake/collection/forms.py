"""The few things that are typed about telephones and what comes from them."""

from __future__ import annotations

from django import forms

from cauce.protocol.editions.access import current_edition
from cauce.rules.field_form import codes, title_of
from cauce.ui.words import say

from .saying import ENDINGS, ENDINGS_OF_PAPER, OUTCOMES


class DeviceForm(forms.Form):
    """A telephone by its own name, and the forms it may fetch."""

    name = forms.CharField(
        max_length=40,
        label=say("Nombre del teléfono", "Name of the telephone"),
        help_text=say(
            "El nombre del aparato, como «Teléfono 3». Nunca el de una persona.",
            "The device's name, such as 'Telephone 3'. Never a person's.",
        ),
    )
    forms = forms.MultipleChoiceField(
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label=say("Formatos que puede bajar", "Forms it may fetch"),
        help_text=say("Sin marcar ninguno, todos.", "If none is ticked, all of them."),
    )

    def __init__(self, *args, **named) -> None:
        super().__init__(*args, **named)
        edition = current_edition()
        self.fields["forms"].choices = [
            (
                code,
                say(
                    f"{title_of(code).es}: {edition.instruments[name].title.es}",
                    f"{title_of(code).en}: {edition.instruments[name].title.en}",
                ),
            )
            for code, name in codes(edition).items()
        ]


class OutcomeForm(forms.Form):
    """How it ended when no case was opened."""

    outcome = forms.ChoiceField(
        widget=forms.RadioSelect,
        label=say("¿Cómo terminó?", "How did it end?"),
        choices=[
            (code, say(words.es, words.en)) for code, words in OUTCOMES.items() if code != "case_opened"
        ],
    )


class EndingForm(forms.Form):
    """How an incident ended."""

    outcome = forms.ChoiceField(
        widget=forms.RadioSelect,
        label=say("¿Cómo terminó?", "How did it end?"),
        choices=[(code, say(words.es, words.en)) for code, words in ENDINGS.items()],
    )

    def __init__(self, *args, paper: bool = False, **named) -> None:
        super().__init__(*args, **named)
        if paper:
            self.fields["outcome"].choices = [
                (code, say(words.es, words.en)) for code, words in ENDINGS_OF_PAPER.items()
            ]
