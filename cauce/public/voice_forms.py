"""What is typed by whoever comes back: the code, an answer, and whether anybody made her pay for it."""

from __future__ import annotations

from django import forms

from cauce.rights.complaints.rules import LENGTH, REPLIES, TREATED, plain_code
from cauce.rights.complaints.telling_form import LONGEST, OPTIONAL, choices
from cauce.ui.words import say


class CodeForm(forms.Form):
    """Twelve letters and figures, with or without blanks and dashes."""

    use_required_attribute = False
    code = forms.CharField(
        max_length=LENGTH * 3,
        label=say("Su clave", "Your code"),
        help_text=say("Doce letras y números, como se la dieron.", "Twelve letters and figures, as given."),
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
        error_messages={
            "required": say("Escriba su clave.", "Write your code."),
            "max_length": say("Son doce letras y números.", "It is twelve letters and figures."),
        },
    )

    def clean_code(self) -> str:
        """The code as it was typed; an error where a letter must be wrong."""
        typed = self.cleaned_data["code"]
        if not plain_code(typed):
            raise forms.ValidationError(
                say(
                    "Alguna letra no es. Revísela: son doce, y no hay O, I, 0 ni 1.",
                    "A letter is wrong. Check it: there are twelve, and no O, I, 0 or 1.",
                )
            )
        return typed

    @staticmethod
    def none() -> str:
        return say("No hay nada con esa clave.", "There is nothing with that code.")


class ReplyForm(forms.Form):
    """A short answer, some words of hers, or both."""

    use_required_attribute = False
    optional = OPTIONAL
    reply = forms.ChoiceField(
        required=False,
        choices=choices(REPLIES),
        widget=forms.RadioSelect,
        label=say("Su respuesta", "Your answer"),
    )
    text = forms.CharField(
        required=False,
        max_length=LONGEST,
        label=say("Con sus palabras", "In your words"),
        widget=forms.Textarea(attrs={"rows": 4, "autocomplete": "off"}),
    )

    def clean(self) -> dict[str, str]:
        """As the act takes it: its code, and its text."""
        given = super().clean() or {}
        return {"code": given.get("reply", ""), "text": given.get("text", "")}


class TreatedForm(forms.Form):
    """Whether anybody treated her worse since."""

    use_required_attribute = False
    treated = forms.ChoiceField(
        choices=choices(TREATED),
        widget=forms.RadioSelect,
        label=say(
            "Desde que lo dijo, ¿alguien le trata peor por eso?",
            "Since you said so, does anybody treat you worse for it?",
        ),
        error_messages={
            "required": say("Elija una.", "Choose one."),
            "invalid_choice": say("Elija una de la lista.", "Choose one of the list."),
        },
    )
