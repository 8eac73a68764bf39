"""Rights were explained: in which language, how, and whether the person accepts protection."""

from __future__ import annotations

from typing import Any

from django import forms

from cauce.ui.moment_field import MomentField
from cauce.ui.words import say

from ..frame.spoken import language_choices

INTERPRETERS = (
    ("none", say("No hizo falta intérprete", "No interpreter needed")),
    ("in_person", say("En persona", "In person")),
    ("phone", say("Por teléfono", "By telephone")),
    ("relay", say("En dos pasos (su lengua → español → …)", "In two steps (the language → Spanish → …)")),
)


def language_field(*known: str) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=say("En qué lengua se habló", "In which language"),
        choices=language_choices(*known),
        initial="spa",
    )


def interpreter_field() -> forms.ChoiceField:
    return forms.ChoiceField(
        label=say("Con intérprete", "With an interpreter"), choices=INTERPRETERS, initial="none"
    )


class RightsForm(forms.Form):
    """What the person answered once the text was read or said."""

    def __init__(self, time_zone: str, data=None, known: dict[str, Any] | None = None) -> None:
        super().__init__(data)
        known = known or {}
        self.fields["language"] = language_field(known.get("language", ""))
        self.fields["interpreter"] = interpreter_field()
        for name in ("language", "interpreter"):
            self.fields[name].initial = known.get(name) or self.fields[name].initial
        self.fields["answer"] = forms.ChoiceField(
            label=say("¿Acepta la protección consular?", "Is consular protection accepted?"),
            choices=[
                ("accepted", say("Sí, la acepta", "Yes, accepted")),
                ("refused", say("No, por ahora", "No, for now")),
                ("later", say("Quiere pensarlo", "Wants to think about it")),
            ],
            widget=forms.RadioSelect,
            error_messages={
                "required": say(
                    "Anote lo que respondió, o que quiere pensarlo.",
                    "Record the answer, or that the person wants time to think.",
                )
            },
        )
        self.fields["mexican"] = forms.BooleanField(
            label=say(
                "Se presume mexicana, sin pedir documentos", "Presumed Mexican; no documents requested"
            ),
            help_text=say(
                "Sin marcar, la nacionalidad queda por averiguar.",
                "If unticked, nationality is still to be found out.",
            ),
            required=False,
        )
        self.fields["happened_at"] = MomentField(time_zone)

    def note(self, told: list[str]) -> str:
        """Language, interpreter and which limits were told, for the sealed note of the act."""
        languages = dict(self.fields["language"].choices)
        with_whom = dict(INTERPRETERS)[self.cleaned_data["interpreter"]]
        return f"{languages[self.cleaned_data['language']]} · {with_whom} · {', '.join(told)}"
